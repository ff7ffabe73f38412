//! `diff`: what a change does to clients.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use errcat_catalog::contract::Contract;
use errcat_catalog::{Catalog, Rejected, Rule as CatalogRule};

use super::{Failed, read};
use crate::arguments::{Catalogs, Diff, Format};
use crate::comparison::{Comparison, Old};
use crate::report;
use crate::revision::Revision;
use crate::{discover, files, locks, shell};

pub(crate) fn run(arguments: &Diff) -> Result<ExitCode, Failed> {
    let (comparisons, failures) = comparisons(arguments)?;
    // A report without a comparison would look as if nothing had changed.
    let has_several = comparisons.len() + failures.len() > 1;
    let is_denied = if comparisons.is_empty() && !failures.is_empty() {
        false
    } else {
        print(&comparisons, has_several, arguments)?
    };
    failures.iter().for_each(Failed::print);
    Ok(ExitCode::from(if failures.is_empty() { u8::from(is_denied) } else { crate::FAILED }))
}

/// Prints the findings of all comparisons. Returns whether one of them is denied.
fn print(comparisons: &[Comparison], has_several: bool, arguments: &Diff) -> Result<bool, Failed> {
    let mut records = Vec::new();
    let mut notes = Vec::new();
    let mut is_denied = false;
    for comparison in comparisons {
        let changes = comparison.changes();
        // The changes of one catalog need no file, as in release notes.
        let catalog = if has_several { format!("{}: ", comparison.path()) } else { String::new() };
        notes.extend(comparison.bump(&changes).map(|bump| catalog + &bump));
        let findings = comparison.findings(&changes, &arguments.who);
        is_denied |= findings.iter().any(|finding| finding.severity() >= arguments.deny);
        records.extend(comparison.records(&findings, arguments.deny));
        // Who reads release notes has to know these, too.
        if arguments.format == Format::Markdown {
            records.extend(comparison.accepted(&changes, &arguments.who));
        }
    }
    report::print(&records, arguments.format, has_several)?;
    for note in notes {
        writeln!(anstream::stderr(), "{note}")?;
    }
    Ok(is_denied)
}

/// The comparisons, and why there are no others: a catalog that cannot be compared hides no finding of another one.
fn comparisons(arguments: &Diff) -> Result<(Vec<Comparison>, Vec<Failed>), Failed> {
    if let [old, new] = arguments.catalogs.as_slice() {
        if arguments.against.is_some() {
            return Err(Failed("`--against` is for one catalog, not for two".to_owned()));
        }
        return Ok((vec![two(old, new)?], Vec::new()));
    }
    let (mut comparisons, mut failures) = (Vec::new(), Vec::new());
    for catalog in discover::catalogs(&Catalogs { catalogs: arguments.catalogs.clone() })? {
        let compared = match &arguments.against {
            Some(name) => Revision::find(name, &catalog).and_then(|old| against_revision(&old, &catalog)),
            None => against_lock(&catalog).map(Some),
        };
        match compared {
            Ok(comparison) => comparisons.extend(comparison),
            // A revision is missing for all catalogs.
            Err(failed) if failures.contains(&failed) => {}
            Err(failed) => failures.push(failed),
        }
    }
    if arguments.catalogs.is_empty() {
        failures.extend(discover::locks_without_catalogs());
    }
    Ok((comparisons, failures))
}

fn two(old: &Path, new: &Path) -> Result<Comparison, Failed> {
    let new_catalog = read(new)?;
    if locks::is_lock(old) {
        let lock = locks::read(old)?;
        let lock = lock.ok_or_else(|| Failed(format!("there is no lock `{}`", old.display())))?;
        let is_own =
            files::identity(&files::slashes(old)) == files::identity(&files::slashes(&locks::path(new)));
        let old = if is_own { Old::Lock(lock) } else { Old::OtherLock(lock) };
        return Ok(Comparison::new(old, new_catalog));
    }
    let old = read(old)?;
    Ok(Comparison::new(Old::File(Contract::of(&old), old), new_catalog))
}

fn against_lock(path: &Path) -> Result<Comparison, Failed> {
    let catalog = read(path)?;
    let lock = locks::read(&locks::path(path))?.ok_or_else(|| without_lock(path))?;
    Ok(Comparison::new(Old::Lock(lock), catalog))
}

fn without_lock(catalog: &Path) -> Failed {
    Failed(format!(
        "there is no `{}`\n  = help: write it with `cargo errcat lock {}`, or compare with a revision of git by `--against`",
        locks::path(catalog).display(),
        shell::word(&files::slashes(catalog))
    ))
}

/// The comparison with a revision, if the catalog was there.
fn against_revision(revision: &Revision, catalog: &Path) -> Result<Option<Comparison>, Failed> {
    let new_catalog = read(catalog)?;
    let Some(old_catalog) = old_catalog(revision, catalog)? else {
        let (path, revision) = (catalog.display(), revision.name());
        writeln!(
            anstream::stderr(),
            "note: `{path}` was not there at the revision `{revision}`: nothing to compare"
        )?;
        return Ok(None);
    };
    let old = Old::Revision(Contract::of(&old_catalog), old_catalog, locks::read(&locks::path(catalog))?);
    Ok(Some(Comparison::new(old, new_catalog)))
}

/// The catalog at a revision, also if its file has been moved since.
fn old_catalog(revision: &Revision, catalog: &Path) -> Result<Option<Catalog>, Failed> {
    let mistakes = |rejected: Box<Rejected>| {
        let Failed(message) = Failed::from(*rejected);
        let help = "compare with a revision at which the catalog has no mistakes";
        Failed(format!("at the revision `{}`: {message}\n  = help: {help}", revision.name()))
    };
    if let Some(old) = revision.read(catalog).map_err(mistakes)? {
        return Ok(Some(old));
    }
    let Some(former) = revision.former_path(catalog) else { return Ok(None) };
    match revision.read(&former) {
        // What git takes for the former file can be any other one.
        Err(rejected) if is_another_file(&rejected) => Ok(None),
        read => read.map_err(mistakes),
    }
}

fn is_another_file(rejected: &Rejected) -> bool {
    let rules = [CatalogRule::NotACatalog, CatalogRule::NotUtf8];
    rejected.diagnostics.iter().any(|diagnostic| rules.contains(&diagnostic.rule))
}
