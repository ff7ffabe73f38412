//! Asks the program `git`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::files;

/// What git sets for a hook. With it, git would take the current folder for the root of the work tree.
const SET_FOR_HOOKS: [&str; 4] = ["GIT_DIR", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// With these two, a user says where the repository is. They can be relative to the current folder.
const OF_A_USER: [&str; 2] = ["GIT_DIR", "GIT_WORK_TREE"];

/// git in a folder: it finds the repository around the folder.
pub(crate) struct Git {
    folder: PathBuf,
}

impl Git {
    /// git in the folder of a file.
    pub(crate) fn beside(file: &Path) -> Self {
        Self { folder: files::folder(file).to_owned() }
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> io::Result<Output> {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        for name in SET_FOR_HOOKS {
            git.env_remove(name);
        }
        if let [Some(folder), Some(tree)] = OF_A_USER.map(std::env::var_os) {
            for (name, path) in OF_A_USER.into_iter().zip([folder, tree]) {
                git.env(name, std::path::absolute(path)?);
            }
        }
        git.output().map_err(|error| io::Error::new(error.kind(), format!("`git` does not run: {error}")))
    }

    /// What git prints, without the line break. If git says no, its words are the error.
    pub(crate) fn ask(&self, arguments: &[&str]) -> io::Result<String> {
        let output = self.run(arguments)?;
        let text = |bytes| String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n']).to_owned();
        if output.status.success() {
            Ok(text(&output.stdout))
        } else {
            Err(io::Error::other(text(&output.stderr)))
        }
    }

    /// The folder of the work tree, without links in its path.
    pub(crate) fn root(&self) -> io::Result<PathBuf> {
        let root = PathBuf::from(self.ask(&["rev-parse", "--show-toplevel"])?);
        Ok(root.canonicalize().unwrap_or(root))
    }
}
