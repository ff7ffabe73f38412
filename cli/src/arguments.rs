//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// The contract of an API's error codes
#[derive(Debug, Parser)]
#[command(name = "cargo errcat", bin_name = "cargo errcat", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report mistakes in catalogs, without compiling
    Check(Check),
    /// Print a script that completes the commands in a shell
    Completions(Completions),
    /// Explain a code of a catalog, or a rule
    Explain(Explain),
    /// List the codes of catalogs
    List(List),
    /// Write a catalog to start with
    New(New),
    /// List the rules
    Rules(Rules),
}

/// The catalogs that a command reads.
#[derive(Args, Debug)]
pub(crate) struct Catalogs {
    /// Catalog files. Without any, those that `#[errcat::catalog]` names in the packages of the workspace
    #[arg(value_name = "CATALOG")]
    pub(crate) catalogs: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) catalogs: Catalogs,

    /// End with the exit code 1 if there is a finding of this level or a worse one
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(crate) deny: Grade,

    /// How findings are printed
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Grade {
    /// Mistakes that only have to be looked at
    Warning,
    /// Mistakes with which the catalog does not compile
    Error,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text with the lines of the files
    Human,
    /// One JSON object a line
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// A list in Markdown
    Markdown,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A code, the name of its variant, or the name of a rule
    #[arg(value_name = "CODE|RULE")]
    pub(crate) name: String,

    #[command(flatten)]
    pub(crate) catalogs: Catalogs,
}

#[derive(Args, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) catalogs: Catalogs,

    /// Only codes with this status: `404`, or `4xx`
    #[arg(long)]
    pub(crate) status: Option<String>,

    /// Only codes that begin with this text
    #[arg(long, value_name = "TEXT")]
    pub(crate) prefix: Option<String>,

    /// Only codes of which the same request can succeed later
    #[arg(long)]
    pub(crate) retryable: bool,

    /// How the codes are printed
    #[arg(long, default_value = "table")]
    pub(crate) format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// A table for a terminal
    Table,
    /// One JSON object a line
    Json,
    /// Comma-separated values (RFC 4180), with a header line
    Csv,
}

#[derive(Args, Debug)]
pub(crate) struct New {
    /// The file to write
    #[arg(default_value = "error_codes.toml")]
    pub(crate) path: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Rules {
    /// How the rules are printed
    #[arg(long, default_value = "table")]
    pub(crate) format: RulesFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    /// A table for a terminal
    Table,
    /// One JSON object a line
    Json,
}
