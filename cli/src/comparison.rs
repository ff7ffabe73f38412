//! A catalog, and what it is compared with.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::io::Write;

use errcat_catalog::body::Constant;
use errcat_catalog::contract::{
    Acceptance, Bump, Contract, Finding, KeyName, Lock, Rule, Severity, Who, diff,
};
use errcat_catalog::{Catalog, example};
use serde_json::Value;

use crate::renames::renames;
use crate::report::{self, Record};
use crate::shell;

/// A catalog, and what it is compared with.
pub(crate) struct Comparison {
    old: Old,
    new: Contract,
    catalog: Catalog,
    /// The places of the rows of both catalogs, by their codes and aliases. They are only needed for changes of bodies.
    places: [OnceCell<HashMap<String, usize>>; 2],
}

/// The place of each row, by its code and its aliases.
fn places(catalog: &Catalog) -> HashMap<String, usize> {
    let rows = || catalog.rows.iter().enumerate();
    let aliases = rows().flat_map(|(at, row)| row.aliases.iter().map(move |alias| (alias, at)));
    let codes = rows().map(|(at, row)| (&row.code, at));
    aliases.chain(codes).map(|(code, at)| (code.clone(), at)).collect()
}

/// What a catalog is compared with.
pub(crate) enum Old {
    /// The catalog's lock, with the changes that have been accepted.
    Lock(Lock),
    /// A lock that is somewhere else.
    OtherLock(Lock),
    /// Another file that is there now.
    File(Contract, Catalog),
    /// The catalog at a revision, and the lock that is there now.
    Revision(Contract, Catalog, Option<Lock>),
}

impl Old {
    fn contract(&self) -> &Contract {
        match self {
            Self::Lock(lock) | Self::OtherLock(lock) => &lock.contract,
            Self::File(contract, _) | Self::Revision(contract, ..) => contract,
        }
    }

    fn catalog(&self) -> Option<&Catalog> {
        match self {
            Self::Lock(_) | Self::OtherLock(_) => None,
            Self::File(_, catalog) | Self::Revision(_, catalog, _) => Some(catalog),
        }
    }

    fn lock(&self) -> Option<&Lock> {
        match self {
            Self::Lock(lock) | Self::OtherLock(lock) => Some(lock),
            Self::File(..) => None,
            Self::Revision(.., lock) => lock.as_ref(),
        }
    }
}

impl Comparison {
    pub(crate) fn new(old: Old, catalog: Catalog) -> Self {
        Self { old, new: Contract::of(&catalog), catalog, places: Default::default() }
    }

    /// The new contract, and its catalog.
    pub(crate) fn into_new(self) -> (Contract, Catalog) {
        (self.new, self.catalog)
    }

    /// All changes, accepted or not.
    pub(crate) fn changes(&self) -> Vec<Finding> {
        diff(self.old.contract(), &self.new)
    }

    /// The changes that have not been accepted, and that one of these notices. An empty list means everybody.
    pub(crate) fn findings<'a>(&'a self, changes: &'a [Finding], who: &[Who]) -> Vec<&'a Finding> {
        let mut findings = self.not_accepted(changes);
        findings.retain(|finding| who.is_empty() || who.contains(&finding.rule.who()));
        findings
    }

    /// The changes that have been accepted and that one of these notices, each with the reason. An empty list means everybody.
    pub(crate) fn accepted(&self, changes: &[Finding], who: &[Who]) -> Vec<Record> {
        let Some(lock) = self.old.lock() else { return Vec::new() };
        let accepted = lock.accepted(changes).accepted.into_iter();
        let accepted = accepted.filter(|(finding, _)| who.is_empty() || who.contains(&finding.rule.who()));
        let record = |(finding, acceptance): (&Finding, &Acceptance)| {
            let record = self.record(finding, Vec::new(), &mut HashSet::new());
            Record { accepted: Some(acceptance.reason.clone()), ..record }
        };
        accepted.map(record).collect()
    }

    fn not_accepted<'a>(&'a self, changes: &'a [Finding]) -> Vec<&'a Finding> {
        let Some(lock) = self.old.lock() else { return changes.iter().collect() };
        let accepted = lock.accepted(changes);
        // An acceptance can also be of a change since another revision.
        if !matches!(self.old, Old::Revision(..)) {
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
    pub(crate) fn bump(&self, changes: &[Finding]) -> Option<String> {
        let bump = Bump::of(changes)?;
        let version = version(self.old.contract());
        let raised = version.and_then(|version| {
            let is_before_1 = bump == Bump::Major && version.starts_with("0.");
            let why = if is_before_1 { ", since the second number says so before 1.0" } else { "" };
            Some(format!(": {version} -> {}{why}", bump.raise(version)?))
        });
        Some(format!("semver asks for a {bump} version{}", raised.unwrap_or_default()))
    }

    /// The findings for a report. Those from this level on say how to accept them.
    pub(crate) fn records(&self, findings: &[&Finding], denied: Severity) -> Vec<Record> {
        let is_denied = |finding: &&Finding| finding.severity() >= denied;
        let advice = if findings.iter().any(is_denied) { self.advice(findings) } else { Advice::default() };
        let mut shown = HashSet::new();
        let record = |finding: &&Finding| {
            let help = if is_denied(finding) { self.help(finding, &advice) } else { Vec::new() };
            self.record(finding, help, &mut shown)
        };
        findings.iter().map(record).collect()
    }

    /// What the findings say about what to do.
    fn advice(&self, findings: &[&Finding]) -> Advice<'_> {
        Advice {
            acceptable: self.acceptable(findings),
            renames: renames(self.old.contract(), &self.new),
            integer_codes: self.catalog.integer_codes,
        }
    }

    /// What `lock --accept` accepts: the changes since the catalog's lock. Another revision can have more changes.
    fn acceptable(&self, findings: &[&Finding]) -> HashSet<Acceptance> {
        let acceptance = |finding: &Finding| Acceptance::of(finding, "");
        match &self.old {
            Old::Lock(_) => findings.iter().copied().map(acceptance).collect(),
            Old::Revision(.., Some(lock)) => diff(&lock.contract, &self.new).iter().map(acceptance).collect(),
            Old::OtherLock(_) | Old::File(..) | Old::Revision(.., None) => HashSet::new(),
        }
    }

    /// What to do about a finding.
    fn help(&self, finding: &Finding, advice: &Advice<'_>) -> Vec<String> {
        let mut help = advice.of(finding);
        if advice.acceptable.contains(&Acceptance::of(finding, "")) {
            let catalog = shell::word(self.path());
            let accepted = shell::word(&format!("{}:{}", finding.rule, finding.subject));
            help.push(format!(
                "to accept it: `cargo errcat lock {catalog} --accept {accepted} --reason \"…\"`"
            ));
        }
        help
    }

    /// The path of the catalog.
    pub(crate) fn path(&self) -> &str {
        self.catalog.sources.paths().next().unwrap_or_default()
    }

    fn record(&self, finding: &Finding, help: Vec<String>, shown: &mut HashSet<String>) -> Record {
        let new_sources = &self.catalog.sources;
        let old_sources = self.old.catalog().map(|old| &old.sources);
        let bodies = self.bodies(finding).filter(|(old, _)| shown.insert(old.clone()));
        let bodies = bodies.iter().flat_map(|(old, new)| [("before", old.as_str()), ("after", new)]);
        let notes: Vec<_> = bodies.chain(help.iter().map(|help| ("help", help.as_str()))).collect();
        let mut text = finding.render_with(&notes, old_sources, Some(new_sources));
        if finding.new_span.or(finding.old_span).is_none() {
            text = format!("{}: {text}", self.path());
        }
        let place = finding.new_span.map(|span| report::place(new_sources, span));
        let place = place.or_else(|| self.old_place(finding));
        Record::of_change(finding, place, self.path().to_owned(), help, text)
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
        let [of_old, of_new] = &self.places;
        let row = |catalog: &Catalog, places: &OnceCell<HashMap<String, usize>>, code: &str| {
            places.get_or_init(|| self::places(catalog)).get(code).copied()
        };
        let is_in_both = |code: &&str| row(old, of_old, code).is_some();
        let code = match finding.code.as_deref() {
            Some(code) => code,
            // The first code that both have. Its body need not show the change.
            None if finding.subject.starts_with("envelope.") => {
                self.catalog.rows.iter().map(|row| row.code.as_str()).find(is_in_both)?
            }
            None => return None,
        };
        let body =
            |catalog: &Catalog, places| Some(example(catalog, &catalog.rows[row(catalog, places, code)?]));
        let (before, after) = (body(old, of_old)?, body(&self.catalog, of_new)?);
        (before != after).then_some((before, after))
    }
}

/// What the catalog can have in place of a break, and which breaks can be accepted.
#[derive(Default)]
struct Advice<'a> {
    acceptable: HashSet<Acceptance>,
    /// Codes that have probably been renamed.
    renames: HashMap<&'a str, &'a str>,
    integer_codes: bool,
}

impl Advice<'_> {
    fn of(&self, finding: &Finding) -> Vec<String> {
        match finding.rule {
            Rule::CodeRemoved => {
                self.alias(&finding.subject).into_iter().chain([RESERVE.to_owned()]).collect()
            }
            Rule::VersionNotRaised => {
                let version = finding.old.as_deref().and_then(|version| Bump::Major.raise(version));
                let advice =
                    version.map(|version| format!("raise the `version` of the catalog to {version}"));
                advice.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// With the alias, the finding is `code-renamed`, and the old code still has a meaning.
    fn alias(&self, gone: &str) -> Option<String> {
        let new = self.renames.get(gone)?;
        // A string of JSON is one of TOML, too.
        let alias = if self.integer_codes { gone.to_owned() } else { Value::from(gone).to_string() };
        Some(format!(
            "if `{new}` is its new name, write `aliases = [{alias}]` into its row: clients with the new catalog then read both"
        ))
    }
}

/// What to do about a code that has no row any longer.
const RESERVE: &str = "if the service no longer sends the code, reserve it with `[[reserved]]`, so that it never gets another meaning";

/// The version of a contract. A lock has it, too.
fn version(contract: &Contract) -> Option<&str> {
    let fact = contract.facts().iter().find(|fact| fact.key.name() == KeyName::Version)?;
    match &fact.value {
        Constant::Text(version) => Some(version),
        _ => None,
    }
}
