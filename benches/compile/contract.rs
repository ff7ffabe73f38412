//! Measures how long the commands of `cargo errcat` take as whole processes, compared with reading the same two files
//! once with the crate `toml`.
//!
//! Every command and the reading take turns, so that a busy machine disturbs all of them. The times are medians.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use toml::de::DeTable;

/// How often each command runs. The first round does not count.
const ROUNDS: usize = 21;

fn main() {
    let size = std::env::args().nth(1).and_then(|size| size.parse().ok()).unwrap_or(3_000);
    let program = build();
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("a file");
    write("old.toml", catalog(size, false));
    write("new.toml", catalog(size, true));
    write("locked.toml", catalog(size, true));
    write("same.toml", catalog(size, false));
    for catalog in ["old.toml", "same.toml"] {
        run(&program, folder.path(), &["lock", "--force", catalog]);
    }
    // The lock of the old version, next to a catalog with the changes.
    fs::rename(folder.path().join("old.lock"), folder.path().join("locked.lock")).expect("a lock");
    let commands: [&[&str]; 5] = [
        &["check", "old.toml"],
        &["check", "same.toml"],
        &["diff", "old.toml", "new.toml"],
        &["diff", "locked.toml"],
        &["lock", "same.toml"],
    ];
    let mut times = vec![Vec::new(); commands.len()];
    let mut readings = Vec::new();
    for round in 0..=ROUNDS {
        let reading = read(folder.path());
        let costs = commands.map(|command| run(&program, folder.path(), command));
        if round > 0 {
            readings.push(reading);
            times.iter_mut().zip(costs).for_each(|(times, cost)| times.push(cost));
        }
    }
    print(size, &commands, times, median(readings));
}

/// Builds the command line in release, and returns its path.
fn build() -> PathBuf {
    let status = Command::new("cargo").args(["build", "--release", "--quiet", "-p", "cargo-errcat"]).status();
    assert!(status.expect("cargo can be started").success(), "cargo-errcat does not compile");
    let here = std::env::current_exe().expect("this program has a path");
    here.with_file_name(format!("cargo-errcat{}", std::env::consts::EXE_SUFFIX))
}

/// The milliseconds that a command takes. Its findings can end it with the exit code 1.
fn run(program: &Path, folder: &Path, arguments: &[&str]) -> f64 {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the command can be started");
    let time = milliseconds(start);
    assert!(matches!(status.code(), Some(0 | 1)), "this failed: {arguments:?}");
    time
}

/// The milliseconds that it takes to read both files once.
fn read(folder: &Path) -> f64 {
    let start = Instant::now();
    for name in ["old.toml", "new.toml"] {
        let text = fs::read_to_string(folder.join(name)).expect("a catalog");
        drop(DeTable::parse(&text).expect("TOML"));
    }
    milliseconds(start)
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn print(size: usize, commands: &[&[&str]], times: Vec<Vec<f64>>, reading: f64) {
    println!("| {size} codes | ms | ratio |\n|---|---|---|");
    println!("| reading both files once with `toml` | {reading:.1} | 1 |");
    for (command, times) in commands.iter().zip(times) {
        let time = median(times);
        println!("| `{}` | {time:.1} | **{:.2}** |", command.join(" "), time / reading);
    }
}

/// A catalog with texts and params. In the new version, some rows have another status or text, and some are gone.
fn catalog(size: usize, is_new: bool) -> String {
    let version = if is_new { "2.0.0" } else { "1.0.0" };
    let mut text = format!("[catalog]\nversion = \"{version}\"\n");
    for index in (0..size).filter(|index| !is_new || index % 60 != 7) {
        let status = if is_new && index % 50 == 3 { 410 } else { [400, 404, 409, 422, 500, 503][index % 6] };
        let more = if is_new && index % 40 == 5 { " at all" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n[[error]]\ncode = \"code_{index}\"\nstatus = {status}\ndescription = \"Thing {index} is not right{more}\"\n"
        );
        if index % 3 == 0 {
            text += "message = \"wait {seconds} s for {name}\"\nparams = { seconds = \"u32\", name = \"string\" }\n";
        }
    }
    text
}
