//! Tests of compile errors. Each file in a folder for a theme contains one mistake, and its `.stderr` contains the
//! errors.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

#[cfg(not(feature = "axum"))]
const THEMES: &[&str] = &["rules", "catalog", "include", "attribute", "held", "coded"];

/// With the implementations for a framework, one mistake in an error type is still the same error.
#[cfg(feature = "axum")]
const THEMES: &[&str] = &["coded", "response"];

/// The cases are compiled in another folder, so the catalogs are found through `ERRCAT_ROOT`. This test runs itself
/// again with the variable, because it cannot set the variable for its own process.
#[test]
fn ui() {
    if std::env::var_os("ERRCAT_ROOT").is_some() {
        write_too_many_rows();
        write_long_description();
        // Where none of them is to be run, trybuild has cargo check all of them at once.
        let cases = trybuild::TestCases::new();
        for theme in THEMES {
            cases.compile_fail(format!("{theme}/*.rs"));
        }
        return;
    }
    let this = std::env::current_exe().expect("a test has a path");
    let status = Command::new(this)
        .args(["--exact", "ui", "--nocapture"])
        .env("ERRCAT_ROOT", concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .status()
        .expect("this test can be started again");
    assert!(status.success(), "ui tests failed; see the expected and the actual output above");
}

/// This catalog has one code too many. It is too large for the repository.
fn write_too_many_rows() {
    let mut aliases = String::new();
    for alias in 0..65_535 {
        let _ = write!(aliases, "\"{alias:x}\", ");
    }
    let catalog = format!("[[error]]\ncode = \"not_found\"\nstatus = 404\naliases = [{aliases}]\n");
    write("rules/too-many-rows/error_codes.toml", &catalog);
}

/// A description that is a byte longer than the longest.
fn write_long_description() {
    let text: String = ('a'..='z').cycle().take(65_536).collect();
    let catalog = format!("[[error]]\ncode = \"of_65536\"\nstatus = 404\ndescription = \"{text}\"\n\n");
    write("rules/description-too-long/error_codes.toml", &catalog);
}

fn write(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}
