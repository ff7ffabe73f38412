//! A git repository for tests.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A git repository in a folder that goes with it.
pub(crate) struct Repository(TempDir);

impl Repository {
    pub(crate) fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a folder"));
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// What git prints.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
        let output = Command::new("git").args(author).args(arguments).current_dir(self.path()).output();
        let output = output.expect("git starts");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("UTF-8").trim_end().to_owned()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "a change"]);
    }
}
