//! The files `error_codes.lock` next to catalogs.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use errcat_catalog::contract::Lock;
use tempfile::NamedTempFile;

use crate::commands::Failed;

/// The largest size of a lock in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The path of the lock of a catalog.
pub(crate) fn path(catalog: &Path) -> PathBuf {
    catalog.with_extension("lock")
}

/// Whether a file is a lock, by its name.
pub(crate) fn is_lock(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "lock")
}

/// Reads a lock. Returns `None` if there is none.
pub(crate) fn read(path: &Path) -> Result<Option<Lock>, Failed> {
    let failed = |error: io::Error| Failed(format!("cannot read `{}`: {error}", path.display()));
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err(Failed(format!(
            "`{}` is not a lock: it is not a regular file, or is too large",
            path.display()
        )));
    }
    let bytes = fs::read(path).map_err(failed)?;
    Lock::read(&bytes).map(Some).map_err(|errors| {
        let errors: Vec<_> = errors.iter().map(|error| format!("{}: {error}", path.display())).collect();
        Failed(errors.join("\n"))
    })
}

/// Replaces a lock. Nobody sees a file that is half written.
pub(crate) fn write(path: &Path, lock: &Lock) -> Result<(), Failed> {
    // The text of the error has the name of the temporary file.
    let failed = |error: io::Error| Failed(format!("cannot write `{}`: {}", path.display(), error.kind()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(lock.to_string().as_bytes()).map_err(failed)?;
    set_permissions(path, file.as_file()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A temporary file can be read by its owner alone. A lock has the permissions of the one that it replaces, or those of
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
