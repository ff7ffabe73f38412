//! `lock`: the contract that has been released.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use errcat_catalog::Catalog;
use errcat_catalog::contract::{Acceptance, Contract, Finding, Rule, Severity, diff};

use super::{Failed, read};
use crate::arguments::{Format, Lock};
use crate::comparison::{Comparison, Old};
use crate::git::Git;
use crate::{discover, locks, report};

pub(crate) fn run(arguments: &Lock) -> Result<ExitCode, Failed> {
    let catalogs = discover::catalogs(&arguments.catalogs)?;
    if let (Some(accept), Some(reason)) = (&arguments.accept, &arguments.reason) {
        return accept_in(&catalogs, accept, reason);
    }
    // All catalogs are read before the first lock is written.
    let contracts: Vec<_> =
        catalogs.iter().map(|catalog| contract(catalog, arguments.force)).collect::<Result<_, _>>()?;
    let mut is_broken = false;
    for (catalog, contract) in catalogs.iter().zip(contracts) {
        is_broken |= contract.is_none();
        write(&locks::path(catalog), contract)?;
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

fn write(path: &Path, contract: Option<Contract>) -> Result<(), Failed> {
    let Some(contract) = contract else {
        let help = "accept these breaks, or write the lock with `--force`";
        writeln!(anstream::stderr(), "`{}` has not been written: {help}", path.display())?;
        return Ok(());
    };
    locks::write(path, &errcat_catalog::contract::Lock::new(contract))?;
    writeln!(anstream::stderr(), "wrote {}", path.display())?;
    offer_attribute(path)
}

/// The contract of a catalog. Returns `None` if it breaks that of the lock, and prints the breaks.
fn unbroken(old: errcat_catalog::contract::Lock, catalog: Catalog) -> Result<Option<Contract>, Failed> {
    let comparison = Comparison::new(Old::Lock(old), catalog);
    let changes = comparison.changes();
    let mut breaking = comparison.findings(&changes);
    breaking.retain(|finding| finding.severity() == Severity::Breaking);
    if breaking.is_empty() {
        return Ok(Some(comparison.into_new().0));
    }
    report::print(&comparison.records(&breaking, Severity::Breaking), Format::Human)?;
    Ok(None)
}

/// Prints the line for `.gitattributes`, if the lock is in a repository that merges it in another way.
fn offer_attribute(lock: &Path) -> Result<(), Failed> {
    let Some(name) = lock.file_name().and_then(|name| name.to_str()) else { return Ok(()) };
    // `NAME: merge: VALUE`
    let merge = Git::beside(lock).ask(&["check-attr", "merge", "--", name]);
    if let Ok(merge) = merge
        && !merge.ends_with(": union")
    {
        let why = "with this line in `.gitattributes`, git merges two branches that add codes";
        writeln!(anstream::stderr(), "note: {why}:\n{name} merge=union")?;
    }
    Ok(())
}

/// Adds acceptances to the lock. The contract in it stays.
fn accept_in(catalogs: &[std::path::PathBuf], accept: &str, reason: &str) -> Result<ExitCode, Failed> {
    let (rule, subject) =
        accept.split_once(':').map_or((accept, None), |(rule, subject)| (rule, Some(subject)));
    let rule: Rule = rule.parse().map_err(|error| Failed(format!("{error}")))?;
    let is_it =
        |finding: &&Finding| finding.rule == rule && subject.is_none_or(|subject| finding.subject == subject);
    let mut count = 0;
    for catalog in catalogs {
        let path = locks::path(catalog);
        let Some(mut lock) = locks::read(&path)? else { continue };
        let findings = diff(&lock.contract, &Contract::of(&read(catalog)?));
        let known = lock.accepted(&findings);
        let new: Vec<_> =
            known.rest.into_iter().filter(is_it).map(|finding| Acceptance::of(finding, reason)).collect();
        if new.is_empty() {
            continue;
        }
        count += new.len();
        lock.acceptances.extend(new);
        locks::write(&path, &lock)?;
        writeln!(anstream::stderr(), "wrote {}", path.display())?;
    }
    if count == 0 {
        let help = "`cargo errcat diff --deny info` says how to accept each finding";
        return Err(Failed(format!("no finding of `{accept}` is left to accept\n  = help: {help}")));
    }
    Ok(ExitCode::SUCCESS)
}
