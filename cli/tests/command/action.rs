//! The action for GitHub: the steps of `action.yml` that need no GitHub.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::repository::Repository;

const ACTION: &str = include_str!("../../../action.yml");

/// The script of the step with this id.
fn script(id: &str) -> String {
    let (_, step) = ACTION.split_once(&format!("      id: {id}\n")).expect("a step");
    let (_, script) = step.split_once("      run: |\n").expect("a script");
    let lines = script.lines().take_while(|line| line.is_empty() || line.starts_with("        "));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A pull request that GitHub has merged into its target branch, which got another commit since.
struct Pull {
    origin: Repository,
    /// The commit of the target branch with which GitHub merged.
    base: String,
    merge: String,
    temporary: TempDir,
}

impl Pull {
    fn new() -> Self {
        let origin = Repository::new();
        // GitHub lets clients fetch a commit by its name.
        origin.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
        origin.write("error_codes.toml", "[[error]]\ncode = \"out_of_stock\"\nstatus = 404\n");
        origin.commit();
        origin.git(&["tag", "v1.0"]);
        origin.git(&["branch", "change"]);
        origin.write("README.md", "A shop\n");
        origin.commit();
        let base = origin.git(&["rev-parse", "HEAD"]);
        origin.git(&["checkout", "--quiet", "change"]);
        origin.write("error_codes.toml", "[[error]]\ncode = \"out_of_stock\"\nstatus = 503\n");
        origin.commit();
        origin.git(&["checkout", "--quiet", "-b", "merge", "main"]);
        origin.git(&["merge", "--quiet", "--message", "a merge", "change"]);
        let merge = origin.git(&["rev-parse", "HEAD"]);
        origin.git(&["checkout", "--quiet", "main"]);
        origin.write("error_codes.toml", "[[error]]\ncode = \"sold\"\nstatus = 410\n");
        origin.commit();
        Self { origin, base, merge, temporary: tempfile::tempdir().expect("a folder") }
    }

    /// The merge, as `actions/checkout` clones it.
    fn clone(&self, depth: &[&str]) -> PathBuf {
        let folder = self.temporary.path().join("clone");
        let origin = format!("file://{}", self.origin.path().display());
        let to = folder.to_str().expect("UTF-8");
        self.origin.git(&[&["clone", "--quiet", "--branch", "merge"], depth, &[&origin, to]].concat());
        folder
    }

    fn run(&self, id: &str, folder: &Path, variables: &[(&str, &str)]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_cargo-errcat")).parent().expect("a folder");
        let path = std::env::var("PATH").expect("a path");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script(id)]).current_dir(folder);
        command.env("PATH", format!("{}:{path}", program.display())).env("GITHUB_SHA", &self.merge);
        command.env("RUNNER_TEMP", self.temporary.path());
        for file in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
            command.env(file, self.temporary.path().join(file));
        }
        for name in ["AGAINST", "BASE", "EVENT", "CATALOGS"] {
            command.env(name, "");
        }
        command.envs(variables.iter().copied()).output().expect("bash starts")
    }

    /// The commit with which the action compares.
    fn revision(&self, folder: &Path, variables: &[(&str, &str)]) -> String {
        let output = self.run("revision", folder, variables);
        assert!(output.status.success(), "{output:?}");
        let outputs = self.read("GITHUB_OUTPUT");
        outputs.strip_prefix("name=").expect("an output").trim_end().to_owned()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.temporary.path().join(file)).expect("a file")
    }
}

fn is_shallow(folder: &Path) -> bool {
    folder.join(".git/shallow").exists()
}

const PULL_REQUEST: [(&str, &str); 2] = [("EVENT", "pull_request"), ("BASE", "main")];

#[test]
fn a_pull_request_is_compared_with_what_it_was_merged_into() {
    for depth in [&["--depth=1"][..], &[]] {
        let pull = Pull::new();
        let clone = pull.clone(depth);
        assert_eq!(pull.revision(&clone, &PULL_REQUEST), pull.base);
        assert_eq!(is_shallow(&clone), !depth.is_empty(), "{depth:?}");
    }
}

#[test]
fn a_revision_that_a_shallow_clone_lacks_is_fetched() {
    let pull = Pull::new();
    let clone = pull.clone(&["--depth=1"]);
    let tag = pull.origin.git(&["rev-parse", "v1.0"]);
    assert_eq!(pull.revision(&clone, &[("AGAINST", "v1.0")]), tag);
    fs::remove_file(pull.temporary.path().join("GITHUB_OUTPUT")).expect("an output");
    let main = pull.origin.git(&["rev-parse", "main"]);
    assert_eq!(pull.revision(&clone, &[("AGAINST", "origin/main")]), main);
    assert!(is_shallow(&clone));
}

#[test]
fn without_a_pull_request_the_lock_is_compared() {
    let pull = Pull::new();
    assert_eq!(pull.revision(&pull.clone(&[]), &[("EVENT", "push")]), "");
}

#[test]
fn the_changes_are_in_the_summary_once() {
    let pull = Pull::new();
    let clone = pull.clone(&["--depth=1"]);
    let against = pull.revision(&clone, &PULL_REQUEST);
    let variables = [("AGAINST", &*against), ("DENY", "breaking"), ("CATALOGS", "error_codes.toml")];
    for _ in 0..2 {
        let output = pull.run("compare", &clone, &variables);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let changes = pull.read("errcat.md");
        assert_eq!(changes.matches("changes from 404 to 503").count(), 1, "{changes}");
        assert!(pull.read("GITHUB_STEP_SUMMARY").ends_with(&changes));
    }
}
