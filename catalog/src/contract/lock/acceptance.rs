//! Changes that have been accepted.

use std::collections::{HashMap, HashSet};

use crate::contract::finding::Finding;
use crate::contract::rule::Rule;

/// A change that has been accepted. It accepts a finding of the same rule about the same values, and no other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Acceptance {
    /// The rule.
    pub rule: Rule,
    /// The subject of the finding.
    pub subject: String,
    /// The key of the finding.
    pub key: String,
    /// The old value.
    pub old: Option<String>,
    /// The new value.
    pub new: Option<String>,
    /// Why the change is accepted.
    pub reason: String,
}

impl Acceptance {
    /// Creates the acceptance of a finding.
    pub fn of(finding: &Finding, reason: impl Into<String>) -> Self {
        Self {
            rule: finding.rule,
            subject: finding.subject.clone(),
            key: finding.key.clone(),
            old: finding.old.clone(),
            new: finding.new.clone(),
            reason: reason.into(),
        }
    }

    /// Returns whether the finding is accepted.
    pub fn accepts(&self, finding: &Finding) -> bool {
        matched(self) == of_finding(finding)
    }
}

/// What an acceptance and a finding have in common.
type Matched<'a> = (Rule, &'a str, &'a str, Option<&'a str>, Option<&'a str>);

fn matched(acceptance: &Acceptance) -> Matched<'_> {
    let Acceptance { rule, subject, key, old, new, .. } = acceptance;
    (*rule, subject, key, old.as_deref(), new.as_deref())
}

fn of_finding(finding: &Finding) -> Matched<'_> {
    let Finding { rule, subject, key, old, new, .. } = finding;
    (*rule, subject, key, old.as_deref(), new.as_deref())
}

/// The findings, by whether they have been accepted. All lists are in their original order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted<'a> {
    /// The findings that have been accepted, each with its acceptance.
    pub accepted: Vec<(&'a Finding, &'a Acceptance)>,
    /// The findings that have not been accepted.
    pub rest: Vec<&'a Finding>,
    /// The acceptances that match no finding.
    pub unused: Vec<&'a Acceptance>,
}

pub(super) fn accepted<'a>(acceptances: &'a [Acceptance], findings: &'a [Finding]) -> Accepted<'a> {
    let by_match: HashMap<Matched<'_>, &Acceptance> =
        acceptances.iter().rev().map(|acceptance| (matched(acceptance), acceptance)).collect();
    let mut split = Accepted { accepted: Vec::new(), rest: Vec::new(), unused: Vec::new() };
    let mut used = HashSet::new();
    for finding in findings {
        match by_match.get(&of_finding(finding)) {
            Some(acceptance) => {
                used.insert(of_finding(finding));
                split.accepted.push((finding, acceptance));
            }
            None => split.rest.push(finding),
        }
    }
    split.unused = acceptances.iter().filter(|acceptance| !used.contains(&matched(acceptance))).collect();
    split
}
