//! Where the time of one `cargo check` goes: in the macro, and in the compiler around it.

use std::fmt::Write;
use std::process::Command;

use crate::crates::{Kind, Scratch, workspace};

/// Passes that the compiler itself measures, and what each of them is.
const PASSES: [(&str, &str); 5] = [
    ("macro_expand_crate", "macro expansion: the whole macro, parsing its output, the built-in derives"),
    ("resolve_crate", "name resolution"),
    ("type_check_crate", "type checking"),
    ("MIR_borrow_checking", "borrow checking"),
    ("total", "the whole compiler"),
];

/// The times for this many codes, as Markdown.
pub(crate) fn split(size: usize) -> String {
    let scratch = Scratch::write(Kind::Errcat(size));
    let catalog = scratch.path("error_codes.toml");
    let read = Command::new("cargo")
        .current_dir(workspace())
        .args(["run", "--quiet", "-p", "errcat-benches", "--bin", "read", "--"])
        .arg(catalog)
        .output()
        .expect("cargo can be started");
    let read = String::from_utf8(read.stdout).expect("numbers");
    let micros: Vec<f64> = read.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [toml, read] = micros[..] else { panic!("two numbers: {read:?}") };
    let mut table = format!("| {size} codes | ms |\n|---|---|\n");
    let _ = writeln!(table, "| the macro parses the TOML | {:.1} |", toml / 1e3);
    let _ = writeln!(table, "| the macro reads and checks the rows | {:.1} |", (read - toml) / 1e3);
    let times = scratch.passes();
    for (pass, what) in PASSES {
        let seconds = times.iter().find(|(name, _)| name == pass).map_or(f64::NAN, |(_, seconds)| *seconds);
        let _ = writeln!(table, "| {what} | {:.1} |", seconds * 1e3);
    }
    table
}
