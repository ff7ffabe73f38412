//! The command line, as a user sees it.

#[cfg(unix)]
mod action;
mod folders;
mod generate;
mod hooks;
mod output;
#[cfg(unix)]
mod repository;
#[cfg(unix)]
mod revisions;
mod sarif;
mod series;

use std::process::Command;

/// Each file in `cmd/` has commands with their output and their exit code.
///
/// `TRYCMD=overwrite cargo test -p cargo-errcat` writes what is printed into the files. Read it as a user would.
#[test]
fn commands_print_what_the_files_say() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}

/// The command, without arguments.
fn errcat() -> Command {
    Command::new(env!("CARGO_BIN_EXE_cargo-errcat"))
}
