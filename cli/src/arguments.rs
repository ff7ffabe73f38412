//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use errcat_catalog::contract::{Severity, Who};

/// The contract of an API's error codes
#[derive(Debug, Parser)]
#[command(name = "cargo errcat", bin_name = "cargo errcat", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report mistakes in catalogs, without compiling, and the changes since their locks
    Check(Check),
    /// Print a script that completes the commands in a shell
    Completions(Completions),
    /// Print what the changes since a lock, another catalog or a revision of git do to clients
    Diff(Diff),
    /// Explain a code of a catalog, or a rule
    Explain(Explain),
    /// Write what is made of a catalog for other languages and for readers
    Generate(Generate),
    /// List the codes of catalogs
    List(List),
    /// Write the contract that has been released, `error_codes.lock`
    Lock(Lock),
    /// Write a catalog to start with
    New(New),
    /// List the rules
    Rules(Rules),
}

/// The catalogs that a command reads.
#[derive(Args, Debug)]
pub(crate) struct Catalogs {
    /// Catalog files. Without any, those that `#[errcat::catalog]` names in the packages of the workspace, or
    /// `error_codes.toml` in this folder
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

    /// Of the changes since the lock, only what these notice: wire, rust or readers, with commas between them
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    pub(crate) who: Vec<Who>,

    /// Also check these translated texts of one catalog: JSON files with a text for each code
    #[arg(long, value_name = "FILE")]
    pub(crate) texts: Vec<PathBuf>,

    /// Also check that what `generate` has made of one catalog is not out of date, such as `typescript=web/codes.ts`
    #[arg(long, value_name = "KIND=PATH", value_parser = generated)]
    pub(crate) generated: Vec<(Kind, PathBuf)>,

    /// How findings are printed
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

fn generated(text: &str) -> Result<(Kind, PathBuf), String> {
    let (kind, path) =
        text.split_once('=').ok_or("write the kind, `=` and the path, such as `openapi=api.json`")?;
    let kinds = || Kind::value_variants().iter().map(|kind| kind.name()).collect::<Vec<_>>().join("`, `");
    let kind = Kind::from_str(kind, false).map_err(|_| format!("the kinds are `{}`", kinds()))?;
    Ok((kind, path.into()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Grade {
    /// Mistakes that only have to be looked at
    Warning,
    /// Mistakes with which the catalog does not compile, or with which a translated text is not shown as it should be
    Error,
}

impl Grade {
    /// The level of changes that is as bad.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Warning => Severity::Risky,
            Self::Error => Severity::Breaking,
        }
    }
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
pub(crate) struct Diff {
    /// The catalog, or the old and the new one. An old one can be a lock. With one catalog, the old one is its lock
    #[arg(value_name = "CATALOG", num_args = 0..=2)]
    pub(crate) catalogs: Vec<PathBuf>,

    /// Compare with the catalog at this revision of git, in place of the lock
    #[arg(long, value_name = "GIT_REV", allow_hyphen_values = true)]
    pub(crate) against: Option<String>,

    /// End with the exit code 1 if there is a finding of this level or a worse one: breaking, risky or info
    #[arg(long, value_name = "LEVEL", default_value = "breaking")]
    pub(crate) deny: Severity,

    /// Only what these notice: wire, rust or readers, with commas between them
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    pub(crate) who: Vec<Who>,

    /// How findings are printed
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
pub(crate) struct Lock {
    #[command(flatten)]
    pub(crate) catalogs: Catalogs,

    /// Accept the findings of a rule, or those of a rule and a subject, instead of writing the contract. It can be there
    /// several times
    #[arg(long, value_name = "RULE[:SUBJECT]", requires = "reason")]
    pub(crate) accept: Vec<String>,

    /// Why they are accepted
    #[arg(long, requires = "accept")]
    pub(crate) reason: Option<String>,

    /// Write a contract that breaks the one in the lock
    #[arg(long, conflicts_with = "accept")]
    pub(crate) force: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A code, the name of its variant, or the name of a rule
    #[arg(value_name = "CODE|RULE", allow_negative_numbers = true)]
    pub(crate) name: String,

    #[command(flatten)]
    pub(crate) catalogs: Catalogs,
}

#[derive(Args, Debug)]
pub(crate) struct Generate {
    /// What is made
    pub(crate) kind: Kind,

    /// The catalog. Without one, the only catalog of the workspace
    pub(crate) catalog: Option<PathBuf>,

    /// Where it is written; `-` is standard output. For `docs`, it is a folder
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,

    /// Write nothing, and end with the exit code 1 if what is there is out of date
    #[arg(long)]
    pub(crate) check: bool,

    /// Include the rows with `internal = true`. Schemas never list them: their codes are not promised
    #[arg(long)]
    pub(crate) internal: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A site for people: a list with search, and a page for each code
    Docs,
    /// The whole catalog, for your own templates and tools
    Json,
    /// The components of an OpenAPI 3.1 document
    Openapi,
    /// The JSON Schema of the bodies
    JsonSchema,
    /// The codes as a table in Markdown
    Markdown,
    /// The texts of the codes, for translators
    Texts,
    /// A reader of replies, with the types of the codes, in one file without dependencies
    Typescript,
}

impl Kind {
    /// The name on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

#[derive(Args, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) catalogs: Catalogs,

    /// Only codes with this status: `404`, or `4xx`
    #[arg(long)]
    pub(crate) status: Option<String>,

    /// Only codes that begin with this text
    #[arg(long, value_name = "TEXT", allow_negative_numbers = true)]
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
