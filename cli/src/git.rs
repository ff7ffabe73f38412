//! Asks the program `git`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::files;

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
        Command::new("git").args(arguments).current_dir(&self.folder).stdin(Stdio::null()).output()
    }

    /// What git prints, without the line break, or `None` if git says no.
    pub(crate) fn ask(&self, arguments: &[&str]) -> io::Result<Option<String>> {
        let output = self.run(arguments)?;
        let text = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
        Ok(output.status.success().then_some(text))
    }

    /// The folder of the work tree, without links in its path.
    pub(crate) fn root(&self) -> io::Result<Option<PathBuf>> {
        let root = self.ask(&["rev-parse", "--show-toplevel"])?.map(PathBuf::from);
        Ok(root.map(|root| root.canonicalize().unwrap_or(root)))
    }
}
