//! A file's bytes, if it is a regular file: what never ends, or never answers, would stop the compiler and the editor.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use errcat_catalog::Unreadable;

/// More bytes than any catalog has.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The bytes of the regular file at `path`, or of the one that it links to.
///
/// A pipe or a terminal would wait for a writer as soon as it is opened, so what it is comes first. No more is read than
/// the file is said to hold.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let length = length(path)?;
    let mut bytes = Vec::new();
    File::open(path)?.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How many bytes the file holds, if a catalog may be in it.
fn length(path: &Path) -> io::Result<u64> {
    let metadata = fs::metadata(path)?;
    let help = "name a regular file, or a link to one";
    if metadata.is_dir() {
        return Err(Unreadable::new("it is a folder", help).into());
    }
    if !metadata.is_file() {
        return Err(Unreadable::new("it is no file", help).into());
    }
    if path.extension().is_none_or(|extension| extension != "toml") {
        let help = "a catalog's files are named `….toml`; rename it, if it is one of them";
        return Err(Unreadable::new("its name does not end in `.toml`", help).into());
    }
    // What `/proc` has is said to be regular and to hold nothing, and may never end: the compiler would read it.
    if metadata.len() == 0 && fs::symlink_metadata(path)?.is_symlink() {
        return Err(Unreadable::new("it links to what holds nothing", help).into());
    }
    if metadata.len() > LARGEST {
        return Err(Unreadable::new("it is larger than 64 MiB", "split it with `include`").into());
    }
    Ok(metadata.len())
}
