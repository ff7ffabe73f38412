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
        // A link can lead to a file that is not there yet. Links in a circle are another error.
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
            let to = fs::read_link(path).map_err(|error| failed(path, &error))?;
            target(&files::folder(path).join(to))
        }
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
    let mut file = incomplete(folder, path).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// An empty file with the permissions of the file that it will replace, or with those of any new file. By default, only its owner
/// can read a temporary file.
fn incomplete(folder: &Path, path: &Path) -> io::Result<NamedTempFile> {
    match fs::metadata(path) {
        Ok(metadata) => {
            let file = NamedTempFile::new_in(folder)?;
            file.as_file().set_permissions(metadata.permissions())?;
            Ok(file)
        }
        Err(_) => new_file(folder),
    }
}

#[cfg(unix)]
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;

    // The system removes what the umask says.
    Builder::new().permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}

/// The text of an error of a temporary file has the name of that file.
fn failed(path: &Path, error: &io::Error) -> Failed {
    Failed(format!("cannot write `{}`: {}", path.display(), error.kind()))
}
