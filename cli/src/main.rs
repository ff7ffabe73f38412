//! `cargo errcat`: the contract of an API's error codes, for reviewers, CI jobs and everybody else who is not the compiler.

mod arguments;
mod atomic;
mod commands;
mod comparison;
mod discover;
mod files;
mod git;
mod locks;
mod renames;
mod report;
mod revision;
mod shell;
mod texts;

use std::env;
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};
use crate::commands::Failed;

/// The command could not do what it was asked to do.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse_from(own_arguments(env::args_os())) {
        Ok(arguments) => arguments,
        Err(error) => {
            let is_answer = !error.use_stderr();
            // The text is for a person, who can do nothing about a terminal that has gone.
            error.print().ok();
            return if is_answer { ExitCode::SUCCESS } else { ExitCode::from(FAILED) };
        }
    };
    match run(arguments.command) {
        Ok(code) => code,
        Err(failed) => {
            failed.print();
            ExitCode::from(FAILED)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Failed> {
    match command {
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Completions(arguments) => commands::completions::run(&arguments),
        Command::Diff(arguments) => commands::diff::run(&arguments),
        Command::Explain(arguments) => commands::explain::run(&arguments),
        Command::Generate(arguments) => commands::generate::run(&arguments),
        Command::List(arguments) => commands::list::run(&arguments),
        Command::Lock(arguments) => commands::lock::run(&arguments),
        Command::New(arguments) => commands::new::run(&arguments),
        Command::Rules(arguments) => commands::rules::run(&arguments),
    }
}

/// cargo passes the name of the subcommand before the arguments: `cargo errcat check` runs `cargo-errcat errcat check`.
fn own_arguments<T: PartialEq<&'static str>>(arguments: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    arguments
        .enumerate()
        .filter(|(index, argument)| *index != 1 || *argument != "errcat")
        .map(|(_, argument)| argument)
}
