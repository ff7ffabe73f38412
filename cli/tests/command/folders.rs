//! Catalogs in packages and workspaces.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::errcat;

const ROW: &str = "[[error]]\ncode = \"busy\"\nstatus = 503\n";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn list(folder: &Path, arguments: &[&str]) -> Output {
    errcat().arg("list").args(arguments).current_dir(folder).output().expect("it runs")
}

/// A package without `[workspace]` is a workspace of its own.
#[test]
fn a_catalog_includes_files_of_its_package() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "Cargo.toml", "[package]\nname = \"shop\"\nedition = \"2024\"\n");
    write(folder, "src/lib.rs", "#[errcat::catalog(\"codes/all.toml\")]\npub enum ShopCode {}\n");
    write(folder, "codes/all.toml", "include = [\"../common.toml\"]\n");
    write(folder, "common.toml", ROW);
    for arguments in [&[][..], &["codes/all.toml"]] {
        let output = list(folder, arguments);
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && listed.starts_with("busy"), "{output:?}");
    }
}

/// Other members may have catalogs, too, so the catalog in this folder alone is not all of them.
#[test]
fn a_manifest_that_does_not_parse_is_not_ignored() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write(folder, "error_codes.toml", ROW);
    assert!(list(folder, &[]).status.success(), "there is no Rust yet");
    write(folder, "Cargo.toml", "[package]\nname = \"shop\"\nedition = \"2024\"\n");
    assert!(list(folder, &[]).status.success(), "there is no source yet");
    write(folder, "Cargo.toml", "[workspace]\nmembers = [\"api\"]\nresolver = \"3\"\n");
    write(folder, "api/Cargo.toml", "[package]\nname = \"api\"\nedition = \"2024\"\n");
    assert_eq!(list(folder, &[]).status.code(), Some(2), "a member without a source");
    write(folder, "api/Cargo.toml", "[package\n");
    let output = list(folder, &[]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("cargo cannot be asked for the catalogs of the workspace"), "{error}");
    assert!(list(folder, &["error_codes.toml"]).status.success());
}
