//! `generate docs`: a folder of files, which later runs bring up to date.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const TWO: &str = "[[error]]\ncode = \"gone\"\nstatus = 410\n\n[[error]]\ncode = \"late\"\nstatus = 408\n";
const ONE: &str = "[[error]]\ncode = \"gone\"\nstatus = 410\n";

/// A folder with a catalog.
fn folder(catalog: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("error_codes.toml"), catalog).expect("a file");
    folder
}

/// The exit code of `generate docs`, and what it prints.
fn generate(folder: &Path, more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errcat"));
    let command = command.args(["generate", "docs", "error_codes.toml"]).args(more).current_dir(folder);
    let output = command.output().expect("the command starts");
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code().expect("an exit code"), String::from_utf8(printed).expect("UTF-8"))
}

fn write(folder: &Path) {
    let (code, printed) = generate(folder, &["--out", "site"]);
    assert_eq!((code, printed.lines().last()), (0, Some("wrote site/index.html")), "{printed}");
}

fn check(folder: &Path) -> (i32, String) {
    let (code, printed) = generate(folder, &["--out", "site", "--check"]);
    (code, printed.lines().last().unwrap_or_default().to_owned())
}

#[test]
fn check_compares_every_file() {
    let folder = folder(TWO);
    let folder = folder.path();
    let (code, printed) = check(folder);
    assert_eq!(code, 1);
    assert_eq!(
        printed,
        "`site/index.html` and 5 other files are out of date; run the command without `--check`"
    );
    write(folder);
    assert_eq!(check(folder).0, 0);
    for file in ["index.html", "style.css", "search.js", "errors.json", "gone/index.html"] {
        let path = folder.join("site").join(file);
        let text = fs::read(&path).expect("a file");
        fs::write(&path, "changed").expect("a file");
        let expected = format!("`site/{file}` is out of date; run the command without `--check`");
        assert_eq!(check(folder), (1, expected));
        fs::write(&path, text).expect("a file");
    }
    assert_eq!(check(folder).0, 0);
}

#[test]
fn the_page_of_a_code_that_is_gone_is_removed_and_nothing_else() {
    let folder = folder(TWO);
    let folder = folder.path();
    write(folder);
    let site = folder.join("site");
    fs::create_dir(site.join("own")).expect("a folder");
    fs::write(site.join("own/index.html"), "<!DOCTYPE html><title>my page</title>").expect("a file");
    fs::write(site.join("gone/picture.png"), "a picture").expect("a file");
    fs::write(folder.join("error_codes.toml"), ONE).expect("a file");

    let expected =
        "`site/late/index.html` and 2 other files are out of date; run the command without `--check`";
    let (code, printed) = check(folder);
    assert_eq!((code, printed.as_str()), (1, expected));
    write(folder);
    assert_eq!(check(folder).0, 0);
    assert!(!site.join("late").exists());
    assert!(site.join("own/index.html").exists() && site.join("gone/picture.png").exists());
}

#[test]
fn a_page_of_somebody_else_is_not_replaced() {
    let folder = folder(ONE);
    let folder = folder.path();
    fs::create_dir(folder.join("site")).expect("a folder");
    fs::write(folder.join("site/index.html"), "mine").expect("a file");
    let (code, printed) = generate(folder, &["--out", "site"]);
    assert_eq!(code, 2);
    let expected = "`site/index.html` is not a page of errcat; name a folder of its own, or remove the file";
    assert!(printed.contains(expected), "{printed}");
    assert_eq!(fs::read_to_string(folder.join("site/index.html")).expect("a file"), "mine");
}

#[test]
fn standard_output_and_a_file_are_no_folder() {
    let folder = folder(ONE);
    let (code, printed) = generate(folder.path(), &["--out", "-"]);
    assert_eq!(code, 2);
    assert!(printed.contains("`docs` is a folder of files; name a folder in place of `-`"), "{printed}");
    let (code, printed) = generate(folder.path(), &["--out", "error_codes.toml"]);
    assert_eq!(code, 2);
    assert!(printed.contains("error_codes.toml"), "{printed}");
}
