//! `diff`: what a change does to clients.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_catalog::body::Constant;
use errcat_catalog::contract::{Bump, Contract, Finding, KeyName, Lock, Severity, Who, diff};
use errcat_catalog::{Catalog, example};

use super::{Failed, read};
use crate::arguments::{Catalogs, Diff};
use crate::report::{self, Record};
use crate::revision::Revision;
use crate::{discover, locks};

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
        records.extend(comparison.records(&findings));
    }
    report::print(&records, arguments.format)?;
    for note in notes {
        writeln!(anstream::stderr(), "{note}")?;
    }
    Ok(ExitCode::from(u8::from(is_denied)))
}

/// A catalog, and what it is compared with.
pub(crate) struct Comparison {
    old: Old,
    new: Contract,
    catalog: Catalog,
}

/// What a catalog is compared with.
enum Old {
    /// The lock, with the changes that have been accepted.
    Lock(Lock),
    /// Another file that is there now.
    File(Contract, Catalog),
    /// The catalog at a revision, and the lock that is there now.
    Revision(Contract, Catalog, Option<Lock>),
}

impl Old {
    fn contract(&self) -> &Contract {
        match self {
            Self::Lock(lock) => &lock.contract,
            Self::File(contract, _) | Self::Revision(contract, ..) => contract,
        }
    }

    fn catalog(&self) -> Option<&Catalog> {
        match self {
            Self::Lock(_) => None,
            Self::File(_, catalog) | Self::Revision(_, catalog, _) => Some(catalog),
        }
    }

    fn lock(&self) -> Option<&Lock> {
        match self {
            Self::Lock(lock) => Some(lock),
            Self::File(..) => None,
            Self::Revision(.., lock) => lock.as_ref(),
        }
    }
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
        return Ok(Comparison::with_lock(lock, new_catalog));
    }
    let old = read(old)?;
    Ok(Comparison::new(Old::File(Contract::of(&old), old), new_catalog))
}

/// The comparison with the lock, if there is one.
fn against_lock(path: &Path) -> Result<Option<Comparison>, Failed> {
    let catalog = read(path)?;
    Ok(locks::read(&locks::path(path))?.map(|lock| Comparison::with_lock(lock, catalog)))
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

impl Comparison {
    pub(crate) fn with_lock(lock: Lock, catalog: Catalog) -> Self {
        Self::new(Old::Lock(lock), catalog)
    }

    fn new(old: Old, catalog: Catalog) -> Self {
        Self { old, new: Contract::of(&catalog), catalog }
    }

    /// The new contract, and its catalog.
    pub(crate) fn into_new(self) -> (Contract, Catalog) {
        (self.new, self.catalog)
    }

    /// All changes, accepted or not.
    pub(crate) fn changes(&self) -> Vec<Finding> {
        diff(self.old.contract(), &self.new)
    }

    /// The changes that have not been accepted.
    pub(crate) fn findings<'a>(&'a self, changes: &'a [Finding]) -> Vec<&'a Finding> {
        let Some(lock) = self.old.lock() else { return changes.iter().collect() };
        let accepted = lock.accepted(changes);
        // An acceptance can also be of a change since another revision.
        if matches!(self.old, Old::Lock(_)) {
            for acceptance in &accepted.unused {
                let (rule, subject) = (acceptance.rule.id(), &acceptance.subject);
                // The text is for a person.
                writeln!(anstream::stderr(), "note: the acceptance `{rule}:{subject}` matches no finding")
                    .ok();
            }
        }
        accepted.rest
    }

    /// What the changes ask of the version of the contract. Clients notice a break, even if it has been accepted.
    fn bump(&self, changes: &[Finding]) -> Option<String> {
        let bump = Bump::of(changes)?;
        let version = version(self.old.contract());
        let raised = version.and_then(|version| {
            let is_before_1 = bump == Bump::Major && version.starts_with("0.");
            let why = if is_before_1 { ", since the second number says so before 1.0" } else { "" };
            Some(format!(": {version} -> {}{why}", bump.raise(version)?))
        });
        Some(format!("semver asks for a {bump} version{}", raised.unwrap_or_default()))
    }

    pub(crate) fn records(&self, findings: &[&Finding]) -> Vec<Record> {
        let mut shown = HashSet::new();
        findings.iter().map(|finding| self.record(finding, &mut shown)).collect()
    }

    fn record(&self, finding: &Finding, shown: &mut HashSet<String>) -> Record {
        let new_sources = &self.catalog.sources;
        let old_sources = self.old.catalog().map(|old| &old.sources);
        let mut text = finding.render(old_sources, Some(new_sources));
        if let Some((old, new)) = self.bodies(finding)
            && shown.insert(old.clone())
        {
            text = format!("{}\n  before: {old}\n  after:  {new}", text.trim_end());
        }
        let place = finding.new_span.map(|span| report::place(new_sources, span));
        let place = place.or_else(|| self.old_place(finding));
        let file = new_sources.paths().next().map(str::to_owned);
        Record::of_change(finding, place, file, text)
    }

    /// The place of what is removed, if it is in another file that is there now, and not in a lock or a revision.
    fn old_place(&self, finding: &Finding) -> Option<report::Place> {
        let Old::File(_, old) = &self.old else { return None };
        Some(report::place(&old.sources, finding.old_span?))
    }

    /// What a client gets before and after the change, if the bodies differ.
    fn bodies(&self, finding: &Finding) -> Option<(String, String)> {
        let old = self.old.catalog()?;
        if finding.rule.who() != Who::Wire || finding.severity() == Severity::Info {
            return None;
        }
        let body = |catalog: &Catalog| {
            let row = match &finding.code {
                Some(code) => catalog.rows.iter().find(|row| row.code == *code || row.aliases.contains(code)),
                None => catalog.rows.first(),
            };
            Some(example(catalog, row?))
        };
        let (before, after) = (body(old)?, body(&self.catalog)?);
        (before != after).then_some((before, after))
    }
}

/// The version of a contract. A lock has it, too.
fn version(contract: &Contract) -> Option<&str> {
    let fact = contract.facts().iter().find(|fact| fact.key.name() == KeyName::Version)?;
    match &fact.value {
        Constant::Text(version) => Some(version),
        _ => None,
    }
}
