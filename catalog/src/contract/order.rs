//! The order of the codes. A fact says which code is before another, so that a new row changes no fact but that of the
//! row after it, and two branches that add rows can be merged.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Fact;
use super::key::{Key, KeyName};
use super::subject::Subject;
use crate::body::Constant;

/// Replaces the facts about the order by those of this order. If branches have been merged, there can be other ones.
pub(super) fn write(codes: &[String], facts: &mut Vec<Fact>) {
    facts.retain(|fact| fact.key.name() != KeyName::After);
    for pair in codes.windows(2) {
        let value = Constant::Text(pair[0].clone());
        let subject = Subject::Code(pair[1].clone());
        facts.push(Fact { subject, key: Key::new(KeyName::After), value, span: None });
    }
}

/// Returns the codes in their order. Codes after the same code are ordered by their texts. A code after one that does not
/// exist comes first, and codes that are only after each other come last.
pub(super) fn codes(facts: &[Fact]) -> Vec<String> {
    let mut all = BTreeSet::new();
    let mut before: HashMap<&str, &str> = HashMap::new();
    let mut last = "";
    for fact in facts {
        let Subject::Code(code) = &fact.subject else { continue };
        // The facts of a code mostly follow each other.
        if last != code {
            last = code;
            all.insert(last);
        }
        if let (KeyName::After, Constant::Text(other)) = (fact.key.name(), &fact.value) {
            before.insert(code, other);
        }
    }
    let mut after: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
    for code in all.iter().rev() {
        let other = before.get(code).copied().filter(|other| all.contains(other));
        after.entry(other).or_default().push(code);
    }
    let mut ordered = Vec::with_capacity(all.len());
    let mut next = after.remove(&None).unwrap_or_default();
    while let Some(code) = next.pop() {
        ordered.push(code.to_owned());
        next.extend(after.remove(&Some(code)).unwrap_or_default());
    }
    if ordered.len() < all.len() {
        let placed: HashSet<&String> = ordered.iter().collect();
        let rest: Vec<String> =
            all.iter().map(|code| (*code).to_owned()).filter(|code| !placed.contains(code)).collect();
        ordered.extend(rest);
    }
    ordered
}
