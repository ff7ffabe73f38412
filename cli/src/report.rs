//! Findings, and how they are printed.

mod github;
mod human;
mod json;
mod markdown;
mod sarif;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use errcat_catalog::contract::{Finding, Severity as Level};
use errcat_catalog::{Sources, Span};

use crate::arguments::Format;
use crate::files::{self, slashes};
use crate::git::Git;

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
    /// The catalog of a change, also of what is no longer in it.
    pub(crate) file: Option<String>,
    /// The file of translated texts, for a mistake in it. A text that is missing has no place there.
    pub(crate) texts: Option<String>,
    /// What to do about it. The text for people contains it.
    pub(crate) help: Vec<String>,
    /// The reason why the change has been accepted.
    pub(crate) accepted: Option<String>,
    /// The text for people: the message with the lines of the file.
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The file that the finding is about.
    fn path(&self) -> Option<&str> {
        let place = self.place.as_ref().map(|place| place.path.as_str());
        place.or(self.texts.as_deref()).or(self.file.as_deref())
    }

    /// The message, and what to do about it, each on a line.
    fn with_help(&self) -> String {
        let help = self.help.iter().map(|help| format!("\nhelp: {help}"));
        help.fold(self.message.clone(), |text, help| text + &help)
    }

    /// A mistake in a catalog, or in what goes with it. `rule` is its name and what it requires.
    pub(crate) fn of_catalog(
        (rule, summary): (&'static str, &'static str),
        severity: Severity,
        code: Option<String>,
        message: String,
        place: Option<Place>,
        text: String,
    ) -> Self {
        Self {
            rule,
            summary,
            who: None,
            level: if severity == Severity::Error { "error" } else { "warning" },
            severity,
            subject: code.clone(),
            code,
            key: None,
            old: None,
            new: None,
            message,
            place,
            file: None,
            texts: None,
            help: Vec::new(),
            accepted: None,
            text,
        }
    }

    /// A change of a contract.
    pub(crate) fn of_change(
        finding: &Finding,
        place: Option<Place>,
        file: String,
        help: Vec<String>,
        text: String,
    ) -> Self {
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
            file: Some(file),
            texts: None,
            help,
            accepted: None,
            text,
        }
    }
}

/// Paths from the root of the repository, as tools of code hosts expect them. Outside of a repository, they stay.
struct Paths {
    root: Option<PathBuf>,
}

impl Paths {
    fn new() -> Self {
        Self { root: Git::beside(Path::new("")).root().ok() }
    }

    fn of(&self, path: &str) -> String {
        let inside = || {
            let path = files::real(path.as_ref()).ok()?;
            Some(slashes(path.strip_prefix(self.root.as_ref()?).ok()?))
        };
        inside().unwrap_or_else(|| path.to_owned())
    }
}

/// Prints all findings to standard output. `has_files` says whether a reader has to be told which file each is about.
pub(crate) fn print(records: &[Record], format: Format, has_files: bool) -> io::Result<()> {
    let mut output = anstream::stdout().lock();
    match format {
        Format::Human => human::print(records, &mut output)?,
        Format::Json => json::print(records, &mut output)?,
        Format::Github => github::print(records, &mut output)?,
        Format::Sarif => sarif::print(records, &mut output)?,
        Format::Markdown => markdown::print(records, has_files, &mut output)?,
    }
    output.flush()
}
