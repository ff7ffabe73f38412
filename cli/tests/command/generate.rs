//! Where `generate` writes: a file that nothing else needs, or for `docs` a folder, which later runs bring up to date.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::errcat;

const TWO: &str = "[[error]]\ncode = \"gone\"\nstatus = 410\n\n[[error]]\ncode = \"late\"\nstatus = 408\n";
/// `gone` has another name, which differs in case alone.
const RENAMED: &str = "[[error]]\ncode = \"Gone\"\nstatus = 410\naliases = [\"past\"]\n";
const ONE: &str = "[[error]]\ncode = \"gone\"\nstatus = 410\n";

/// A folder with a catalog.
fn folder(catalog: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("error_codes.toml"), catalog).expect("a file");
    folder
}

/// The exit code of `generate docs`, and what it prints.
fn generate(folder: &Path, more: &[&str]) -> (i32, String) {
    run(folder, &[&["docs", "error_codes.toml"], more].concat())
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = errcat();
    let command = command.arg("generate").args(arguments).current_dir(folder);
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
    assert_eq!(printed, "`site` is not there; run the command without `--check`");
    write(folder);
    assert_eq!(check(folder).0, 0);
    for file in ["index.html", "style.css", "search.js", "errors.json", "gone/index.html"] {
        let path = folder.join("site").join(file);
        let text = fs::read(&path).expect("a file");
        fs::write(&path, [text.as_slice(), b"changed"].concat()).expect("a file");
        let expected = format!("`site/{file}` is out of date; run the command without `--check`");
        assert_eq!(check(folder), (1, expected));
        fs::write(&path, text).expect("a file");
    }
    assert_eq!(check(folder).0, 0);

    fs::remove_file(folder.join("site/index.html")).expect("a file");
    let expected = "`site/index.html` is out of date; run the command without `--check`";
    assert_eq!(check(folder), (1, expected.to_owned()));
    write(folder);
    assert_eq!(check(folder).0, 0);
}

#[test]
fn lines_may_end_as_on_windows() {
    let folder = folder(TWO);
    let folder = folder.path();
    write(folder);
    for file in ["index.html", "style.css", "search.js", "errors.json", "gone/index.html"] {
        let path = folder.join("site").join(file);
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.contains('\n'));
        fs::write(&path, text.replace('\n', "\r\n")).expect("a file");
    }
    assert_eq!(check(folder), (0, String::new()));
    fs::write(folder.join("error_codes.toml"), ONE).expect("a file");
    assert_eq!(check(folder).0, 1);
    write(folder);
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
    fs::write(folder.join("error_codes.toml"), RENAMED).expect("a file");
    write(folder);
    assert_eq!(check(folder).0, 0);
    assert!(site.join("Gone/index.html").exists() && site.join("past/index.html").exists());
    assert!(site.join("own/index.html").exists() && site.join("gone/picture.png").exists());
}

#[test]
fn a_file_of_somebody_else_is_not_replaced() {
    for (file, text) in [("index.html", "mine"), ("style.css", "p {}"), ("gone/index.html", "mine")] {
        let folder = folder(ONE);
        let folder = folder.path();
        let path = folder.join("site").join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        for more in [&["--out", "site"][..], &["--out", "site", "--check"]] {
            let (code, printed) = generate(folder, more);
            let expected = format!(
                "`site/{file}` is not such a file of errcat; name a folder of its own, or remove the file"
            );
            assert!(code == 2 && printed.contains(&expected), "{code} {printed}");
        }
        assert_eq!(fs::read_to_string(&path).expect("a file"), text);
        assert_eq!(fs::read_dir(folder.join("site")).expect("a folder").count(), 1);
    }
}

#[test]
fn a_site_in_a_site_stays() {
    let folder = folder(ONE);
    let folder = folder.path();
    for site in ["site", "site/v2", "site"] {
        assert_eq!(generate(folder, &["--out", site]).0, 0);
    }
    // The list of a site is not the page of a code.
    assert_eq!(generate(folder, &["--out", "site/gone"]).0, 2);
    assert!(folder.join("site/v2/index.html").exists() && folder.join("site/v2/gone/index.html").exists());
    assert_eq!(check(folder).0, 0);
}

#[test]
fn files_of_a_run_that_was_stopped_are_removed() {
    let folder = folder(ONE);
    let folder = folder.path();
    let an_hour_ago = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    // The second one may be of a run that goes on, and the last one is not errcat's.
    let names = [".errcat-incomplete-a", ".errcat-incomplete-b", ".errcat-own"];
    for (name, time) in names.into_iter().zip([an_hour_ago, SystemTime::now(), an_hour_ago]) {
        let scratch = folder.join("site").join(name);
        fs::create_dir_all(&scratch).expect("a folder");
        fs::write(scratch.join(".tmp"), "half of a page").expect("a file");
        File::open(&scratch).and_then(|scratch| scratch.set_modified(time)).expect("a time");
    }
    write(folder);
    let names = fs::read_dir(folder.join("site")).expect("a folder");
    let mut names: Vec<_> = names.map(|entry| entry.expect("an entry").file_name()).collect();
    names.sort();
    let own = ["errors.json", "gone", "index.html", "search.js", "style.css"];
    assert_eq!(names, [&[".errcat-incomplete-b", ".errcat-own"], &own[..]].concat());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_to_another_folder() {
    let folder = folder(ONE);
    let folder = folder.path();
    fs::create_dir_all(folder.join("site")).expect("a folder");
    fs::create_dir(folder.join("other")).expect("a folder");
    std::os::unix::fs::symlink("../other", folder.join("site/gone")).expect("a link");
    let (code, printed) = generate(folder, &["--out", "site"]);
    assert!(code == 2 && printed.contains("is in a folder that is a link; remove the link"), "{printed}");
    assert_eq!(fs::read_dir(folder.join("other")).expect("a folder").count(), 0);
    assert_eq!(fs::read_dir(folder.join("site")).expect("a folder").count(), 1);
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

/// git may check a catalog out with the line ends of Windows.
#[test]
fn a_text_of_several_lines_is_the_same_with_the_line_ends_of_windows() {
    let folder = folder("[[error]]\ncode = \"gone\"\nstatus = 410\ndescription = \"\"\"\none\ntwo\"\"\"\n");
    let folder = folder.path();
    let generated = || {
        assert_eq!(run(folder, &["json", "error_codes.toml", "--out", "out.json"]).0, 0);
        fs::read_to_string(folder.join("out.json")).expect("a file")
    };
    let before = generated();
    let catalog = folder.join("error_codes.toml");
    let text = fs::read_to_string(&catalog).expect("a file").replace('\n', "\r\n");
    fs::write(&catalog, text).expect("a file");
    assert_eq!(generated(), before);
    assert!(before.contains(r"one\ntwo"), "{before}");
}

#[test]
fn the_catalog_is_not_replaced() {
    let folder = folder("include = [\"more.toml\"]\n");
    let folder = folder.path();
    fs::write(folder.join("more.toml"), ONE).expect("a file");
    for out in ["error_codes.toml", "./more.toml"] {
        let (code, printed) = run(folder, &["json", "error_codes.toml", "--out", out]);
        assert!(code == 2 && printed.contains("is a file of the catalog; name another one"), "{printed}");
    }
    assert_eq!(fs::read_to_string(folder.join("more.toml")).expect("a file"), ONE);
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_a_device_is_not_replaced() {
    use std::os::unix::fs::{FileTypeExt, symlink};

    let folder = folder(ONE);
    let folder = folder.path();
    fs::write(folder.join("old.json"), "old").expect("a file");
    symlink("old.json", folder.join("link.json")).expect("a link");
    assert_eq!(run(folder, &["texts", "error_codes.toml", "--out", "link.json"]).0, 0);
    assert!(folder.join("link.json").is_symlink());
    assert_eq!(fs::read_to_string(folder.join("old.json")).expect("a file"), "{\n  \"gone\": \"Gone\"\n}\n");

    assert!(Command::new("mkfifo").arg(folder.join("pipe")).status().expect("mkfifo").success());
    let (code, printed) = run(folder, &["texts", "error_codes.toml", "--out", "pipe"]);
    assert!(code == 2 && printed.contains("`pipe` is not a regular file"), "{printed}");
    assert!(fs::metadata(folder.join("pipe")).expect("a pipe").file_type().is_fifo());
}
