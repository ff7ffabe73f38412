//! A package outside of the workspace, compiled by the real cargo as a user's would be.
//!
//! It never needs the network: what it depends on and the versions are the workspace's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// What changes how, where or from what a package is built.
const FOR_ANOTHER_BUILD: [&str; 6] = [
    "ERRCAT_ROOT",
    "RUSTFLAGS",
    "RUSTDOCFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_TERM_QUIET",
    "CARGO_TERM_VERBOSE",
];

/// A package in a folder of its own.
pub(crate) struct Scratch {
    pub(crate) name: String,
    root: PathBuf,
}

impl Scratch {
    /// The package `scratch-{name}` with nothing in it but a manifest.
    ///
    /// The folder is the same in every run: what the last run compiled is not compiled again.
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
        // The same as in trybuild, so that both share what cargo compiles for its own use, such as macros.
        command.env("CARGO_BUILD_TARGET", &*HOST).env("CARGO_INCREMENTAL", "0");
        // Nobody debugs these programs, and they link faster without. In a profile, this would apply to macros as well.
        command.env("RUSTFLAGS", "-Cdebuginfo=0");
        command
    }

    /// What the package's program prints.
    pub(crate) fn printed(&self) -> String {
        run(self.cargo("run").args(["--quiet", "--package", &self.name])).succeeded().stdout
    }
}

/// The manifest of a package that depends on `errcat`, and on what any of these packages needs beside it.
///
/// With other dependencies, some of them would be compiled once more with other features.
pub(crate) fn manifest(name: &str) -> String {
    let errcat = workspace().join("runtime");
    format!(
        r#"[package]
name = "{name}"
version = "0.0.0"
edition = "2024"

[dependencies]
errcat = {{ path = '{}' }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
strum = {{ version = "0.28", features = ["derive"] }}
thiserror = "2"
"#,
        errcat.display()
    )
}

/// Where all scratch packages are: a folder in the target folder, which cargo leaves to tests.
fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/scratch"))
}

/// What cargo makes of them: where trybuild has it make what it compiles.
fn target() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target folder");
    target.join("tests/trybuild")
}

/// Where cargo puts what is for this machine's own kind.
pub(crate) fn target_of_host() -> PathBuf {
    target().join(&*HOST)
}

/// This machine's kind, as rustc calls it.
static HOST: LazyLock<String> = LazyLock::new(|| {
    let version = run(Command::new("rustc").arg("-vV")).succeeded().stdout;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc says what it runs on").to_owned()
});

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
