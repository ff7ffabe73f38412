//! Where rust-analyzer is, and what to say where it is not.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The path of rust-analyzer. Where it cannot be run, this prints the reason, and returns `None`.
///
/// # Panics
///
/// Panics on CI if it cannot be run.
#[must_use]
pub fn rust_analyzer() -> Option<PathBuf> {
    match find() {
        Ok(path) => Some(path),
        Err(reason) => {
            assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "CI has rust-analyzer, but {reason}");
            // `eprintln!` would only be seen of a test that fails.
            let _ = writeln!(io::stderr(), "skipped: {reason}");
            None
        }
    }
}

fn find() -> Result<PathBuf, &'static str> {
    let component = printed("rustup", &["which", "rust-analyzer"]).map(PathBuf::from);
    // In the path there may be rustup's stand-in for a component that is missing, which does not run.
    let in_path = || printed("rust-analyzer", &["--version"]).map(|_| PathBuf::from("rust-analyzer"));
    let path = component
        .or_else(in_path)
        .ok_or("there is no rust-analyzer (`rustup component add rust-analyzer rust-src`)")?;
    // rust-analyzer would have rustup install them: no test should do that.
    let sources =
        printed("rustc", &["--print", "sysroot"]).map(|root| Path::new(&root).join("lib/rustlib/src/rust"));
    if sources.is_some_and(|sources| sources.exists()) {
        Ok(path)
    } else {
        Err("rust-analyzer has no sources of the standard library (`rustup component add rust-src`)")
    }
}

/// What a command prints, if it succeeds.
fn printed(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
