//! Reads files for callers of [`read()`](crate::read()) that have a file system: the macro and the command line.
//!
//! Only regular files are read. Other files can be endless or wait for a writer, which would block the compiler and the
//! editor.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use toml::de::DeTable;

use crate::Unreadable;

/// The largest size of a file that is read, in bytes: 64 MiB.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// Returns the bytes of the regular file at `path`, or of the file that it links to. Its name has to end in `.toml`.
///
/// The type of the file is checked first, because opening a pipe waits for a writer. The function does not read more
/// bytes than the size of the file.
///
/// # Errors
///
/// Returns an error if the file cannot be read. The error contains an [`Unreadable`] if the file cannot be a catalog: it is a
/// folder, not a regular file, a link to an empty file, or larger than [`LARGEST`], or its name does not end in `.toml`.
///
/// ```
/// let manifest = errcat_catalog::files::read("Cargo.toml".as_ref())?;
/// assert!(manifest.starts_with(b"[package]"));
/// assert!(errcat_catalog::files::read("src".as_ref()).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let length = length(path)?;
    let mut bytes = Vec::new();
    File::open(path)?.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the size of the file in bytes, or an error if it cannot be a catalog.
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
    // The files of `/proc` claim to be regular and empty, but can be endless. The compiler would read them through
    // `include_bytes!`.
    if metadata.len() == 0 && fs::symlink_metadata(path)?.is_symlink() {
        return Err(Unreadable::new("it links to an empty file", help).into());
    }
    if metadata.len() > LARGEST {
        return Err(Unreadable::new("it is larger than 64 MiB", "split it with `include`").into());
    }
    Ok(metadata.len())
}

/// Returns the nearest folder, `folder` or one around it, whose manifest has the table `[workspace]`. It does not follow links.
///
/// ```
/// use std::path::Path;
///
/// let package = Path::new(env!("CARGO_MANIFEST_DIR"));
/// assert_eq!(errcat_catalog::files::workspace(package).as_deref(), package.parent());
/// ```
pub fn workspace(folder: &Path) -> Option<PathBuf> {
    let has_table = |folder: &&Path| {
        let manifest = read(&folder.join("Cargo.toml")).ok();
        let manifest = manifest.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        DeTable::parse_recoverable(&manifest).0.get_ref().contains_key("workspace")
    };
    normal(folder).ancestors().find(has_table).map(Path::to_owned)
}

/// Returns the path without `.` and `..`. It does not follow links.
///
/// ```
/// use std::path::Path;
///
/// assert_eq!(errcat_catalog::files::normal(Path::new("/api/./v1/../codes.toml")), Path::new("/api/codes.toml"));
/// ```
pub fn normal(path: &Path) -> PathBuf {
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
