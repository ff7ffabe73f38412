//! `completions`: a script for a shell.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;

use super::Failed;
use crate::arguments::{Arguments, Completions};

pub(crate) fn run(arguments: &Completions) -> Result<ExitCode, Failed> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "cargo-errcat", &mut script);
    io::stdout().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
