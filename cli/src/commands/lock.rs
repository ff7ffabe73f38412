//! `lock`: the contract that has been released.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use errcat_catalog::Catalog;
use errcat_catalog::contract::{Acceptance, Contract, Finding, Rule, Severity, diff};

use super::diff::Comparison;
use super::{Failed, read};
use crate::arguments::{Format, Lock};
use crate::{discover, locks, report};

/// The line of `.gitattributes` with which git takes the lines of both branches.
const ATTRIBUTE: &str = "error_codes.lock merge=union";

pub(crate) fn run(arguments: &Lock) -> Result<ExitCode, Failed> {
    let catalogs = discover::catalogs(&arguments.catalogs)?;
    if let (Some(accept), Some(reason)) = (&arguments.accept, &arguments.reason) {
        return accept_in(&catalogs, accept, reason);
    }
    let mut is_broken = false;
    for catalog in &catalogs {
        is_broken |= !write(catalog, arguments.force)?;
    }
    Ok(ExitCode::from(u8::from(is_broken)))
}

/// Writes the lock of a catalog. Returns `false` if it would break the contract, which has been reported.
fn write(catalog: &Path, is_forced: bool) -> Result<bool, Failed> {
    let path = locks::path(catalog);
    let old = if is_forced { None } else { locks::read(&path)? };
    let catalog = read(catalog)?;
    let contract = match old {
        None => Some(Contract::of(&catalog)),
        Some(old) => unbroken(old, catalog)?,
    };
    let Some(contract) = contract else {
        let help = "accept these with `--accept RULE:SUBJECT --reason`, or write the lock with `--force`";
        writeln!(anstream::stderr(), "`{}` has not been written: {help}", path.display())?;
        return Ok(false);
    };
    let lock = errcat_catalog::contract::Lock::new(contract);
    locks::write(&path, &lock)?;
    writeln!(anstream::stderr(), "wrote {}", path.display())?;
    offer_attribute()?;
    Ok(true)
}

/// The contract of a catalog. Returns `None` if it breaks that of the lock, and prints the breaks.
fn unbroken(old: errcat_catalog::contract::Lock, catalog: Catalog) -> Result<Option<Contract>, Failed> {
    let comparison = Comparison::with_lock(old, catalog);
    let findings = comparison.findings();
    let breaking: Vec<_> =
        findings.iter().filter(|finding| finding.severity() == Severity::Breaking).collect();
    if breaking.is_empty() {
        return Ok(Some(comparison.into_new().0));
    }
    report::print(&comparison.records(&breaking), Format::Human)?;
    Ok(None)
}

/// Prints the line for `.gitattributes`, if this is a repository whose file does not have it.
fn offer_attribute() -> Result<(), Failed> {
    let here = std::env::current_dir().unwrap_or_default();
    let Some(root) = here.ancestors().find(|folder| folder.join(".git").exists()) else { return Ok(()) };
    let attributes = fs::read_to_string(root.join(".gitattributes")).unwrap_or_default();
    if !attributes.lines().any(|line| line.contains("merge=union") && line.contains(".lock")) {
        writeln!(
            anstream::stderr(),
            "note: with this line in `.gitattributes`, git merges two branches that add codes:\n{ATTRIBUTE}"
        )?;
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
        let help = "`cargo errcat diff` prints the findings, each with its rule";
        return Err(Failed(format!("no finding of `{accept}` is left to accept\n  = help: {help}")));
    }
    Ok(ExitCode::SUCCESS)
}
