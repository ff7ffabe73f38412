//! `completions`: a script for a shell.

use std::io;
use std::process::ExitCode;

use clap::CommandFactory;

use super::Failed;
use crate::arguments::{Arguments, Completions};

#[expect(clippy::unnecessary_wraps, reason = "all commands have this signature")]
pub(crate) fn run(arguments: &Completions) -> Result<ExitCode, Failed> {
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "cargo-errcat", &mut io::stdout());
    Ok(ExitCode::SUCCESS)
}
