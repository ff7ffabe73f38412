//! `check`: the mistakes in catalogs, without compiling, and what has changed since the lock.

use std::path::Path;
use std::process::ExitCode;

use errcat_catalog::{Diagnostic, Diagnostics, Sources};

use super::diff::against_lock;
use super::{Failed, is_unreadable};
use crate::arguments::{Check, Grade};
use crate::report::{self, Record, Severity};
use crate::{discover, files};

pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failed> {
    let mut records = Vec::new();
    for path in discover::catalogs(&arguments.catalogs)? {
        records.extend(check(&path)?);
    }
    report::print(&records, arguments.format)?;
    let denied = |record: &Record| match arguments.deny {
        Grade::Error => record.severity == Severity::Error,
        Grade::Warning => record.severity != Severity::Note,
    };
    Ok(ExitCode::from(u8::from(records.iter().any(denied))))
}

/// The mistakes in a catalog, or those of its warnings that are not allowed.
fn check(path: &Path) -> Result<Vec<Record>, Failed> {
    match files::read(path) {
        Ok(catalog) => {
            let mut all = records(&catalog.warnings, &catalog.sources, Severity::Warning);
            if let Some(comparison) = against_lock(path)? {
                all.extend(comparison.records(&comparison.findings().iter().collect::<Vec<_>>()));
            }
            Ok(all)
        }
        Err(rejected) => {
            let unreadable = rejected.diagnostics.iter().position(|mistake| is_unreadable(mistake.rule));
            if let Some(index) = unreadable {
                let message = rejected.diagnostics.messages().nth(index);
                return Err(Failed(message.unwrap_or_else(|| "a file cannot be read".to_owned())));
            }
            Ok(records(&rejected.diagnostics, &rejected.salvage.sources, Severity::Error))
        }
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
        text,
    }
}
