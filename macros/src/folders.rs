//! The folders that may contain the files of a catalog: the package, its workspace, and `ERRCAT_ROOT`.
//!
//! Each folder becomes absolute once. A relative path would not work: `include_bytes!` starts at the source file, and
//! the file system starts at the folder in which the compiler runs.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use errcat_catalog::Unreadable;
use errcat_catalog::files::{self, normal};

/// The environment variable that replaces the folder of the package.
pub(crate) const ROOT: &str = "ERRCAT_ROOT";
/// The environment variable with the folder of the package, which cargo sets.
const PACKAGE: &str = "CARGO_MANIFEST_DIR";

pub(crate) struct Folders {
    /// The folder that paths are relative to. It is absolute and UTF-8.
    pub(crate) start: PathBuf,
    /// The variable that contains this folder.
    pub(crate) variable: &'static str,
    /// Whether the value of the variable is exactly this path, so that generated code can use `env!`.
    pub(crate) is_value: bool,
    package: Option<PathBuf>,
    workspace: OnceCell<Option<PathBuf>>,
}

impl Folders {
    /// Reads the folders from the environment.
    pub(crate) fn from_environment() -> Result<Self, Unreadable> {
        let value = |variable| std::env::var_os(variable).filter(|value| !value.is_empty());
        Self::new(value(ROOT), value(PACKAGE))
    }

    /// A relative `root` starts at the workspace. A relative `package` starts at the folder in which the compiler runs.
    fn new(root: Option<OsString>, package: Option<OsString>) -> Result<Self, Unreadable> {
        let workspace = OnceCell::new();
        let Some(root) = root.map(PathBuf::from) else {
            let folder = package.as_ref().ok_or_else(without_package)?;
            let is_value = Path::new(folder).is_absolute();
            let start = utf8(PACKAGE, absolute(PACKAGE, folder)?)?;
            let package = Some(start.clone());
            return Ok(Self { start, variable: PACKAGE, is_value, package, workspace });
        };
        let package = package.map(|folder| absolute(PACKAGE, &folder)).transpose()?;
        let is_value = root.is_absolute();
        let start = if is_value {
            root
        } else {
            let package = package.as_deref().ok_or_else(without_package)?;
            let workspace = workspace.get_or_init(|| files::workspace(package));
            workspace.as_deref().unwrap_or(package).join(root)
        };
        Ok(Self { start: utf8(ROOT, start)?, variable: ROOT, is_value, package, workspace })
    }

    /// Returns whether `path` is in one of the folders. It compares the paths as text and does not follow links.
    pub(crate) fn hold(&self, path: &Path) -> bool {
        let path = normal(path);
        let is_in = |folder: &Path| path.starts_with(normal(folder));
        let package = self.package.as_deref();
        // The manifests of other packages are only read if the path is not in a nearer folder.
        is_in(&self.start)
            || package.is_some_and(is_in)
            || package.is_some_and(|package| {
                self.workspace.get_or_init(|| files::workspace(package)).as_deref().is_some_and(is_in)
            })
    }
}

fn absolute(variable: &str, folder: &OsString) -> Result<PathBuf, Unreadable> {
    std::path::absolute(folder).map_err(|error| {
        Unreadable::new(
            format!("`{variable}` is relative, and the current folder is not known: {error}"),
            "set it to an absolute path",
        )
    })
}

/// Returns an error for a path that is not UTF-8, because generated code contains it as a string literal.
fn utf8(variable: &str, folder: PathBuf) -> Result<PathBuf, Unreadable> {
    match folder.to_str() {
        Some(_) => Ok(folder),
        None => Err(Unreadable::new(
            format!("the path in `{variable}` is not UTF-8"),
            "use a folder whose path is UTF-8",
        )),
    }
}

fn without_package() -> Unreadable {
    let help = format!(
        "cargo sets it; in another build tool, set it to the folder of the package, or set `{ROOT}` to an absolute path"
    );
    Unreadable::new(format!("`{PACKAGE}` is not set"), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// This package, in its workspace.
    const HERE: &str = env!("CARGO_MANIFEST_DIR");

    fn folders(root: Option<&str>, package: Option<&str>) -> Result<Folders, Unreadable> {
        Folders::new(root.map(OsString::from), package.map(OsString::from))
    }

    fn workspace() -> &'static Path {
        Path::new(HERE).parent().expect("the package is in a workspace")
    }

    #[test]
    fn paths_start_at_the_package() {
        let folders = folders(None, Some(HERE)).expect("folders");
        assert_eq!((folders.start.as_path(), folders.variable), (Path::new(HERE), PACKAGE));
        assert!(folders.is_value);
    }

    #[test]
    fn a_relative_package_starts_where_the_compiler_runs() {
        let folders = folders(None, Some("src")).expect("folders");
        assert_eq!(folders.start, std::env::current_dir().expect("a folder").join("src"));
        assert!(!folders.is_value);
    }

    #[test]
    fn a_relative_root_starts_at_the_workspace() {
        for root in ["api", "./api", "../api"] {
            let folders = folders(Some(root), Some(HERE)).expect("folders");
            assert_eq!((folders.start.as_path(), folders.variable), (&*workspace().join(root), ROOT));
            assert!(!folders.is_value);
            assert!(folders.hold(&folders.start.join("a.toml")));
        }
    }

    #[test]
    fn a_missing_variable_is_an_error() {
        for (root, package) in [(None, None), (Some("api"), None)] {
            let error = folders(root, package).err().expect("an error");
            assert_eq!(error.reason, "`CARGO_MANIFEST_DIR` is not set");
        }
        assert!(folders(Some(HERE), None).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_not_utf_8_is_an_error() {
        use std::os::unix::ffi::OsStringExt;

        let folder = OsString::from_vec(b"/caf\xe9".to_vec());
        for (root, package) in [(None, Some(folder.clone())), (Some(folder), Some(HERE.into()))] {
            let variable = if root.is_some() { ROOT } else { PACKAGE };
            let error = Folders::new(root, package).err().expect("an error");
            assert_eq!(error.reason, format!("the path in `{variable}` is not UTF-8"));
        }
    }

    #[test]
    fn files_are_in_the_package_its_workspace_or_the_root() {
        let folders = folders(Some("/elsewhere/../outer"), Some(HERE)).expect("folders");
        let here = Path::new(HERE);
        for path in
            [here.join("a.toml"), here.join("../a.toml"), here.join("../b/../a.toml"), "/outer/a.toml".into()]
        {
            assert!(folders.hold(&path), "{}", path.display());
        }
        for path in
            [here.join("../../a.toml"), "/etc/a.toml".into(), "/outer/../a.toml".into(), "/outer-2/a".into()]
        {
            assert!(!folders.hold(&path), "{}", path.display());
        }
    }
}
