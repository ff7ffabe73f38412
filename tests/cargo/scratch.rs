//! A package outside of the workspace, compiled by the real cargo as a user's would be.
//!
//! It never needs the network: it depends on `errcat` alone, and takes the versions from the workspace's `Cargo.lock`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What changes how, where or from what a package is built.
const FOR_ANOTHER_BUILD: [&str; 7] = [
    "ERRCAT_ROOT",
    "RUSTFLAGS",
    "RUSTDOCFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_TERM_QUIET",
    "CARGO_TERM_VERBOSE",
];

/// A package in a folder of its own.
pub(crate) struct Scratch {
    pub(crate) name: String,
    root: PathBuf,
}

impl Scratch {
    /// The package `scratch-{name}` with nothing in it but a manifest and the crate `errcat`.
    ///
    /// The folder is the same in every run, and so is the target folder, which all of them share: what has been
    /// compiled for one package, or by the last run, is not compiled again.
    pub(crate) fn new(name: &str) -> Self {
        let name = format!("scratch-{name}");
        let root = folder().join(&name);
        if root.exists() {
            fs::remove_dir_all(&root).expect("what the last run left can be removed");
        }
        let scratch = Self { name, root };
        scratch.write("Cargo.toml", &format!("{}\n[workspace]\n", manifest(&scratch.name)));
        let lock = workspace().join("Cargo.lock");
        fs::copy(lock, scratch.path("Cargo.lock")).expect("the workspace has a lock file");
        scratch
    }

    /// A path in the package's folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes a file, and the folders that it is in.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    /// `cargo` with this command, in the package.
    pub(crate) fn cargo(&self, command: &str) -> Command {
        let mut cargo = self.command(Path::new(env!("CARGO")));
        cargo.args([command, "--offline", "--color=never"]);
        cargo
    }

    /// A program that runs cargo in the package, without what may be meant for this test's own cargo.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for variable in FOR_ANOTHER_BUILD {
            command.env_remove(variable);
        }
        command.env("CARGO_TARGET_DIR", target());
        // Nobody debugs these programs, and they link faster without.
        command.env("CARGO_PROFILE_DEV_DEBUG", "false");
        command
    }

    /// What the package's program prints.
    pub(crate) fn printed(&self) -> String {
        run(self.cargo("run").args(["--quiet", "--package", &self.name])).succeeded().stdout
    }
}

/// The manifest of a package that depends on `errcat` alone.
pub(crate) fn manifest(name: &str) -> String {
    let errcat = workspace().join("runtime");
    let package = format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    format!("{package}\n[dependencies]\nerrcat = {{ path = '{}' }}\n", errcat.display())
}

/// Where all scratch packages are: a folder in the target folder, which cargo leaves to tests.
fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/scratch"))
}

/// What cargo makes of them.
pub(crate) fn target() -> PathBuf {
    folder().join("target")
}

/// The workspace's folder.
pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the workspace's folder")
}

/// What a command came to.
pub(crate) struct Done {
    pub(crate) succeeded: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    command: String,
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Done {
    let Output { status, stdout, stderr } = command.output().expect("cargo can be started");
    Done {
        succeeded: status.success(),
        stdout: String::from_utf8(stdout).expect("cargo prints UTF-8"),
        stderr: String::from_utf8(stderr).expect("cargo prints UTF-8"),
        command: format!("{command:?}"),
    }
}

impl Done {
    /// Fails the test, with all that the command said, unless it succeeded.
    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert!(self.succeeded, "this failed: {}\n{}{}", self.command, self.stdout, self.stderr);
        self
    }
}
