//! Reads the files of a catalog.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use errcat_catalog::files::{self, normal};
use errcat_catalog::{Catalog, Load, Rejected, Unreadable};

/// Reads a catalog and its includes. Paths are relative to the current folder.
///
/// The files have to be in the workspace of the catalog, or in its folder.
pub(crate) fn read(path: &Path) -> Result<Catalog, Box<Rejected>> {
    let root = std::path::absolute(path).ok().and_then(|path| root(&normal(&path)));
    errcat_catalog::read(&slashes(path), &mut Files { root })
}

/// The path with `/` between its folders.
pub(crate) fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

struct Files {
    /// `None` if the current folder is not known.
    root: Option<PathBuf>,
}

impl Load for Files {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        let is_inside = |path: PathBuf| self.root.as_ref().is_none_or(|root| normal(&path).starts_with(root));
        if !std::path::absolute(path).is_ok_and(is_inside) {
            let help = "put the file into the folder of the catalog, or into its workspace";
            return Err(Unreadable::new("it is outside of the catalog's folder and workspace", help).into());
        }
        files::read(path.as_ref())
    }

    /// A contract is for services, also if it is in a crate of its own.
    fn is_served(&self) -> bool {
        true
    }

    fn identity(&self, path: &str) -> PathBuf {
        identity(path)
    }
}

/// A key for the file at a path: the absolute path without `.` and `..`.
pub(crate) fn identity(path: &str) -> PathBuf {
    std::path::absolute(path).map_or_else(|_| path.into(), |path| normal(&path))
}

/// A path from the current folder, if it is inside.
pub(crate) fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let without_links = here.canonicalize().unwrap_or_default();
    let inside = path.strip_prefix(&here).or_else(|_| path.strip_prefix(&without_links));
    inside.unwrap_or(path).to_owned()
}

/// The absolute path of a file whose folders are no links. A folder that is not there any longer stays as it is.
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    let path = normal(&std::path::absolute(path)?);
    let folder = path.parent().unwrap_or(&path);
    let real = folder.ancestors().find_map(|known| {
        let gone = folder.strip_prefix(known).ok()?;
        Some(known.canonicalize().ok()?.join(gone))
    });
    Ok(real.as_deref().unwrap_or(folder).join(path.file_name().unwrap_or_default()))
}

/// The folder of a file. For a name alone, it is the current folder.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The bytes of a regular file that is at most as large as a catalog can be. Opening another file could wait for a writer.
pub(crate) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() || metadata.len() > files::LARGEST {
        return Err(io::Error::other("it is not a regular file, or is too large"));
    }
    fs::read(path)
}

/// The nearest folder around a file whose manifest has the table `[workspace]`, or else that of the package, or else the folder
/// of the file.
fn root(file: &Path) -> Option<PathBuf> {
    let folder = file.parent()?;
    Some(files::workspace(folder).unwrap_or_else(|| package(folder).unwrap_or(folder).to_owned()))
}

/// The nearest folder around this one, or this one itself, that has a manifest of cargo.
pub(crate) fn package(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join("Cargo.toml").is_file())
}
