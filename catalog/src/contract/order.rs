//! The order of the codes. A fact says which code is before another, so that a new row changes no fact but that of the
//! row after it, and two branches that add rows can be merged.
//!
//! In a catalog, each code is after another one. In a lock that was merged, two codes can be after the same code. Then the lock
//! does not say which of them is first.

use std::collections::{HashMap, HashSet};

use super::Fact;
use super::key::KeyName;
use super::subject::Subject;
use crate::body::Constant;

/// Returns the codes in their order. Facts about the order that say nothing are removed: those that name a code that does not
/// exist, and those of codes that are only after each other.
pub(super) fn settle(facts: &mut Vec<Fact>) -> Vec<String> {
    let ordered = codes(facts);
    let placed: HashSet<&str> = ordered.iter().map(String::as_str).collect();
    let says_something = |fact: &Fact| {
        let is_placed = |code: Option<&str>| code.is_some_and(|code| placed.contains(code));
        fact.key.name() != KeyName::After || is_placed(fact.subject.code()) && is_placed(fact.text())
    };
    let length = facts.len();
    facts.retain(says_something);
    if facts.len() == length { ordered } else { codes(facts) }
}

/// Returns the codes in their order. Codes after the same code are ordered by their texts. A code after one that does not
/// exist is one of the first, and codes that are only after each other are left out.
fn codes(facts: &[Fact]) -> Vec<String> {
    let mut all = Vec::new();
    let mut before: HashMap<&str, &str> = HashMap::new();
    let mut last = "";
    for fact in facts {
        let Subject::Code(code) = &fact.subject else { continue };
        // The facts of a code mostly follow each other.
        if last != code {
            last = code;
            all.push(last);
        }
        if let (KeyName::After, Constant::Text(other)) = (fact.key.name(), &fact.value) {
            before.insert(code, other);
        }
    }
    all.sort_unstable();
    all.dedup();
    let mut after: HashMap<Option<&str>, Vec<&str>> = HashMap::with_capacity(all.len());
    for code in all.iter().rev() {
        let other = before.get(code).copied().filter(|other| all.binary_search(other).is_ok());
        after.entry(other).or_default().push(code);
    }
    let mut ordered = Vec::with_capacity(all.len());
    let mut next = after.remove(&None).unwrap_or_default();
    while let Some(code) = next.pop() {
        ordered.push(code.to_owned());
        next.extend(after.remove(&Some(code)).unwrap_or_default());
    }
    ordered
}
