//! Reads a file, if it is a regular file. Other files can be endless or wait for a writer, which would block the
//! compiler and the editor.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use errcat_catalog::Unreadable;

/// The largest size of a file in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Returns the bytes of the regular file at `path`, or of the file that it links to.
///
/// The type of the file is checked first, because opening a pipe waits for a writer. The function does not read more
/// bytes than the size of the file.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
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
