//! `check`: the mistakes in catalogs, without compiling, and what has changed since the lock.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_catalog::generate::{self, TextMistake};
use errcat_catalog::{Across, Catalog, Diagnostic, Diagnostics, Grade as RuleGrade, Rule, Sources, across};

use super::Failed;
use super::diff::Comparison;
use crate::arguments::{Check, Grade};
use crate::report::{self, Place, Record, Severity};
use crate::{discover, files, locks, texts};

pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failed> {
    let mut records = Vec::new();
    let mut catalogs = Vec::new();
    let paths = discover::catalogs(&arguments.catalogs)?;
    if paths.len() > 1 && !arguments.texts.is_empty() {
        return Err(several(&paths));
    }
    for path in &paths {
        let (catalog, found) = check(path)?;
        catalogs.extend(catalog);
        records.extend(found);
    }
    let catalogs: Vec<_> = catalogs.iter().collect();
    // A catalog with mistakes is nothing to compare texts with.
    if let [catalog] = catalogs.as_slice() {
        for path in &arguments.texts {
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

/// Translated texts belong to one catalog: others do not have their codes.
fn several(paths: &[PathBuf]) -> Failed {
    Failed(format!(
        "`--texts` is for one catalog, but there are several: {}; name one of them, and write `--texts` before each file of texts",
        discover::names(paths)
    ))
}

fn check_texts(path: &Path, catalog: &Catalog) -> Result<Vec<Record>, Failed> {
    let texts = texts::read(path)?;
    let texts: Vec<_> = texts.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
    let mistakes = generate::check_texts(catalog, &texts);
    Ok(mistakes.into_iter().map(|mistake| record_of_text(mistake, path)).collect())
}

fn record_of_text(mistake: TextMistake, path: &Path) -> Record {
    let rule = (mistake.rule.id(), mistake.rule.summary());
    let severity = match mistake.rule.grade() {
        RuleGrade::Error => Severity::Error,
        RuleGrade::Warning => Severity::Warning,
    };
    let text = format!("{}: {}", path.display(), mistake.message);
    let record = Record::of_catalog(rule, severity, Some(mistake.code), mistake.message, None, text);
    Record { texts: Some(files::slashes(path)), ..record }
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
