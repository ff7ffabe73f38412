//! Ten versions of the catalog of a real service, and what a careful person lists as the changes from each to the next.
//!
//! The list in `series/findings.txt` is written by hand from `docs/changes.md`. A block is about one step: a line with
//! the exit code and the version that semver asks for, and a line for each finding.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

const VERSIONS: u32 = 10;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/series")
}

fn catalog(version: u32) -> PathBuf {
    folder().join(format!("{version:02}.toml"))
}

/// The exit code, standard output and standard error of a command.
fn errcat(arguments: &[&str], paths: &[&Path]) -> (i32, String, String) {
    let command = crate::errcat().args(arguments).args(paths).output();
    let Output { status, stdout, stderr } = command.expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

/// What the command says about a step, as a block of the list.
fn block(version: u32, old: &Path, new: &Path) -> String {
    let (code, json, notes) = errcat(&["diff", "--format", "json"], &[old, new]);
    // The last line is "semver asks for a minor version: 1.0.0 -> 1.1.0".
    let bump = notes.lines().last().and_then(|line| line.strip_prefix("semver asks for a "));
    let bump = bump.expect("each step has a change");
    let mut findings: Vec<_> = json.lines().map(finding).collect();
    findings.sort_by_key(|finding| rank(finding));
    let next = version + 1;
    format!("{version:02} -> {next:02}: exit {code}, {bump}\n{}\n", findings.join("\n"))
}

fn finding(line: &str) -> String {
    let finding: Value = serde_json::from_str(line).expect("JSON");
    let text = |key: &str| finding[key].as_str();
    let [level, who, rule] = ["level", "who", "rule"].map(|key| text(key).expect("always there"));
    let about = text("code").or(text("subject")).expect("always there");
    format!("{level} {who} {rule} {about}")
}

/// The order of the list: by level, then by who notices, then by rule and code.
fn rank(finding: &str) -> (Option<usize>, Option<usize>, String) {
    let mut words = finding.splitn(3, ' ');
    let mut place = |order: [&str; 3]| {
        let word = words.next();
        order.iter().position(|known| Some(*known) == word)
    };
    let (level, who) = (place(["breaking", "risky", "info"]), place(["wire", "rust", "readers"]));
    (level, who, words.next().unwrap_or_default().to_owned())
}

/// The blocks of the list, with their findings in the order of the command's.
fn expected() -> Vec<String> {
    let list = fs::read_to_string(folder().join("findings.txt")).expect("the list");
    list.split("\n\n").map(|block| format!("{}\n", block.trim_end())).collect()
}

#[test]
fn each_step_has_the_findings_of_the_list() {
    let expected = expected();
    assert_eq!(expected.len(), 9, "one block for each step");
    for (version, expected) in (1..VERSIONS).zip(expected) {
        let found = block(version, &catalog(version), &catalog(version + 1));
        snapbox::assert_data_eq!(found, expected);
    }
}

#[test]
fn a_lock_has_the_findings_of_its_catalog() {
    let scratch = tempfile::tempdir().expect("a folder");
    let old = scratch.path().join("error_codes.toml");
    for version in 1..VERSIONS {
        fs::copy(catalog(version), &old).expect("a copy");
        // The next version replaces a lock that it breaks.
        let (code, ..) = errcat(&["lock", "--force"], &[&old]);
        assert_eq!(code, 0);
        let new = catalog(version + 1);
        let (by_lock, by_catalog) = (&old.with_extension("lock"), &catalog(version));
        assert_eq!(block(version, by_lock, &new), block(version, by_catalog, &new));
    }
}

#[test]
fn a_version_has_no_change_to_itself() {
    for version in 1..=VERSIONS {
        let same = catalog(version);
        assert_eq!(errcat(&["diff", "--deny", "info"], &[&same, &same]), (0, String::new(), String::new()));
    }
}
