//! `diff --against`: catalogs at a revision of git.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::errcat;
use crate::repository::Repository;

/// A repository in which the status of a row of this catalog has changed since the commit.
fn with_change(path: &str) -> Repository {
    let repository = Repository::new();
    repository.write(path, &rows(503));
    repository.commit();
    repository.write(path, &rows(429));
    repository
}

/// The exit code, standard output and standard error of `cargo errcat diff` in a folder.
fn diff(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    diff_with(folder, arguments, &[])
}

/// The same with variables of the environment.
fn diff_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let command =
        errcat().arg("diff").args(arguments).current_dir(folder).envs(variables.iter().copied()).output();
    let Output { status, stdout, stderr } = command.expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

const INCLUDING: &str = "include = [\"more/rows.toml\"]\n\n[[error]]\ncode = \"a\"\nstatus = 400\n";

fn rows(status: u16) -> String {
    format!("[[error]]\ncode = \"busy\"\nstatus = {status}\n")
}

#[test]
fn included_files_are_read_at_the_revision_too() {
    let repository = Repository::new();
    repository.write("api/error_codes.toml", INCLUDING);
    repository.write("api/more/rows.toml", &rows(503));
    repository.commit();
    repository.write("api/more/rows.toml", &rows(429));
    let expected = "::error file=api/more/rows.toml,line=3,col=10,title=status-class-changed (wire)::the status of `busy` changes from 503 to 429\n";
    for (folder, catalog) in
        [("", "api/error_codes.toml"), ("api", "error_codes.toml"), ("api/more", "../error_codes.toml")]
    {
        let arguments = [catalog, "--against", "HEAD", "--who", "wire", "--format", "github"];
        let (code, out, err) = diff(&repository.path().join(folder), &arguments);
        assert_eq!(
            (code, out, err.as_str()),
            (1, expected.to_owned(), "semver asks for a major version\n"),
            "{folder}"
        );
    }
}

#[test]
fn a_catalog_that_was_not_there_has_nothing_to_compare() {
    let repository = Repository::new();
    repository.write("other", "");
    repository.commit();
    repository.write("error_codes.toml", &rows(503));
    let (code, out, err) = diff(repository.path(), &["error_codes.toml", "--against", "main"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(err, "note: `error_codes.toml` was not there at the revision `main`: nothing to compare\n");
}

#[test]
fn a_catalog_that_was_wrong_is_no_finding() {
    let repository = Repository::new();
    repository.write("error_codes.toml", "[[error]]\n");
    repository.commit();
    repository.write("error_codes.toml", &rows(503));
    let (code, out, err) = diff(repository.path(), &["error_codes.toml", "--against", "HEAD"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("error: at the revision `HEAD`: error_codes.toml:1:1: "), "{err}");
}

#[test]
fn a_revision_that_is_missing_for_two_catalogs_is_reported_once() {
    let repository = Repository::new();
    repository.write("api/Cargo.toml", "[package]\nname = \"api\"\nedition = \"2024\"\n\n[workspace]\n");
    let source = "#[catalog(\"a.toml\")] enum A {}\n#[catalog(\"b.toml\")] enum B {}\n";
    repository.write("api/src/lib.rs", source);
    repository.write("api/a.toml", &rows(503));
    repository.write("api/b.toml", &rows(503));
    repository.commit();
    let (code, out, err) = diff(&repository.path().join("api"), &["--against", "origin/main"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err.matches("error: ").count(), 1, "{err}");
}

#[test]
fn a_revision_that_git_does_not_know_is_no_finding() {
    let repository = Repository::new();
    repository.write("error_codes.toml", &rows(503));
    repository.commit();
    for name in ["origin/main", "--all", "HEAD:error_codes.toml"] {
        let (code, out, err) = diff(repository.path(), &["error_codes.toml", "--against", name]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}");
        assert!(err.starts_with(&format!("error: git knows no revision `{name}`\n")), "{err}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.toml"), rows(503)).expect("a file");
    let (code, _, err) = diff(folder.path(), &["a.toml", "--against", "HEAD"]);
    assert_eq!(code, 2);
    // What follows are the words of git.
    assert!(err.starts_with("error: `--against` needs the git repository around `a.toml`: fatal: "), "{err}");
}

/// git sets `GIT_DIR` for the hooks of a work tree, and takes the current folder for its root then.
#[test]
fn a_hook_compares_as_by_hand() {
    let repository = Repository::new();
    repository.write("api/error_codes.toml", &rows(503));
    repository.commit();
    let tree = tempfile::tempdir().expect("a folder");
    let tree = tree.path().join("tree");
    repository.git(&["worktree", "add", "--quiet", tree.to_str().expect("UTF-8")]);
    fs::write(tree.join("api/error_codes.toml"), rows(429)).expect("a file");
    let folder = repository.path().join(".git/worktrees/tree");
    let set = [("GIT_DIR", folder.to_str().expect("UTF-8")), ("GIT_INDEX_FILE", ".git/index.lock")];
    let (code, out, err) = diff_with(&tree, &["api/error_codes.toml", "--against", "HEAD"], &set);
    assert_eq!(code, 1, "{out}{err}");
}

/// A work tree whose repository is elsewhere: only these variables say where.
#[test]
fn a_repository_can_be_named_by_the_environment() {
    let repository = with_change("api/error_codes.toml");
    fs::rename(repository.path().join(".git"), repository.path().join("elsewhere")).expect("moved");
    let set = [("GIT_DIR", "elsewhere"), ("GIT_WORK_TREE", ".")];
    let arguments = ["api/error_codes.toml", "--against", "HEAD"];
    let (code, out, err) = diff_with(repository.path(), &arguments, &set);
    assert_eq!(code, 1, "{out}{err}");
}

#[test]
fn a_former_file_that_was_no_catalog_is_nothing_to_compare() {
    let repository = Repository::new();
    repository.write("errors.toml", &rows(503).replace("[[error]]", "[[errors]]"));
    repository.commit();
    repository.git(&["mv", "errors.toml", "error_codes.toml"]);
    repository.write("error_codes.toml", &rows(503));
    let (code, _, err) = diff(repository.path(), &["error_codes.toml", "--against", "HEAD"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.starts_with("note: `error_codes.toml` was not there"), "{err}");
}

#[test]
fn a_former_file_with_mistakes_is_no_finding() {
    let repository = Repository::new();
    let others = "[[error]]\ncode = \"a\"\nstatus = 400\n\n[[error]]\ncode = \"b\"\nstatus = 400\n\n";
    repository.write("error_codes.toml", &format!("{others}{}", rows(503).replace("status", "statuss")));
    repository.commit();
    repository.write("api/error_codes.toml", &format!("{others}{}", rows(429)));
    repository.git(&["rm", "--quiet", "error_codes.toml"]);
    repository.git(&["add", "--all"]);
    let (code, out, err) = diff(repository.path(), &["api/error_codes.toml", "--against", "HEAD"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("error: at the revision `HEAD`: "), "{err}");
}

/// All codes of its contract are gone, but there is nothing to compare them with.
#[test]
fn a_lock_whose_catalog_is_gone_is_reported() {
    let repository = Repository::new();
    repository.write("Cargo.toml", "[package]\nname = \"api\"\nedition = \"2024\"\n\n[workspace]\n");
    repository.write("src/lib.rs", "#[catalog(\"a.toml\")] enum A {}\n");
    for catalog in ["a.toml", "shared/b.toml"] {
        repository.write(catalog, &rows(503));
        let locked = errcat().args(["lock", catalog]).current_dir(repository.path()).output();
        assert!(locked.expect("the command starts").status.success());
    }
    repository.write("other.lock", "another program's");
    repository.write("never.lock", &fs::read_to_string(repository.path().join("a.lock")).expect("a lock"));
    repository.commit();
    assert_eq!(diff(repository.path(), &[]).0, 0);
    fs::remove_file(repository.path().join("shared/b.toml")).expect("a file");
    for arguments in [&[][..], &["--against", "HEAD"]] {
        let (code, out, err) = diff(repository.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains("there is no `shared/b.toml`, whose contract is in `shared/b.lock`"), "{err}");
    }
    let checked = errcat().arg("check").current_dir(repository.path()).output().expect("the command starts");
    assert_eq!(checked.status.code(), Some(2));
    fs::remove_file(repository.path().join("shared/b.lock")).expect("a file");
    assert_eq!(diff(repository.path(), &[]).0, 0);
}

#[test]
fn a_catalog_that_has_been_moved_is_compared_with_the_former_file() {
    let repository = Repository::new();
    let others = "[[error]]\ncode = \"a\"\nstatus = 400\n";
    repository.write("error_codes.toml", &format!("include = [\"rows.toml\"]\n{others}"));
    repository.write("rows.toml", &rows(503));
    repository.commit();
    repository.git(&["mv", "error_codes.toml", "moved.toml"]);
    repository.git(&["rm", "--quiet", "rows.toml"]);
    repository.write("api/rows.toml", &rows(429));
    fs::rename(repository.path().join("moved.toml"), repository.path().join("api/codes.toml"))
        .expect("moved");
    repository.git(&["add", "--all"]);
    let arguments = ["codes.toml", "--against", "HEAD", "--who", "wire", "--format", "github"];
    let (code, out, err) = diff(&repository.path().join("api"), &arguments);
    assert_eq!(code, 1, "{out}{err}");
    assert!(
        out.starts_with("::error file=api/rows.toml,line=3,col=10,title=status-class-changed (wire)::"),
        "{out}{err}"
    );
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let repository = Repository::new();
    repository.write("error_codes.toml", &rows(503));
    repository.commit();
    repository.git(&["tag", "v1"]);
    repository.write("error_codes.toml", &rows(429));
    repository.commit();
    let clone = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", repository.path().display());
    let arguments = ["clone", "--quiet", "--depth", "1", "--no-tags", &url, "."];
    let output = Command::new("git").args(arguments).current_dir(clone.path()).output().expect("git starts");
    assert!(output.status.success(), "{output:?}");
    let shallow = |name: &str| {
        let (code, _, err) = diff(clone.path(), &["error_codes.toml", "--against", name]);
        assert_eq!(code, 2, "{name}: {err}");
        let help = err.split_once("run `").expect("a command").1.to_owned();
        let (command, rest) = help.split_once('`').expect("its end");
        (command.to_owned(), rest.to_owned())
    };
    let run = |command: &str| {
        let output = Command::new("sh").args(["-c", command]).current_dir(clone.path()).output();
        let output = output.expect("a shell");
        assert!(output.status.success(), "{command}: {output:?}");
    };
    let (command, rest) = shallow("v1");
    assert_eq!(rest, ", and write `--against FETCH_HEAD`\n");
    run(&command);
    assert_eq!(diff(clone.path(), &["error_codes.toml", "--against", "FETCH_HEAD"]).0, 1);
    repository.git(&["branch", "other"]);
    run(&shallow("origin/other").0);
    assert_eq!(diff(clone.path(), &["error_codes.toml", "--against", "origin/other"]).0, 0);
    // Nothing is a command that git would read in another way.
    for name in ["--all", "a..b", "it's $(x)", "abc123", "HEAD@{1}"] {
        assert_eq!(shallow(name).0, "git fetch --unshallow", "{name}");
    }
    assert_eq!(shallow("origin/main~7").0, "git fetch --unshallow origin main:refs/remotes/origin/main");
    let (command, _) = shallow("HEAD~1");
    assert_eq!(command, "git fetch --unshallow");
    run(&command);
    assert_eq!(diff(clone.path(), &["error_codes.toml", "--against", "HEAD~1"]).0, 1);
}

#[test]
fn a_link_is_followed_at_the_revision() {
    let repository = Repository::new();
    repository.write("real/error_codes.toml", &rows(503));
    repository.git(&["config", "core.symlinks", "true"]);
    std::os::unix::fs::symlink("real/error_codes.toml", repository.path().join("link.toml")).expect("a link");
    repository.commit();
    repository.write("real/error_codes.toml", &rows(429));
    let (code, out, _) =
        diff(repository.path(), &["link.toml", "--against", "HEAD", "--who", "wire", "--format", "json"]);
    assert_eq!(code, 1);
    assert!(out.contains("status-class-changed"), "{out}");
}

#[test]
fn the_place_of_what_is_removed_is_in_the_new_file() {
    let repository = Repository::new();
    let others = "[[error]]\ncode = \"a\"\nstatus = 400\n\n";
    repository.write("api/error_codes.toml", &format!("{others}{}", rows(503)));
    repository.commit();
    repository.write("api/error_codes.toml", others);
    let arguments = ["error_codes.toml", "--against", "HEAD", "--who", "wire", "--format", "github"];
    let (code, out, _) = diff(&repository.path().join("api"), &arguments);
    // Its line is only in the old one.
    let start = "::error file=api/error_codes.toml,title=code-removed (wire)::code `busy` is removed%0A";
    assert_eq!(code, 1);
    assert!(out.starts_with(start), "{out}");
}

/// What a lock already contains cannot be accepted into it.
#[test]
fn only_a_change_since_the_lock_can_be_accepted() {
    let repository = with_change("error_codes.toml");
    let lock = |arguments: &[&str]| {
        let command = errcat().arg("lock").args(arguments).current_dir(repository.path()).output();
        assert!(command.expect("the command starts").status.success(), "{arguments:?}");
    };
    let diff = || diff(repository.path(), &["--against", "HEAD", "--who", "wire", "error_codes.toml"]);
    let command = "cargo errcat lock error_codes.toml --accept status-class-changed:busy";
    assert!(!diff().1.contains("to accept it"), "there is no lock");

    repository.write("error_codes.toml", &rows(503));
    lock(&["error_codes.toml"]);
    repository.write("error_codes.toml", &rows(429));
    let (code, out, _) = diff();
    assert!(code == 1 && out.contains(command), "{out}");
    lock(&["error_codes.toml", "--accept", "status-class-changed:busy", "--reason", "agreed"]);
    assert_eq!(diff().0, 0);

    lock(&["error_codes.toml", "--force"]);
    let (code, out, _) = diff();
    assert!(code == 1 && !out.contains("to accept it"), "{out}");
}

#[test]
fn the_repository_is_that_of_the_catalog() {
    let repository = with_change("error_codes.toml");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = repository.path().join("error_codes.toml");
    let (code, out, err) = diff(elsewhere.path(), &[path.to_str().expect("UTF-8"), "--against", "HEAD"]);
    assert_eq!(code, 1, "{out}{err}");
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("error_codes.toml"), rows(503)).expect("a file");
    for name in ["Cargo.toml", ".gitattributes"] {
        let made = Command::new("mkfifo").arg(folder.path().join(name)).status().expect("mkfifo starts");
        assert!(made.success());
    }
    let output = Command::new("timeout")
        .args(["20", env!("CARGO_BIN_EXE_cargo-errcat"), "lock", "error_codes.toml"])
        .current_dir(folder.path())
        .output()
        .expect("the command starts");
    assert!(output.status.success(), "{output:?}");
}
