//! The memory of a program that has read the texts of all its codes.

use std::fmt::Write;
use std::process::Command;

use crate::crates::{Kind, Scratch};

/// The memory of a program for each of these numbers of codes, as Markdown.
pub(crate) fn table() -> String {
    let mut table = "| codes | resident memory, KiB | program, KiB |\n|---|---|---|\n".to_owned();
    for size in [1, 300, 12_388] {
        let scratch = Scratch::write(Kind::Errcat(size));
        let binary = scratch.program(&source(scratch.name()));
        let output = Command::new(&binary).output().expect("it has been built");
        let resident = String::from_utf8(output.stdout).expect("a number");
        let bytes = std::fs::metadata(&binary).expect("it has been built").len();
        let _ = writeln!(table, "| {size} | {} | {} |", resident.trim(), bytes / 1024);
    }
    table
}

/// A program that reads all texts, and then prints its resident memory in KiB, as Linux counts it.
fn source(name: &str) -> String {
    let library = name.replace('-', "_");
    format!(
        "use {library}::ErrorCode;

fn main() {{
    let read = |code: &ErrorCode| code.code().len() + code.description().len() + usize::from(code.status());
    let all: usize = ErrorCode::ALL.iter().map(read).sum();
    assert!(ErrorCode::ALL.iter().all(|code| ErrorCode::from_code(code.code()) == Some(*code)));
    let status = std::fs::read_to_string(\"/proc/self/status\").expect(\"Linux\");
    let resident = status.lines().find_map(|line| line.strip_prefix(\"VmRSS:\")).expect(\"the resident memory\");
    assert!(all > 0);
    println!(\"{{}}\", resident.trim_end_matches(\"kB\").trim());
}}
"
    )
}
