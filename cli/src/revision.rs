//! Reads a catalog as it was at a revision of git. The program `git` does the work.

use std::io;
use std::path::{Path, PathBuf};

use errcat_catalog::files::normal;
use errcat_catalog::{Catalog, Load, Rejected, Unreadable};

use crate::commands::Failed;
use crate::files::{self, slashes};
use crate::git::Git;

/// The most links from one to the next that are followed.
const MOST_LINKS: usize = 8;
/// The mode of a link in git.
const LINK: &str = "120000";

/// A commit of the repository around a catalog.
pub(crate) struct Revision {
    git: Git,
    /// What the user wrote.
    name: String,
    /// The commit's own name.
    commit: String,
    /// The folder of the work tree.
    root: PathBuf,
}

impl Revision {
    /// Finds a revision of the repository around a catalog.
    pub(crate) fn find(name: &str, catalog: &Path) -> Result<Self, Failed> {
        let git = Git::beside(catalog);
        let root = git.root().map_err(|error| {
            Failed(format!("`--against` needs the git repository around `{}`: {error}", catalog.display()))
        })?;
        let commit = format!("{name}^{{commit}}");
        // The name is no option, even if it begins with `-`.
        let commit = git.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let commit = commit.map_err(|_| missing(&git, name))?;
        Ok(Self { git, name: name.to_owned(), commit, root })
    }

    /// Reads a catalog. Returns `None` if it was not there at this revision.
    pub(crate) fn read(&self, path: &Path) -> Result<Option<Catalog>, Box<Rejected>> {
        let mut files = Files { revision: self };
        if self.entry(&slashes(path)).is_ok_and(|entry| entry.is_none()) {
            return Ok(None);
        }
        errcat_catalog::read(&slashes(path), &mut files).map(Some)
    }

    /// The path at this revision of a file that has been moved since, if git finds it.
    pub(crate) fn former_path(&self, path: &Path) -> Option<PathBuf> {
        let inside = slashes(&self.inside(&slashes(path)).ok()?);
        let moved = ["diff", "--no-relative", "--name-status", "--find-renames", "--diff-filter=R", "-z"];
        let output = self.git.run(&[&moved[..], &[&self.commit, "--"]].concat()).ok()?;
        // R100 NUL OLD NUL NEW NUL
        let text = String::from_utf8_lossy(&output.stdout);
        let mut fields = text.split('\0');
        while let (Some(_), Some(old), Some(new)) = (fields.next(), fields.next(), fields.next()) {
            if new == inside {
                return Some(files::from_here(&self.root.join(old)));
            }
        }
        None
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The path of a file from the root of the work tree.
    fn inside(&self, path: &str) -> io::Result<PathBuf> {
        // The root has no links in it, and the path can have some.
        let path = files::real(path.as_ref())?;
        let inside = path.strip_prefix(&self.root).map_err(|_| {
            Unreadable::new("it is outside of the git repository", "name a file of the repository")
        })?;
        Ok(inside.to_owned())
    }

    /// The mode and the object of a file, or `None` if it was not there.
    fn entry(&self, path: &str) -> io::Result<Option<(String, String)>> {
        self.entry_inside(&self.inside(path)?)
    }

    fn entry_inside(&self, inside: &Path) -> io::Result<Option<(String, String)>> {
        let inside = slashes(inside);
        let arguments = ["--literal-pathspecs", "ls-tree", "--full-tree", &self.commit, "--", &inside];
        let line = self.git.ask(&arguments)?;
        // MODE SP TYPE SP OBJECT TAB PATH
        let mut words = line.split([' ', '\t']);
        let entry = words.next().zip(words.nth(1));
        Ok(entry.map(|(mode, object)| (mode.to_owned(), object.to_owned())))
    }

    /// The bytes of a file, or of the file to which it links.
    fn bytes(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let mut inside = self.inside(path)?;
        for _ in 0..MOST_LINKS {
            let Some((mode, object)) = self.entry_inside(&inside)? else { return Ok(None) };
            let output = self.git.run(&["cat-file", "blob", &object])?;
            if !output.status.success() {
                return Ok(None);
            }
            if mode != LINK {
                return Ok(Some(output.stdout));
            }
            let target = String::from_utf8_lossy(&output.stdout).into_owned();
            let folder = Path::new("/").join(inside.parent().unwrap_or(Path::new("")));
            inside = normal(&folder.join(target)).strip_prefix("/").map(Path::to_owned).unwrap_or_default();
        }
        Ok(None)
    }
}

struct Files<'a> {
    revision: &'a Revision,
}

impl Load for Files<'_> {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.revision.bytes(path)? {
            return Ok(bytes);
        }
        let reason = format!("it is not a file at the revision `{}`", self.revision.name);
        Err(Unreadable::new(reason, "compare with a revision that has all files of the catalog").into())
    }

    fn is_served(&self) -> bool {
        true
    }

    fn identity(&self, path: &str) -> PathBuf {
        files::identity(path)
    }
}

fn missing(git: &Git, name: &str) -> Failed {
    let is_shallow = git.ask(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|text| text == "true");
    let help = if is_shallow && !name.is_empty() {
        format!("this clone has only a part of the history; run {}", fetch(git, name))
    } else {
        "write the name of a commit, a branch or a tag".to_owned()
    };
    Failed(format!("git knows no revision `{name}`\n  = help: {help}"))
}

/// The command that fetches a revision into a clone with a part of the history.
fn fetch(git: &Git, name: &str) -> String {
    let remotes = git.ask(&["remote"]).unwrap_or_default();
    let remotes: Vec<_> = remotes.lines().collect();
    let name = name.strip_prefix("refs/").unwrap_or(name);
    let name = name.strip_prefix("remotes/").unwrap_or(name);
    let (base, is_before) = name.split_once(['~', '^']).map_or((name, false), |(base, _)| (base, true));
    let depth = if is_before { "--unshallow" } else { "--depth=1" };
    let is_name = |text: &str| {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._/-".contains(letter);
        !text.is_empty() && !text.starts_with('-') && !text.contains("..") && text.chars().all(is_plain)
    };
    let is_short_id = base.len() < 40 && base.len() > 3 && base.chars().all(|c| c.is_ascii_hexdigit());
    let of_remote = |remote: &&&str| base.strip_prefix(**remote).is_some_and(|rest| rest.starts_with('/'));
    let remote = remotes.iter().filter(of_remote).max_by_key(|remote| remote.len());
    match remote.map(|remote| (*remote, &base[remote.len() + 1..])) {
        Some((remote, branch)) if is_name(branch) => {
            format!("`git fetch {depth} {remote} {branch}:refs/remotes/{remote}/{branch}`")
        }
        None if !is_before && is_name(base) && !is_short_id => {
            let remote = remotes.iter().find(|remote| **remote == "origin").or(remotes.first());
            let remote = remote.copied().unwrap_or("origin");
            format!("`git fetch {depth} {remote} {base}`, and write `--against FETCH_HEAD`")
        }
        _ => "`git fetch --unshallow`".to_owned(),
    }
}
