//! The hooks for pre-commit: `.pre-commit-hooks.yaml`.

use std::fs;
use std::path::Path;

use crate::errcat;

const HOOKS: &str = include_str!("../../../.pre-commit-hooks.yaml");

/// The values of a key, one for each hook.
fn values(key: &str) -> Vec<&'static str> {
    HOOKS
        .lines()
        .filter_map(|line| line.trim_start_matches(['-', ' ']).strip_prefix(key)?.strip_prefix(": "))
        .collect()
}

/// The files with which a hook runs: `\.(a|b)$` are those with one of these extensions.
fn extensions(pattern: &str) -> Vec<&str> {
    let list = pattern.strip_prefix(r"\.(").and_then(|rest| rest.strip_suffix(")$"));
    list.expect("a list of extensions").split('|').collect()
}

/// A workspace with a catalog of another name than usual, and a mistake in a file that it includes.
fn workspace(folder: &Path) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("Cargo.toml", "[package]\nname = \"shop\"\nedition = \"2024\"\n");
    write("src/lib.rs", "#[errcat::catalog(\"codes/all.toml\")]\npub enum ShopCode {}\n");
    write("codes/all.toml", "include = [\"cart.toml\"]\n");
    write("codes/cart.toml", "[[error]]\ncode = \"empty_cart\"\nstaus = 400\n");
}

#[test]
fn each_hook_runs_without_names_of_files() {
    assert_eq!(values("id"), ["errcat-check", "errcat-diff"]);
    assert_eq!(values("entry"), ["cargo-errcat check", "cargo-errcat diff"]);
    // A name would be that of an included file, or of a file that is no catalog.
    assert_eq!(values("pass_filenames"), ["false"; 2]);
}

#[test]
fn each_hook_runs_for_every_file_that_can_change_the_result() {
    for pattern in values("files") {
        let extensions = extensions(pattern);
        for file in ["codes/cart.toml", "codes/all.lock", "src/lib.rs", "Cargo.toml"] {
            let (_, extension) = file.rsplit_once('.').expect("an extension");
            assert!(extensions.contains(&extension), "{pattern} {file}");
        }
    }
}

#[test]
fn a_mistake_in_an_included_file_stops_the_commit() {
    let folder = tempfile::tempdir().expect("a folder");
    workspace(folder.path());
    for entry in values("entry") {
        let command = entry.strip_prefix("cargo-errcat ").expect("the program");
        let output = errcat().arg(command).current_dir(folder.path()).output().expect("the command starts");
        assert!(!output.status.success(), "{entry}");
        let printed = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(printed.contains("codes/cart.toml:3:1: unknown key `staus`"), "{entry}: {printed}");
    }
}
