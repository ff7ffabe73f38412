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
        std::path::absolute(path).map_or_else(|_| path.into(), |path| normal(&path))
    }
}

/// The nearest folder around a file whose manifest has the table `[workspace]`, or the folder of the file.
fn root(file: &Path) -> Option<PathBuf> {
    let folder = file.parent()?;
    Some(files::workspace(folder).unwrap_or_else(|| folder.to_owned()))
}

/// The text of a regular file. Opening another one could wait for a writer.
pub(crate) fn regular(path: &Path) -> Option<String> {
    let metadata =
        fs::metadata(path).ok().filter(|metadata| metadata.is_file() && metadata.len() <= files::LARGEST);
    metadata.and_then(|_| fs::read_to_string(path).ok())
}
