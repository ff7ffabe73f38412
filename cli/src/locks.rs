//! The files `error_codes.lock` next to catalogs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use errcat_catalog::contract::Lock;

use crate::commands::Failed;
use crate::{atomic, files, shell};

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

/// Whether a file is a lock of errcat. Other programs have locks, too.
pub(crate) fn is_of_errcat(path: &Path) -> bool {
    files::bytes(path).is_ok_and(|bytes| Lock::is_one(&bytes))
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
        Failed(errors.join("\n") + &how_to_write_again(path))
    })
}

/// The command names the catalog: without it, the locks of all catalogs would be written again.
fn how_to_write_again(lock: &Path) -> String {
    let catalog = lock.with_extension("toml");
    if !catalog.is_file() {
        return String::new();
    }
    let command = force(&catalog);
    format!("\n  = help: {command} writes the lock again; it keeps nothing of what was accepted")
}

/// The command that writes the lock of a catalog, whatever is in it.
pub(crate) fn force(catalog: &Path) -> String {
    format!("`cargo errcat lock {} --force`", shell::word(&files::slashes(catalog)))
}

/// Replaces a lock.
pub(crate) fn write(path: &Path, lock: &Lock) -> Result<(), Failed> {
    atomic::write(path, lock.to_string().as_bytes())
}
