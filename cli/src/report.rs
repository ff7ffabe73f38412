//! Findings, and how they are printed.

mod github;
mod human;
mod json;
mod markdown;
mod sarif;

use std::io::{self, Write};

use crate::arguments::Format;

/// A finding in a form that every format can print.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The name of the rule.
    pub(crate) rule: &'static str,
    /// What the rule requires.
    pub(crate) summary: &'static str,
    /// Who notices: clients, the Rust code, or readers. `None` for mistakes in a catalog.
    pub(crate) who: Option<&'static str>,
    pub(crate) level: &'static str,
    /// How the level is shown: how severe it is.
    pub(crate) severity: Severity,
    pub(crate) subject: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    pub(crate) message: String,
    pub(crate) place: Option<Place>,
    /// The text for people: the message with the lines of the file.
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    Note,
    Warning,
    Error,
}

/// A place in a file. The first line and the first column are 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Prints all findings to standard output.
pub(crate) fn print(records: &[Record], format: Format) -> io::Result<()> {
    let mut output = anstream::stdout().lock();
    match format {
        Format::Human => human::print(records, &mut output)?,
        Format::Json => json::print(records, &mut output)?,
        Format::Github => github::print(records, &mut output)?,
        Format::Sarif => sarif::print(records, &mut output)?,
        Format::Markdown => markdown::print(records, &mut output)?,
    }
    output.flush()
}
