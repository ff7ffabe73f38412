//! `check`: the mistakes in catalogs, without compiling, and what has changed since the lock.

mod summary;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_catalog::contract::Lock;
use errcat_catalog::generate::{self, TextMistake};
use errcat_catalog::{
    Across, Catalog, CheckRule, Diagnostic, Diagnostics, Grade as RuleGrade, Rule, Sources, across,
};

use self::summary::Summary;
use super::{Failed, generate as made};
use crate::arguments::{Check, Format, Grade, Kind};
use crate::comparison::{Comparison, Old};
use crate::report::{self, Place, Record, Severity};
use crate::{discover, files, locks, shell, texts};

pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failed> {
    let paths = discover::paths(&arguments.catalogs)?;
    if paths.len() > 1 && !(arguments.texts.is_empty() && arguments.generated.is_empty()) {
        return Err(several(arguments, &paths));
    }
    let mut found = Found::default();
    let catalogs: Vec<_> = paths.iter().filter_map(|path| found.catalog(path, arguments)).collect();
    match catalogs.as_slice() {
        [catalog] => found.other_files(catalog, arguments),
        // A catalog with mistakes is nothing to compare other files with.
        _ => found.unreadable_files(arguments),
    }
    let catalogs: Vec<_> = catalogs.iter().collect();
    if arguments.catalogs.catalogs.is_empty() {
        found.failures.extend(discover::locks_without_catalogs());
    }
    found.records.extend(across(&catalogs).into_iter().map(|across| record_across(across, &catalogs)));
    found.records = once(found.records);
    if found.summary.catalogs > 0 {
        found.print(arguments.format)?;
    }
    found.failures.iter().for_each(Failed::print);
    let is_denied = found.records.iter().any(|record| match arguments.deny {
        Grade::Error => record.severity == Severity::Error,
        Grade::Warning => record.severity != Severity::Note,
    });
    Ok(ExitCode::from(if found.failures.is_empty() { u8::from(is_denied) } else { crate::FAILED }))
}

/// What has been found.
#[derive(Default)]
struct Found {
    records: Vec<Record>,
    /// Why files could not be read. Such a file hides no finding of another one.
    failures: Vec<Failed>,
    summary: Summary,
}

impl Found {
    /// Checks a catalog, and compares it with its lock. Returns it, unless it has mistakes.
    fn catalog(&mut self, path: &Path, arguments: &Check) -> Option<Catalog> {
        let before = self.records.len();
        let catalog = read(path, &mut self.records).unwrap_or_else(|failed| {
            self.failures.push(failed);
            None
        });
        if catalog.is_some() || self.records.len() > before {
            self.summary.add(catalog.as_ref());
        }
        let lock = locks::read(&locks::path(path)).unwrap_or_else(|failed| {
            self.failures.push(failed);
            None
        });
        match lock {
            Some(lock) => catalog.map(|catalog| self.changes(lock, catalog, arguments)),
            None => catalog,
        }
    }

    /// Adds the changes since the lock.
    fn changes(&mut self, lock: Lock, catalog: Catalog, arguments: &Check) -> Catalog {
        self.summary.locks += 1;
        let comparison = Comparison::new(Old::Lock(lock), catalog);
        let changes = comparison.changes();
        let findings = comparison.findings(&changes, &arguments.who);
        self.records.extend(comparison.records(&findings, arguments.deny.severity()));
        comparison.into_new().1
    }

    /// Checks the translated texts and the generated files of a catalog.
    fn other_files(&mut self, catalog: &Catalog, arguments: &Check) {
        let (texts, generated) = (arguments.texts.iter(), arguments.generated.iter());
        self.summary.texts = texts.map(|path| self.keep(check_texts(path, catalog))).sum();
        self.summary.generated =
            generated.map(|(kind, path)| self.keep(check_generated(*kind, path, catalog))).sum();
    }

    /// Reads the translated texts and the generated files without a catalog: only whether they can be read is known.
    fn unreadable_files(&mut self, arguments: &Check) {
        let texts = arguments.texts.iter().filter_map(|path| texts::read(path).err());
        let generated = arguments.generated.iter();
        let generated = generated.filter_map(|(kind, path)| made::try_read(*kind, path).err());
        self.failures.extend(texts.chain(generated));
    }

    /// Keeps what has been found in a file. Returns the number of files that have been checked.
    fn keep(&mut self, checked: Result<Vec<Record>, Failed>) -> usize {
        match checked {
            Ok(records) => {
                self.records.extend(records);
                1
            }
            Err(failed) => {
                self.failures.push(failed);
                0
            }
        }
    }

    /// Prints the findings, and what has been checked to standard error. Somebody who wants a document may merge the two.
    fn print(&mut self, format: Format) -> Result<(), Failed> {
        self.summary.findings = self.records.len();
        report::print(&self.records, format, true)?;
        if matches!(format, Format::Human | Format::Github) {
            writeln!(anstream::stderr(), "{}", self.summary)?;
        }
        Ok(())
    }
}

/// Returns the catalog, unless it has mistakes. Adds them, or else the warnings that are not allowed.
fn read(path: &Path, all: &mut Vec<Record>) -> Result<Option<Catalog>, Failed> {
    discover::no_folder(path)?;
    match files::read(path) {
        Ok(catalog) => {
            all.extend(records(&catalog.warnings, &catalog.sources, Severity::Warning));
            Ok(Some(catalog))
        }
        Err(rejected) => {
            // An included file that cannot be read is no finding, and hides none.
            let records = records(&rejected.diagnostics, &rejected.salvage.sources, Severity::Error);
            let is_unreadable = |record: &Record| record.rule == Rule::UnreadableFile.id();
            let (unreadable, others): (Vec<_>, Vec<_>) = records.into_iter().partition(is_unreadable);
            all.extend(others);
            if unreadable.is_empty() {
                return Ok(None);
            }
            let texts: Vec<_> = unreadable.iter().map(|record| record.text.trim_end()).collect();
            Err(Failed(texts.join("\nerror: ")))
        }
    }
}

/// Leaves each mistake once: several catalogs can include one file. It is an error if it is one in any of them.
fn once(records: Vec<Record>) -> Vec<Record> {
    let mut places = HashMap::new();
    let mut kept: Vec<Record> = Vec::new();
    for record in records {
        // The text has the place, and for a change, `file` is the catalog.
        match places.entry((record.rule, record.text.clone(), record.file.clone())) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push(record);
            }
            Entry::Occupied(entry) => {
                let first = &mut kept[*entry.get()];
                if record.severity > first.severity {
                    *first = record;
                }
            }
        }
    }
    kept
}

/// Texts and generated files belong to one catalog: others do not have their codes.
fn several(arguments: &Check, paths: &[PathBuf]) -> Failed {
    let (option, value) = match (arguments.generated.first(), arguments.texts.first()) {
        (Some((kind, path)), _) => ("--generated", format!("{}={}", kind.name(), files::slashes(path))),
        (None, path) => ("--texts", path.map_or_else(String::new, |path| files::slashes(path))),
    };
    let is_no_catalog = |path: &&PathBuf| path.extension().is_none_or(|extension| extension != "toml");
    let help = if let Some(path) = arguments.catalogs.catalogs.iter().find(is_no_catalog) {
        format!("`{}` is read as a catalog; write `{option}` before each file", path.display())
    } else {
        let [catalog, value] = [&files::slashes(&paths[0]), &value].map(|text| shell::word(text));
        format!("run the command for one catalog, such as `cargo errcat check {catalog} {option} {value}`")
    };
    let names = discover::names(paths);
    Failed(format!(
        "`{option}` is for one catalog, but this command reads several: {names}\n  = help: {help}"
    ))
}

/// A file that is up to date with the internal rows is up to date.
fn check_generated(kind: Kind, path: &Path, catalog: &Catalog) -> Result<Vec<Record>, Failed> {
    let Some(message) = made::stale(kind, catalog, false, path)? else { return Ok(Vec::new()) };
    if made::stale(kind, catalog, true, path)?.is_none() {
        return Ok(Vec::new());
    }
    let command = made::command(kind, catalog, path);
    let can_have_internal = kind != Kind::JsonSchema && catalog.rows.iter().any(|row| row.internal);
    let internal = if can_have_internal { "; add `--internal` if it has internal codes" } else { "" };
    let message = format!("{message}; write it again with `{command}`{internal}");
    let place = Some(Place { path: files::slashes(path), line: 1, column: 1 });
    Ok(vec![record(CheckRule::StaleFile, None, message.clone(), place, message)])
}

fn check_texts(path: &Path, catalog: &Catalog) -> Result<Vec<Record>, Failed> {
    let texts = texts::read(path)?;
    let pairs: Vec<_> = texts.iter().map(|text| (text.code.as_str(), text.text.as_str())).collect();
    let mistakes = generate::check_texts(catalog, &pairs);
    let place = |mistake: &TextMistake| Some(texts[mistake.index?].place.clone());
    Ok(mistakes.into_iter().map(|mistake| record_of_text(place(&mistake), mistake, path)).collect())
}

fn record_of_text(place: Option<Place>, mistake: TextMistake, path: &Path) -> Record {
    let text = match &place {
        Some(_) => at(place.as_ref(), &mistake.message),
        None => format!("{}: {}", path.display(), mistake.message),
    };
    let record = record(mistake.rule, Some(mistake.code), mistake.message, place, text);
    Record { texts: Some(files::slashes(path)), ..record }
}

fn record_across(found: Across, catalogs: &[&Catalog]) -> Record {
    let sources = &catalogs[found.catalog].sources;
    let place = found.span.map(|span| report::place(sources, span));
    let text = found.render(catalogs);
    let record = record(found.rule, found.code, found.message, place, text);
    Record { help: vec![found.help.to_owned()], ..record }
}

fn record(
    rule: CheckRule,
    code: Option<String>,
    message: String,
    place: Option<Place>,
    text: String,
) -> Record {
    let severity = match rule.grade() {
        RuleGrade::Error => Severity::Error,
        RuleGrade::Warning => Severity::Warning,
    };
    Record::of_catalog((rule.id(), rule.summary()), severity, code, message, place, text)
}

/// A message after its place.
fn at(place: Option<&Place>, message: &str) -> String {
    match place {
        Some(Place { path, line, column }) => format!("{path}:{line}:{column}: {message}"),
        None => message.to_owned(),
    }
}

fn records(diagnostics: &Diagnostics, sources: &Sources, severity: Severity) -> Vec<Record> {
    // Only the first mistakes are shown with their lines. The text after them says how many others there are.
    let mut texts = diagnostics.messages().take(Diagnostics::SHOWN);
    let record = |diagnostic: &Diagnostic| {
        let rule = (diagnostic.rule.id(), diagnostic.rule.summary());
        let place = diagnostic.span.map(|span| report::place(sources, span));
        let text = texts.next().unwrap_or_else(|| at(place.as_ref(), &diagnostic.message));
        let (code, message) = (diagnostic.code.clone(), diagnostic.message.clone());
        let record = Record::of_catalog(rule, severity, code, message, place, text);
        Record { help: diagnostic.help.iter().cloned().collect(), ..record }
    };
    diagnostics.iter().map(record).collect()
}
