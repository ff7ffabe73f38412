//! `lock`: the contract that has been released.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_catalog::Catalog;
use errcat_catalog::contract::{Acceptance, Contract, Finding, Rule, Severity, diff};

use super::{Failed, read};
use crate::arguments::{Format, Lock};
use crate::comparison::{Comparison, Old};
use crate::git::Git;
use crate::{discover, files, locks, report, shell};

pub(crate) fn run(arguments: &Lock) -> Result<ExitCode, Failed> {
    let catalogs = discover::catalogs(&arguments.catalogs)?;
    if let Some(reason) = &arguments.reason {
        if reason.trim().is_empty() {
            return Err(Failed("`--reason` is empty: say why clients can live with the changes".to_owned()));
        }
        return accept_in(&catalogs, &arguments.accept, reason);
    }
    // All catalogs are read before the first lock is written.
    let contracts: Vec<_> =
        catalogs.iter().map(|catalog| contract(catalog, arguments.force)).collect::<Result<_, _>>()?;
    let mut is_broken = false;
    let mut attributes = BTreeSet::new();
    for (catalog, contract) in catalogs.iter().zip(contracts) {
        is_broken |= contract.is_none();
        attributes.extend(write(catalog, contract)?);
    }
    if !attributes.is_empty() {
        let lines = if attributes.len() == 1 { "this line" } else { "these lines" };
        let why = format!("with {lines} in `.gitattributes`, git merges two branches that add codes");
        writeln!(anstream::stderr(), "note: {why}:\n{}", Vec::from_iter(attributes).join("\n"))?;
    }
    Ok(ExitCode::from(u8::from(is_broken)))
}

/// The contract of a catalog. Returns `None` if it breaks that of the lock, and prints the breaks.
fn contract(catalog: &Path, is_forced: bool) -> Result<Option<Contract>, Failed> {
    let old = if is_forced { None } else { locks::read(&locks::path(catalog))? };
    let catalog = read(catalog)?;
    match old {
        None => Ok(Some(Contract::of(&catalog))),
        Some(old) => unbroken(old, catalog),
    }
}

/// Writes a contract, if it may be written. Returns the line for `.gitattributes` that is missing.
fn write(catalog: &Path, contract: Option<Contract>) -> Result<Option<String>, Failed> {
    let path = &locks::path(catalog);
    let Some(contract) = contract else {
        let help = format!("accept these breaks, or write it with {}", locks::force(catalog));
        writeln!(anstream::stderr(), "`{}` has not been written: {help}", path.display())?;
        return Ok(None);
    };
    locks::write(path, &errcat_catalog::contract::Lock::new(contract))?;
    writeln!(anstream::stderr(), "wrote {}", path.display())?;
    Ok(missing_attribute(path))
}

/// The contract of a catalog. Returns `None` if it breaks that of the lock, and prints the breaks.
fn unbroken(old: errcat_catalog::contract::Lock, catalog: Catalog) -> Result<Option<Contract>, Failed> {
    let comparison = Comparison::new(Old::Lock(old), catalog);
    let changes = comparison.changes();
    let mut breaking = comparison.findings(&changes, &[]);
    breaking.retain(|finding| finding.severity() == Severity::Breaking);
    if breaking.is_empty() {
        return Ok(Some(comparison.into_new().0));
    }
    report::print(&comparison.records(&breaking, Severity::Breaking), Format::Human, false)?;
    Ok(None)
}

/// The line for `.gitattributes`, if the lock is in a repository that merges it in another way.
fn missing_attribute(lock: &Path) -> Option<String> {
    let name = lock.file_name()?.to_str()?;
    // `NAME: merge: VALUE`
    let merge = Git::beside(lock).ask(&["check-attr", "merge", "--", name]).ok()?;
    if merge.ends_with(": union") {
        return None;
    }
    let name = if name.contains([' ', '"', '\\', '#']) { format!("{name:?}") } else { name.to_owned() };
    Some(format!("{name} merge=union"))
}

/// What `--accept` names: `RULE`, or `RULE:SUBJECT`.
struct Accept<'a> {
    text: &'a str,
    rule: Rule,
    subject: Option<&'a str>,
    is_used: bool,
    /// Whether a finding that it names has been accepted before.
    is_done: bool,
}

impl<'a> Accept<'a> {
    fn read(text: &'a str) -> Result<Self, Failed> {
        let (rule, subject) =
            text.split_once(':').map_or((text, None), |(rule, subject)| (rule, Some(subject)));
        let rule = rule.parse().map_err(|error| Failed(format!("{error}")))?;
        Ok(Self { text, rule, subject, is_used: false, is_done: false })
    }

    fn names(&self, finding: &Finding) -> bool {
        finding.rule == self.rule && self.subject.is_none_or(|subject| finding.subject == subject)
    }

    fn accepts(&mut self, finding: &Finding) -> bool {
        let is_it = self.names(finding);
        self.is_used |= is_it;
        is_it
    }
}

/// Adds acceptances to the locks. The contracts in them stay. If one of the names has no finding, no lock is written.
fn accept_in(catalogs: &[PathBuf], accepts: &[String], reason: &str) -> Result<ExitCode, Failed> {
    let mut accepts: Vec<_> = accepts.iter().map(|text| Accept::read(text)).collect::<Result<_, _>>()?;
    let mut changed = Vec::new();
    for catalog in catalogs {
        changed.extend(with_acceptances(catalog, &mut accepts, reason)?);
    }
    if let Some(unused) = accepts.iter().find(|accept| !accept.is_used) {
        // `diff` compares two catalogs with each other.
        let catalog = match catalogs {
            [catalog] => format!(" {}", shell::word(&files::slashes(catalog))),
            _ => String::new(),
        };
        let help = if unused.is_done {
            "it has been accepted before".to_owned()
        } else {
            format!("`cargo errcat diff{catalog} --deny info` says how to accept each finding")
        };
        return Err(Failed(format!("no finding of `{}` is left to accept\n  = help: {help}", unused.text)));
    }
    for (path, lock) in changed {
        locks::write(&path, &lock)?;
        writeln!(anstream::stderr(), "wrote {}", path.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The lock of a catalog with new acceptances, and its path. Returns `None` if there are none.
fn with_acceptances(
    catalog: &Path,
    accepts: &mut [Accept<'_>],
    reason: &str,
) -> Result<Option<(PathBuf, errcat_catalog::contract::Lock)>, Failed> {
    let path = locks::path(catalog);
    let Some(mut lock) = locks::read(&path)? else { return Ok(None) };
    let findings = diff(&lock.contract, &Contract::of(&read(catalog)?));
    // Each of them is asked, since several can be about one finding.
    let mut is_accepted = |finding: &&Finding| {
        accepts.iter_mut().fold(false, |is_accepted, accept| is_accepted | accept.accepts(finding))
    };
    let split = lock.accepted(&findings);
    let new = split.rest.into_iter().filter(|finding| is_accepted(finding));
    let new: Vec<_> = new.map(|finding| Acceptance::of(finding, reason)).collect();
    for accept in accepts {
        accept.is_done |= split.accepted.iter().any(|(finding, _)| accept.names(finding));
    }
    let has_new = !new.is_empty();
    lock.acceptances.extend(new);
    Ok(has_new.then_some((path, lock)))
}
