//! Programs of others that tests run, such as a validator of OpenAPI documents.
//!
//! A program that is not installed is a line that says so. With `ERRCAT_TOOLS=required`, as in `.ci/run`, it is a failure.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether every program has to be there.
#[must_use]
pub fn are_required() -> bool {
    env::var("ERRCAT_TOOLS").is_ok_and(|tools| tools == "required")
}

/// Says that a test has not tested anything. The test's own output would not be shown.
///
/// # Panics
///
/// If every program has to be there.
pub fn skip(test: &str, why: &str) {
    assert!(!are_required(), "{test}: {why}");
    writeln!(io::stderr(), "skipped: {test}: {why}").expect("standard error");
}

/// A program of the `PATH`.
#[must_use]
pub fn find(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Runs a command to its end, and returns what it prints.
///
/// # Panics
///
/// If the command does not start, or fails.
pub fn run(command: &mut Command) -> String {
    let output = command.output().expect("the command starts");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{command:?}: {out}{err}");
    out
}

/// Has openapi-spec-validator check a document.
///
/// # Panics
///
/// If the document is not valid, or if the validator has to be there and is not.
pub fn validate_openapi(document: &Path, version: &str) {
    match find("openapi-spec-validator") {
        Some(validator) => {
            let printed = run(Command::new(validator).args(["--schema", version]).arg(document));
            assert!(printed.ends_with("OK\n"), "{printed}");
        }
        None => skip(
            "openapi-spec-validator",
            "it is not installed: see examples/platform/clients/requirements.txt",
        ),
    }
}
