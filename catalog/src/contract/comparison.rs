//! Compares two contracts: which subjects were added, removed and renamed, and which facts of the others changed.

use std::collections::{HashMap, HashSet};

use super::finding::Finding;
use super::key::{Key, KeyName};
use super::places::Bodies;
use super::rule::{Findings, Rule};
use super::subject::Subject;
use super::{Contract, Fact};
use crate::HTTP_KEYS;
use crate::body::Constant;
use crate::slot::Body;
use crate::source::Span;

/// Returns what changes between two contracts. The most severe findings come first, and then they are in the order of the
/// catalog.
///
/// The result is empty exactly if the contracts are equal. The only exception is the order of codes about which a lock that was
/// merged says nothing. A code that was removed has no findings about its other facts,
/// and neither has a code that was added.
pub fn diff(old: &Contract, new: &Contract) -> Vec<Finding> {
    // Most calls compare a contract with itself.
    if old == new {
        return Vec::new();
    }
    let comparison = Comparison::new(old, new);
    let mut findings = Findings::new(&comparison);
    for rule in Rule::ALL {
        findings.check(*rule);
    }
    findings.finish()
}

/// The facts of one contract.
pub(super) struct Side<'a> {
    pub(super) codes: Vec<&'a str>,
    /// The facts of each code.
    by_code: HashMap<&'a str, &'a [Fact]>,
    /// The facts of every other subject.
    others: HashMap<&'a Subject, &'a [Fact]>,
    homes: &'a HashMap<Subject, Span>,
}

impl<'a> Side<'a> {
    fn new(contract: &'a Contract) -> Self {
        let mut by_code = HashMap::new();
        let mut others = HashMap::new();
        for facts in contract.by_subject() {
            match &facts[0].subject {
                Subject::Code(code) => _ = by_code.insert(code.as_str(), facts),
                other => _ = others.insert(other, facts),
            }
        }
        Self { codes: contract.codes().collect(), by_code, others, homes: &contract.homes }
    }

    pub(super) fn facts(&self, subject: &Subject) -> &'a [Fact] {
        match subject {
            Subject::Code(code) => self.facts_of_code(code),
            other => self.others.get(other).copied().unwrap_or_default(),
        }
    }

    fn facts_of_code(&self, code: &str) -> &'a [Fact] {
        self.by_code.get(code).copied().unwrap_or_default()
    }

    pub(super) fn fact(&self, subject: &Subject, name: KeyName) -> Option<&'a Fact> {
        self.facts(subject).iter().find(|fact| fact.key.name() == name)
    }

    pub(super) fn has(&self, subject: &Subject) -> bool {
        !self.facts(subject).is_empty()
    }

    pub(super) fn has_code(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    /// Whether a row has this code or this alias.
    fn is_of_row(&self, code: &str) -> bool {
        self.has_code(code) || self.codes.iter().any(|row| self.aliases(row).any(|alias| alias == code))
    }

    /// Whether a failure can have a neutral code, and so no row.
    pub(super) fn has_neutral_codes(&self) -> bool {
        HTTP_KEYS.iter().any(|kind| {
            let mut codes = self
                .facts(&Subject::Http(kind.name))
                .iter()
                .filter(|fact| fact.key.name() == KeyName::HttpCode);
            codes.any(|fact| fact.text().is_none_or(|code| code == kind.name && !self.is_of_row(code)))
        })
    }

    pub(super) fn fact_of_code(&self, code: &str, name: KeyName) -> Option<&'a Fact> {
        self.facts_of_code(code).iter().find(|fact| fact.key.name() == name)
    }

    pub(super) fn home(&self, subject: &Subject) -> Option<Span> {
        self.homes.get(subject).copied()
    }

    /// Returns the reserved codes, in their order.
    fn reserved(&self) -> Vec<&'a Subject> {
        let subjects = self.others.keys().copied();
        let mut reserved: Vec<_> =
            subjects.filter(|subject| matches!(subject, Subject::Reserved(_))).collect();
        reserved.sort();
        reserved
    }

    pub(super) fn aliases(&self, code: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let facts = self.facts_of_code(code).iter();
        facts.filter(|fact| fact.key.name() == KeyName::Alias).filter_map(|fact| fact.key.of())
    }
}

/// A fact that differs. At least one of the two sides has it.
#[derive(Clone, Copy)]
pub(super) struct Change<'a> {
    /// The subject in the new contract.
    pub(super) subject: &'a Subject,
    /// The subject in the old contract. It is another one if the code has been renamed.
    pub(super) old_subject: &'a Subject,
    pub(super) key: &'a Key,
    pub(super) old: Option<&'a Fact>,
    pub(super) new: Option<&'a Fact>,
}

impl<'a> Change<'a> {
    pub(super) fn old_text(&self) -> Option<&'a str> {
        self.old.and_then(Fact::text)
    }

    pub(super) fn new_text(&self) -> Option<&'a str> {
        self.new.and_then(Fact::text)
    }
}

impl Fact {
    /// Returns the value if it is a text.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Constant::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Two contracts, and how they differ.
pub(super) struct Comparison<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    /// The codes that a row of the new contract has as aliases, with the codes of these rows.
    pub(super) renamed: HashMap<&'a str, &'a str>,
    /// The codes that both contracts have, in the order of the old one. A renamed code is there with its new code, unless
    /// the old contract has a row with that code, too.
    pub(super) kept: Vec<(&'a str, &'a str)>,
    /// The codes of the old contract that no row of the new one is about, in their order.
    pub(super) gone: Vec<&'a str>,
    /// The codes of the new contract that no row of the old one is about, in their order.
    pub(super) fresh: Vec<&'a str>,
    /// The codes that were reserved, and are not any longer.
    pub(super) released: Vec<&'a Subject>,
    /// The codes that are reserved now, and were not.
    pub(super) reserved: Vec<&'a Subject>,
    pub(super) bodies: Bodies<'a>,
    changes: HashMap<KeyName, Vec<Change<'a>>>,
}

impl<'a> Comparison<'a> {
    fn new(old: &'a Contract, new: &'a Contract) -> Self {
        let (old, new) = (Side::new(old), Side::new(new));
        let renamed = renamed(&old, &new);
        let (kept, gone) = kept(&old, &new, &renamed);
        let known: HashSet<&str> = kept.iter().map(|(_, new)| *new).collect();
        let mut comparison = Self {
            fresh: new.codes.iter().copied().filter(|code| !known.contains(code)).collect(),
            released: only_reserved_in(&old, &new),
            reserved: only_reserved_in(&new, &old),
            bodies: Bodies::new(&old, &new),
            renamed,
            kept,
            gone,
            changes: HashMap::new(),
            old,
            new,
        };
        comparison.compare();
        comparison
    }

    /// Finds the facts that differ, except those of bodies.
    fn compare(&mut self) {
        let mut subjects = vec![Subject::Catalog, Subject::Envelope, Subject::Defaults];
        subjects.extend(crate::HTTP_KEYS.iter().map(|kind| Subject::Http(kind.name)));
        let facts = |subject: &Subject| (self.old.facts(subject), self.new.facts(subject));
        let mut pairs: Vec<_> = subjects.iter().map(facts).collect();
        let kept = self.kept.iter();
        pairs.extend(kept.map(|(old, new)| (self.old.facts_of_code(old), self.new.facts_of_code(new))));
        let reserved = self.old.reserved().into_iter().filter(|subject| self.new.has(subject));
        pairs.extend(reserved.map(facts));
        for (old, new) in pairs {
            for change in changes(old, new) {
                let is_known = match (change.key.name(), change.key.of()) {
                    (KeyName::After, _) => true,
                    (KeyName::Alias, Some(alias)) if change.old.is_none() => self.renamed.contains_key(alias),
                    // An alias that is the code now is still known.
                    (KeyName::Alias, alias) => change.subject.code() == alias,
                    _ => false,
                };
                if !is_known {
                    self.changes.entry(change.key.name()).or_default().push(change);
                }
            }
        }
    }

    /// Returns every change of a key.
    pub(super) fn of(&self, name: KeyName) -> impl Iterator<Item = Change<'a>> {
        self.changes.get(&name).into_iter().flatten().copied()
    }

    /// Returns the facts with this key that only the new contract has.
    pub(super) fn added(&self, name: KeyName) -> impl Iterator<Item = Change<'a>> {
        self.of(name).filter(|change| change.old.is_none())
    }

    /// Returns the facts with this key that only the old contract has.
    pub(super) fn removed(&self, name: KeyName) -> impl Iterator<Item = Change<'a>> {
        self.of(name).filter(|change| change.new.is_none())
    }

    /// Returns the facts with this key whose values differ.
    pub(super) fn altered(&self, name: KeyName) -> impl Iterator<Item = Change<'a>> {
        self.of(name).filter(|change| change.old.is_some() && change.new.is_some())
    }

    /// Returns the new code of an old one that both contracts have.
    pub(super) fn new_code(&self, old: &'a str) -> &'a str {
        if self.new.has_code(old) { old } else { self.renamed.get(old).copied().unwrap_or(old) }
    }

    /// Returns whether two codes of the two contracts are the same code, or the old one has been renamed.
    pub(super) fn is_same_code(&self, old: &str, new: &str) -> bool {
        old == new || self.renamed.get(old) == Some(&new)
    }

    /// Returns whether only one of the contracts has facts about a body.
    pub(super) fn appears_or_vanishes(&self, body: Body) -> bool {
        let subject = Subject::Body(body);
        self.old.has(&subject) != self.new.has(&subject)
    }
}

/// Returns the facts that differ. Both lists are ordered by their keys.
fn changes<'a>(old: &'a [Fact], new: &'a [Fact]) -> Vec<Change<'a>> {
    let (Some(first_old), Some(first_new)) = (old.first().or(new.first()), new.first().or(old.first()))
    else {
        return Vec::new();
    };
    let (old_subject, subject) = (&first_old.subject, &first_new.subject);
    let change = |key, old, new| Change { subject, old_subject, key, old, new };
    let mut changes = Vec::new();
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return changes,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(old), Some(new)) => old.key.cmp(&new.key),
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        if before.map(|fact| &fact.value) != after.map(|fact| &fact.value)
            && let Some(fact) = after.or(before)
        {
            changes.push(change(&fact.key, before, after));
        }
    }
}

/// Returns the codes that are no longer codes, but aliases.
fn renamed<'a>(old: &Side<'a>, new: &Side<'a>) -> HashMap<&'a str, &'a str> {
    let aliases = new.codes.iter().flat_map(|code| new.aliases(code).map(|alias| (alias, *code)));
    aliases.filter(|(alias, _)| old.has_code(alias) && !new.has_code(alias)).collect()
}

/// Pairs of an old code with the new code of the same row.
type Pairs<'a> = Vec<(&'a str, &'a str)>;

/// Returns the codes that both have, and the codes that only the old contract has.
fn kept<'a>(
    old: &Side<'a>,
    new: &Side<'a>,
    renamed: &HashMap<&'a str, &'a str>,
) -> (Pairs<'a>, Vec<&'a str>) {
    // A row of the new contract is compared with one row of the old one.
    let mut taken = HashSet::new();
    let mut kept = Vec::new();
    let mut gone = Vec::new();
    for code in old.codes.iter().copied() {
        match renamed.get(code).copied() {
            _ if new.has_code(code) => kept.push((code, code)),
            Some(other) if !old.has_code(other) && taken.insert(other) => kept.push((code, other)),
            _ => gone.push(code),
        }
    }
    (kept, gone)
}

/// Returns the codes that are only reserved in the first of two contracts.
fn only_reserved_in<'a>(one: &Side<'a>, other: &Side<'a>) -> Vec<&'a Subject> {
    one.reserved().into_iter().filter(|subject| !other.has(subject)).collect()
}
