//! Reads the files of a catalog.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use errcat_catalog::{Catalog, Load, Rejected, Unreadable};
use toml::de::DeTable;

/// The largest size of a file in bytes, as for the macro.
const LARGEST: u64 = 64 * 1024 * 1024;

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
        let path = Path::new(path);
        let length = length(path)?;
        let mut bytes = Vec::new();
        File::open(path)?.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
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
    let has_table = |folder: &&Path| {
        let manifest = regular(&folder.join("Cargo.toml")).unwrap_or_default();
        DeTable::parse_recoverable(&manifest).0.get_ref().contains_key("workspace")
    };
    let folder = file.parent()?;
    Some(folder.ancestors().find(has_table).unwrap_or(folder).to_owned())
}

/// The text of a regular file. Opening another one could wait for a writer.
pub(crate) fn regular(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok().filter(|metadata| metadata.is_file() && metadata.len() <= LARGEST);
    metadata.and_then(|_| fs::read_to_string(path).ok())
}

/// The path without `.` and `..`. It does not follow links.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(normal.pop()),
            component => normal.push(component),
        }
    }
    normal
}

/// The size of a regular file in bytes. Other files can be endless, or wait for a writer.
fn length(path: &Path) -> io::Result<u64> {
    let metadata = fs::metadata(path)?;
    let help = "use a regular file, or a link to one";
    if metadata.is_dir() {
        return Err(Unreadable::new("it is a folder", help).into());
    }
    if !metadata.is_file() {
        return Err(Unreadable::new("it is not a regular file", help).into());
    }
    if path.extension().is_none_or(|extension| extension != "toml") {
        let help = "the name of a catalog file ends in `.toml`; rename the file, if it is one";
        return Err(Unreadable::new("its name does not end in `.toml`", help).into());
    }
    if metadata.len() > LARGEST {
        return Err(Unreadable::new("it is larger than 64 MiB", "split it with `include`").into());
    }
    Ok(metadata.len())
}
