//! Measures how long the commands of `cargo errcat` take as whole processes, compared with reading the same two files
//! once with the crate `toml`.
//!
//! If `buf` is installed, `buf breaking` compares two files of Protocol Buffers with the same codes and params.
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

/// What `cargo errcat generate` makes.
const KINDS: [&str; 7] = ["docs", "json", "json-schema", "markdown", "openapi", "texts", "typescript"];

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
    let errcat = |arguments: &[&'static str]| (program.clone(), arguments.to_vec());
    let mut commands = vec![
        errcat(&["check", "old.toml"]),
        errcat(&["check", "same.toml"]),
        errcat(&["diff", "old.toml", "new.toml"]),
        errcat(&["diff", "locked.toml"]),
        errcat(&["lock", "same.toml"]),
    ];
    if Command::new("buf").arg("--version").stdout(Stdio::null()).status().is_ok() {
        protos(folder.path(), size);
        commands.push((PathBuf::from("buf"), vec!["breaking", "new", "--against", "old"]));
    }
    let mut times = vec![Vec::new(); commands.len()];
    let mut readings = Vec::new();
    for round in 0..=ROUNDS {
        let reading = read(folder.path());
        let costs = commands.iter().map(|(program, arguments)| run(program, folder.path(), arguments));
        let costs: Vec<f64> = costs.collect();
        if round > 0 {
            readings.push(reading);
            times.iter_mut().zip(costs).for_each(|(times, cost)| times.push(cost));
        }
    }
    print(size, &commands, times, median(readings));
    generate(&program, folder.path());
}

/// Measures everything that is generated of a catalog. Each time, the files are new.
fn generate(program: &Path, folder: &Path) {
    let mut times = KINDS.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        let out = tempfile::tempdir_in(folder).expect("a folder");
        for (kind, times) in KINDS.iter().zip(&mut times) {
            let out = out.path().join(kind);
            let out = out.to_str().expect("a path in UTF-8");
            times.push(run(program, folder, &["generate", kind, "old.toml", "--out", out]));
        }
    }
    println!("\n| generated | ms |\n|---|---|");
    let medians = times.map(median);
    for (kind, time) in KINDS.iter().zip(medians) {
        println!("| `{kind}` | {time:.1} |");
    }
    println!("| all of them | {:.1} |", medians.iter().sum::<f64>());
}

/// Builds the command line in release, and returns its path.
fn build() -> PathBuf {
    let status = Command::new("cargo").args(["build", "--release", "--quiet", "-p", "cargo-errcat"]).status();
    assert!(status.expect("cargo can be started").success(), "cargo-errcat does not compile");
    let here = std::env::current_exe().expect("this program has a path");
    here.with_file_name(format!("cargo-errcat{}", std::env::consts::EXE_SUFFIX))
}

/// The milliseconds that a command takes. Its findings can end it with the exit code 1, or 100 for buf.
fn run(program: &Path, folder: &Path, arguments: &[&str]) -> f64 {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the command can be started");
    let time = milliseconds(start);
    assert!(matches!(status.code(), Some(0 | 1 | 100)), "this failed: {arguments:?}");
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

fn print(size: usize, commands: &[(PathBuf, Vec<&str>)], times: Vec<Vec<f64>>, reading: f64) {
    println!("| {size} codes | ms | ratio |\n|---|---|---|");
    println!("| reading both files once with `toml` | {reading:.1} | 1 |");
    for ((program, arguments), times) in commands.iter().zip(times) {
        let time = median(times);
        let buf = if program == Path::new("buf") { "buf " } else { "" };
        println!("| `{buf}{}` | {time:.1} | **{:.2}** |", arguments.join(" "), time / reading);
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

/// Writes what the two catalogs have in common with Protocol Buffers: an enum of the codes, and a message for each code with params.
fn protos(folder: &Path, size: usize) {
    for (name, is_new) in [("old", false), ("new", true)] {
        let mut codes = "enum ErrorCode {\n  ERROR_CODE_UNSPECIFIED = 0;\n".to_owned();
        let mut messages = String::new();
        for index in (0..size).filter(|index| !is_new || index % 60 != 7) {
            // Writing to a string cannot fail.
            let _ = writeln!(
                codes,
                "  // Thing {index} is not right\n  ERROR_CODE_CODE_{index} = {};",
                index + 1
            );
            if index % 3 == 0 {
                let ty = if is_new && index % 40 == 5 { "uint64" } else { "uint32" };
                let _ = writeln!(
                    messages,
                    "message Code{index}Params {{\n  {ty} seconds = 1;\n  string name = 2;\n}}"
                );
            }
        }
        let text = format!("syntax = \"proto3\";\npackage codes.v1;\n{messages}{codes}}}\n");
        let folder = folder.join(name);
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join("codes.proto"), text).expect("a file");
        fs::write(folder.join("buf.yaml"), "version: v2\nbreaking:\n  use: [FILE]\n").expect("a file");
    }
}
