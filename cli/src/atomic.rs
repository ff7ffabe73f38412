//! Writes a file in one step. Nobody sees it half written.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::commands::Failed;
use crate::files;

pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    // The text of the error has the name of the temporary file.
    let failed = |error: io::Error| Failed(format!("cannot write `{}`: {}", path.display(), error.kind()));
    let mut file = NamedTempFile::new_in(files::folder(path)).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    set_permissions(path, file.as_file()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A temporary file can be read by its owner alone. This one has the permissions of the file that it replaces, or those of
/// any new file.
fn set_permissions(path: &Path, file: &fs::File) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(metadata) => file.set_permissions(metadata.permissions()),
        Err(_) => new_permissions(file),
    }
}

#[cfg(unix)]
fn new_permissions(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn new_permissions(_: &fs::File) -> io::Result<()> {
    Ok(())
}
