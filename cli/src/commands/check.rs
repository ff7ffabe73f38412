//! `check`: the mistakes in catalogs, without compiling, and what has changed since the lock.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use errcat_catalog::generate::{self, TextMistake};
use errcat_catalog::{Across, Catalog, Diagnostic, Diagnostics, Sources, across};

use serde_json::{Map, Value};

use super::diff::Comparison;
use super::{Failed, is_unreadable};
use crate::arguments::{Check, Grade};
use crate::report::{self, Place, Record, Severity};
use crate::{discover, files, locks};

pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failed> {
    let mut records = Vec::new();
    let mut catalogs = Vec::new();
    for path in discover::catalogs(&arguments.catalogs)? {
        let (catalog, found) = check(&path)?;
        catalogs.extend(catalog);
        records.extend(found);
    }
    let catalogs: Vec<_> = catalogs.iter().collect();
    for path in &arguments.texts {
        for catalog in &catalogs {
            records.extend(check_texts(path, catalog)?);
        }
    }
    records.extend(across(&catalogs).into_iter().map(|found| record_across(found, &catalogs)));
    report::print(&records, arguments.format)?;
    let denied = |record: &Record| match arguments.deny {
        Grade::Error => record.severity == Severity::Error,
        Grade::Warning => record.severity != Severity::Note,
    };
    Ok(ExitCode::from(u8::from(records.iter().any(denied))))
}

/// The catalog, and its mistakes, or those of its warnings that are not allowed.
fn check(path: &Path) -> Result<(Option<Catalog>, Vec<Record>), Failed> {
    match files::read(path) {
        Ok(catalog) => {
            let mut all = records(&catalog.warnings, &catalog.sources, Severity::Warning);
            let Some(lock) = locks::read(&locks::path(path))? else { return Ok((Some(catalog), all)) };
            let comparison = Comparison::with_lock(lock, catalog);
            all.extend(comparison.records(&comparison.findings().iter().collect::<Vec<_>>()));
            let (_, catalog) = comparison.into_new();
            Ok((Some(catalog), all))
        }
        Err(rejected) => {
            let unreadable = rejected.diagnostics.iter().position(|mistake| is_unreadable(mistake.rule));
            if let Some(index) = unreadable {
                let message = rejected.diagnostics.messages().nth(index);
                return Err(Failed(message.unwrap_or_else(|| "a file cannot be read".to_owned())));
            }
            Ok((None, records(&rejected.diagnostics, &rejected.salvage.sources, Severity::Error)))
        }
    }
}

/// The mistakes in a file with translated texts.
fn check_texts(path: &Path, catalog: &Catalog) -> Result<Vec<Record>, Failed> {
    let failed = |what: String| Failed(format!("cannot read `{}`: {what}", path.display()));
    let bytes = fs::read(path).map_err(|error| failed(error.to_string()))?;
    let texts: Map<String, Value> =
        serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))?;
    let text = |(code, text): (&'_ String, &'_ Value)| match text {
        Value::String(text) => Ok((code.clone(), text.clone())),
        _ => Err(failed(format!("the text of `{}` is not a string", code.escape_debug()))),
    };
    let texts: Vec<_> = texts.iter().map(text).collect::<Result<_, _>>()?;
    let texts: Vec<_> = texts.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
    let mistakes = generate::check_texts(catalog, &texts);
    Ok(mistakes.into_iter().map(|mistake| record_of_text(mistake, path)).collect())
}

fn record_of_text(mistake: TextMistake, path: &Path) -> Record {
    let text = format!("{}: {}", path.display(), mistake.message);
    Record {
        rule: mistake.rule.id(),
        summary: mistake.rule.summary(),
        who: None,
        level: "warning",
        severity: Severity::Warning,
        subject: Some(mistake.code.clone()),
        code: Some(mistake.code),
        key: None,
        old: None,
        new: None,
        message: mistake.message,
        place: None,
        file: None,
        text,
    }
}

fn record_across(found: Across, catalogs: &[&Catalog]) -> Record {
    let sources = &catalogs[found.catalog].sources;
    let place = found.span.map(|span| report::place(sources, span));
    let path = || sources.paths().next().unwrap_or_default().to_owned();
    let text = match &place {
        Some(Place { path, line, column }) => format!("{path}:{line}:{column}: {}", found.message),
        None => format!("{}: {}", path(), found.message),
    };
    Record {
        rule: found.rule.id(),
        summary: found.rule.summary(),
        who: None,
        level: "warning",
        severity: Severity::Warning,
        subject: found.code.clone(),
        code: found.code,
        key: None,
        old: None,
        new: None,
        message: found.message,
        place,
        file: None,
        text,
    }
}

fn records(diagnostics: &Diagnostics, sources: &Sources, severity: Severity) -> Vec<Record> {
    // Only the first mistakes are shown with their lines.
    let mut texts = diagnostics.messages();
    let mut record = |diagnostic: &Diagnostic| {
        let text = texts.next().unwrap_or_else(|| diagnostic.message.clone());
        record(diagnostic, text, sources, severity)
    };
    diagnostics.iter().map(&mut record).collect()
}

fn record(diagnostic: &Diagnostic, text: String, sources: &Sources, severity: Severity) -> Record {
    let place = diagnostic.span.map(|span| report::place(sources, span));
    Record {
        rule: diagnostic.rule.id(),
        summary: diagnostic.rule.summary(),
        who: None,
        level: if severity == Severity::Error { "error" } else { "warning" },
        severity,
        subject: None,
        code: None,
        key: None,
        old: None,
        new: None,
        message: diagnostic.message.clone(),
        place,
        file: None,
        text,
    }
}
