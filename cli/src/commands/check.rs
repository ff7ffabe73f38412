//! `check`: the mistakes in catalogs, without compiling, and what has changed since the lock.

use std::path::Path;
use std::process::ExitCode;

use errcat_catalog::generate::{self, TextMistake};
use errcat_catalog::{Across, Catalog, Diagnostic, Diagnostics, Rule, Sources, across};
use serde_json::{Map, Value};

use super::Failed;
use super::diff::Comparison;
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
    // Without a catalog there is nothing to compare texts with.
    let texts = if catalogs.is_empty() { [].as_slice() } else { &arguments.texts };
    for path in texts {
        let texts = read_texts(path)?;
        for catalog in &catalogs {
            records.extend(check_texts(path, &texts, catalog));
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
            let unreadable =
                rejected.diagnostics.iter().position(|mistake| mistake.rule == Rule::UnreadableFile);
            if let Some(index) = unreadable {
                let message = rejected.diagnostics.messages().nth(index);
                return Err(Failed(message.unwrap_or_else(|| "a file cannot be read".to_owned())));
            }
            Ok((None, records(&rejected.diagnostics, &rejected.salvage.sources, Severity::Error)))
        }
    }
}

/// Translated texts: codes with their texts.
fn read_texts(path: &Path) -> Result<Vec<(String, String)>, Failed> {
    let failed = |what: String| Failed(format!("cannot read `{}`: {what}", path.display()));
    let bytes = files::bytes(path).map_err(|error| failed(error.to_string()))?;
    let texts: Map<String, Value> =
        serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))?;
    let text = |(code, text): (String, Value)| match text {
        Value::String(text) => Ok((code, text)),
        _ => Err(failed(format!("the text of `{}` is not a string", code.escape_debug()))),
    };
    texts.into_iter().map(text).collect()
}

fn check_texts(path: &Path, texts: &[(String, String)], catalog: &Catalog) -> Vec<Record> {
    let texts: Vec<_> = texts.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
    let mistakes = generate::check_texts(catalog, &texts);
    mistakes.into_iter().map(|mistake| record_of_text(mistake, path)).collect()
}

fn record_of_text(mistake: TextMistake, path: &Path) -> Record {
    let rule = (mistake.rule.id(), mistake.rule.summary());
    let text = format!("{}: {}", path.display(), mistake.message);
    Record::of_catalog(rule, Severity::Warning, Some(mistake.code), mistake.message, None, text)
}

fn record_across(found: Across, catalogs: &[&Catalog]) -> Record {
    let rule = (found.rule.id(), found.rule.summary());
    let sources = &catalogs[found.catalog].sources;
    let place = found.span.map(|span| report::place(sources, span));
    let path = || sources.paths().next().unwrap_or_default().to_owned();
    let text = match &place {
        Some(Place { path, line, column }) => format!("{path}:{line}:{column}: {}", found.message),
        None => format!("{}: {}", path(), found.message),
    };
    Record::of_catalog(rule, Severity::Warning, found.code, found.message, place, text)
}

fn records(diagnostics: &Diagnostics, sources: &Sources, severity: Severity) -> Vec<Record> {
    // Only the first mistakes are shown with their lines.
    let mut texts = diagnostics.messages();
    let record = |diagnostic: &Diagnostic| {
        let rule = (diagnostic.rule.id(), diagnostic.rule.summary());
        let text = texts.next().unwrap_or_else(|| diagnostic.message.clone());
        let place = diagnostic.span.map(|span| report::place(sources, span));
        Record::of_catalog(rule, severity, None, diagnostic.message.clone(), place, text)
    };
    diagnostics.iter().map(record).collect()
}
