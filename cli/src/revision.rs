//! Reads a catalog as it was at a revision of git. The program `git` does the work.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use errcat_catalog::{Catalog, Load, Rejected, Unreadable};

use crate::commands::Failed;
use crate::files::{normal, slashes};

/// A commit of the repository around the current folder.
pub(crate) struct Revision {
    /// What the user wrote.
    name: String,
    /// The commit's own name.
    commit: String,
    /// The folder of the work tree.
    root: PathBuf,
}

impl Revision {
    pub(crate) fn find(name: &str) -> Result<Self, Failed> {
        let root = line(&["rev-parse", "--show-toplevel"])?.ok_or_else(|| {
            Failed("`--against` needs a git repository, and this folder is in none".to_owned())
        })?;
        let commit = format!("{name}^{{commit}}");
        // The name is no option, even if it begins with `-`.
        let commit = line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let commit = commit.ok_or_else(|| missing(name))?;
        Ok(Self { name: name.to_owned(), commit, root: PathBuf::from(root) })
    }

    /// Reads a catalog. Returns `None` if it was not there at this revision.
    pub(crate) fn read(&self, path: &Path) -> Result<Option<Catalog>, Box<Rejected>> {
        let mut files = Files { revision: self };
        let found = self.object(&slashes(path)).and_then(|object| is_there(&object));
        if found.is_ok_and(|is_there| !is_there) {
            return Ok(None);
        }
        errcat_catalog::read(&slashes(path), &mut files).map(Some)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The name of a file in git: the commit, and the path from the root of the work tree.
    fn object(&self, path: &str) -> io::Result<String> {
        let path = normal(&std::path::absolute(path)?);
        // The root that git prints has no links in it, and the current folder can have some.
        let folder = path.parent().unwrap_or(&path);
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let path = folder.join(path.file_name().unwrap_or_default());
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let inside = path.strip_prefix(&root).map_err(|_| {
            Unreadable::new("it is outside of the git repository", "name a file of the repository")
        })?;
        Ok(format!("{}:{}", self.commit, slashes(inside)))
    }
}

fn is_there(object: &str) -> io::Result<bool> {
    // A commit begins with a digit or a letter, so this is no option.
    Ok(git(&["cat-file", "-e", object])?.status.success())
}

struct Files<'a> {
    revision: &'a Revision,
}

impl Load for Files<'_> {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        let output = git(&["cat-file", "blob", &self.revision.object(path)?])?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let reason = format!("it is not a file at the revision `{}`", self.revision.name);
        Err(Unreadable::new(reason, "compare with a revision that has all files of the catalog").into())
    }

    fn is_served(&self) -> bool {
        true
    }

    fn identity(&self, path: &str) -> PathBuf {
        std::path::absolute(path).map_or_else(|_| path.into(), |path| normal(&path))
    }
}

fn missing(name: &str) -> Failed {
    let is_shallow = line(&["rev-parse", "--is-shallow-repository"]).ok().flatten();
    let help = if is_shallow.as_deref() == Some("true") {
        let remote = name.strip_prefix("origin/");
        let fetch = remote.map_or_else(
            || format!("git fetch --depth=1 origin {name}:{name}"),
            |branch| format!("git fetch --depth=1 origin {branch}:refs/remotes/origin/{branch}"),
        );
        format!("this clone has only a part of the history; run `{fetch}`")
    } else {
        "write the name of a commit, a branch or a tag".to_owned()
    };
    Failed(format!("git knows no revision `{name}`\n  = help: {help}"))
}

/// The first line that git prints, or `None` if git says no.
fn line(arguments: &[&str]) -> Result<Option<String>, Failed> {
    let output = git(arguments).map_err(|error| Failed(format!("cannot run `git`: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    Ok(output.status.success().then_some(text))
}

fn git(arguments: &[&str]) -> io::Result<Output> {
    Command::new("git").args(arguments).stdin(Stdio::null()).output()
}
