//! Findings, and how they are printed.

mod github;
mod human;
mod json;
mod markdown;
mod sarif;

use std::io::{self, Write};

use errcat_catalog::contract::{Finding, Severity as Level};
use errcat_catalog::{Sources, Span};

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

/// The place of a span.
pub(crate) fn place(sources: &Sources, span: Span) -> Place {
    let place = sources.place(span);
    Place { path: place.path.to_owned(), line: place.line, column: place.column }
}

impl Record {
    /// A change of a contract.
    pub(crate) fn of_change(finding: &Finding, place: Option<Place>, text: String) -> Self {
        let severity = match finding.severity() {
            Level::Breaking => Severity::Error,
            Level::Risky => Severity::Warning,
            Level::Info => Severity::Note,
        };
        Self {
            rule: finding.rule.id(),
            summary: finding.rule.summary(),
            who: Some(finding.rule.who().as_str()),
            level: finding.severity().as_str(),
            severity,
            subject: Some(finding.subject.clone()),
            code: finding.code.clone(),
            key: Some(finding.key.clone()),
            old: finding.old.clone(),
            new: finding.new.clone(),
            message: finding.message.clone(),
            place,
            text,
        }
    }
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
