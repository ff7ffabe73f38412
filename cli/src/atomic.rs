//! Writes a file in one step. Nobody sees it half written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile, TempDir};

use crate::commands::Failed;
use crate::files;

/// Writes a file. If the path is a link, the file to which it leads is written.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let target = target(path)?;
    let folder = files::folder(&target);
    if !folder.is_dir() {
        let (path, folder) = (path.display(), folder.display());
        return Err(Failed(format!("cannot write `{path}`: there is no folder `{folder}`")));
    }
    write_from(folder, &target, bytes)
}

/// The file to which a path leads. A file that is not a regular one would be replaced by one.
fn target(path: &Path) -> Result<PathBuf, Failed> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            let help = "`-` is standard output";
            Err(Failed(format!("`{}` is not a regular file\n  = help: {help}", path.display())))
        }
        Ok(_) => fs::canonicalize(path).map_err(|error| failed(path, &error)),
        Err(_) => Ok(path.to_owned()),
    }
}

/// A folder for files that are not complete, next to those that it writes.
pub(crate) struct Scratch(TempDir);

impl Scratch {
    const PREFIX: &str = ".errcat-incomplete-";
    /// No run takes as long as this.
    const ABANDONED: Duration = Duration::from_secs(60 * 60);

    /// Makes a folder in `folder`. It removes those of runs that have been stopped.
    pub(crate) fn new(folder: &Path) -> Result<Self, Failed> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for entry in entries.filter(Self::is_abandoned) {
            // If this fails, it is somebody else's.
            let _ = fs::remove_dir_all(entry.path());
        }
        let scratch = Builder::new().prefix(Self::PREFIX).tempdir_in(folder);
        scratch.map(Self).map_err(|error| failed(folder, &error))
    }

    fn is_abandoned(entry: &fs::DirEntry) -> bool {
        let written = entry.metadata().and_then(|metadata| metadata.modified());
        let age = written.ok().and_then(|written| written.elapsed().ok());
        entry.file_name().to_string_lossy().starts_with(Self::PREFIX)
            && age.is_some_and(|age| age > Self::ABANDONED)
    }

    /// Writes a file of the folder, or of one in it.
    pub(crate) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Failed> {
        write_from(self.0.path(), path, bytes)
    }
}

/// Writes a file in a folder, and moves it to its path.
fn write_from(folder: &Path, path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let failed = |error: io::Error| failed(path, &error);
    let mut file = NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    set_permissions(path, file.as_file()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// The text of an error of a temporary file has the name of that file.
fn failed(path: &Path, error: &io::Error) -> Failed {
    Failed(format!("cannot write `{}`: {}", path.display(), error.kind()))
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
