//! `diff`: what a change does to clients.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_catalog::Catalog;
use errcat_catalog::contract::{Contract, Finding};

use super::{Failed, read};
use crate::arguments::{Catalogs, Diff};
use crate::comparison::{Comparison, Old};
use crate::report;
use crate::revision::Revision;
use crate::{discover, files, locks};

pub(crate) fn run(arguments: &Diff) -> Result<ExitCode, Failed> {
    let comparisons = comparisons(arguments)?;
    let mut records = Vec::new();
    let mut notes = Vec::new();
    let mut is_denied = false;
    for comparison in &comparisons {
        let changes = comparison.changes();
        notes.extend(comparison.bump(&changes));
        let wanted =
            |finding: &&Finding| arguments.who.is_empty() || arguments.who.contains(&finding.rule.who());
        let findings: Vec<_> = comparison.findings(&changes).into_iter().filter(wanted).collect();
        is_denied |= findings.iter().any(|finding| finding.severity() >= arguments.deny);
        records.extend(comparison.records(&findings, arguments.deny));
    }
    report::print(&records, arguments.format)?;
    for note in notes {
        writeln!(anstream::stderr(), "{note}")?;
    }
    Ok(ExitCode::from(u8::from(is_denied)))
}

fn comparisons(arguments: &Diff) -> Result<Vec<Comparison>, Failed> {
    if let [old, new] = arguments.catalogs.as_slice() {
        if arguments.against.is_some() {
            return Err(Failed("`--against` is for one catalog, not for two".to_owned()));
        }
        return Ok(vec![two(old, new)?]);
    }
    let catalogs = discover::catalogs(&Catalogs { catalogs: arguments.catalogs.clone() })?;
    let compare = |catalog: &PathBuf| match &arguments.against {
        Some(name) => against_revision(&Revision::find(name, catalog)?, catalog),
        None => against_lock(catalog)
            .and_then(|comparison| comparison.map(Some).ok_or_else(|| without_lock(catalog))),
    };
    catalogs.iter().filter_map(|catalog| compare(catalog).transpose()).collect()
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

/// The comparison with the lock, if there is one.
fn against_lock(path: &Path) -> Result<Option<Comparison>, Failed> {
    let catalog = read(path)?;
    Ok(locks::read(&locks::path(path))?.map(|lock| Comparison::new(Old::Lock(lock), catalog)))
}

fn without_lock(catalog: &Path) -> Failed {
    Failed(format!(
        "there is no `{}`\n  = help: write it with `cargo errcat lock`, or compare with a revision of git by `--against`",
        locks::path(catalog).display()
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
    let old = revision.read(catalog).map_err(|rejected| {
        let Failed(message) = Failed::from(*rejected);
        let help = "compare with a revision at which the catalog has no mistakes";
        Failed(format!("at the revision `{}`: {message}\n  = help: {help}", revision.name()))
    })?;
    // What git takes for the former file can be any other one.
    Ok(old.or_else(|| revision.read(&revision.former_path(catalog)?).ok()?))
}
