//! Whether a lock is complete. A line can be lost in a merge, for example if one branch removes a code that another one
//! changes. The comparison would report such a line as a change that nobody made.

use std::collections::{HashMap, HashSet};

use super::LockError;
use crate::HTTP_KEYS;
use crate::body::Constant;
use crate::contract::Fact;
use crate::contract::body_facts::{ROOT, escaped};
use crate::contract::key::KeyName;
use crate::contract::subject::Subject;
use crate::http_rows::{Side, sides};
use crate::quote::quote;
use crate::slot::Body;

/// The facts that each code has.
const OF_CODE: [KeyName; 5] =
    [KeyName::Status, KeyName::Variant, KeyName::Description, KeyName::Retryable, KeyName::Level];
const OF_ENVELOPE: [KeyName; 2] = [KeyName::ExposeServerErrors, KeyName::ProblemJson];

/// The facts of one subject, with their lines.
type Facts<'a> = &'a [(Fact, usize)];

/// Returns a mistake for each subject that has lost a line. The facts are ordered by their subjects and keys.
pub(super) fn missing(facts: Facts<'_>) -> Vec<LockError> {
    let subjects: HashMap<&Subject, Facts<'_>> = facts
        .chunk_by(|(one, _), (other, _)| one.subject == other.subject)
        .map(|facts| (&facts[0].0.subject, facts))
        .collect();
    let required = required(&subjects);
    let lost = required.iter().filter(|subject| !subjects.contains_key(subject)).map(|subject| {
        let message = format!("{} has no lines; write the lock again", about(subject));
        LockError { line: 1, message }
    });
    let incomplete = subjects.iter().filter_map(|(subject, facts)| {
        let key = missing_of(subject, facts)?;
        let line = facts.iter().map(|(_, line)| *line).min().unwrap_or_default();
        Some(LockError {
            line,
            message: format!("{} has no line for {key}; write the lock again", about(subject)),
        })
    });
    lost.chain(incomplete).collect()
}

/// Returns the subjects that each contract has.
fn required(subjects: &HashMap<&Subject, Facts<'_>>) -> Vec<Subject> {
    let mut required = vec![Subject::Catalog, Subject::Envelope];
    required.extend([Body::Success, Body::Failure].map(Subject::Body));
    required.extend(HTTP_KEYS.iter().map(|kind| Subject::Http(kind.name)));
    let settings = subjects.get(&Subject::Envelope).copied().unwrap_or_default();
    let has_problem =
        |fact: &Fact| fact.key.name() == KeyName::ProblemJson && fact.value == Constant::Boolean(true);
    if settings.iter().any(|(fact, _)| has_problem(fact)) {
        required.push(Subject::Body(Body::Problem));
    }
    required
}

/// Returns the first key that the subject must have, and does not have.
fn missing_of(subject: &Subject, facts: Facts<'_>) -> Option<String> {
    let lost = |names: &[KeyName]| {
        let is_lost = |name: &&KeyName| facts.iter().all(|(fact, _)| fact.key.name() != **name);
        names.iter().find(is_lost).map(|name| quote(name.as_str()))
    };
    match subject {
        Subject::Catalog => lost(&[KeyName::CodeType]),
        Subject::Envelope => lost(&OF_ENVELOPE),
        Subject::Body(_) => missing_place(facts),
        Subject::Http(kind) => lost(&[KeyName::KindStatus]).or_else(|| missing_class(kind, facts)),
        Subject::Code(_) => lost(&OF_CODE),
        Subject::Defaults | Subject::Reserved(_) => None,
    }
}

/// Returns the first class for which a kind of framework failure has no code.
fn missing_class(kind: &str, facts: Facts<'_>) -> Option<String> {
    let kind = HTTP_KEYS.iter().find(|key| key.name == kind)?;
    let has = |class: &str| {
        facts.iter().any(|(fact, _)| fact.key.name() == KeyName::HttpCode && fact.key.of() == Some(class))
    };
    let class = sides(kind).map(Side::class).find(|class| !has(class))?;
    Some(quote(&format!("code {class}")))
}

/// Returns the first place of a body about which a fact is missing.
fn missing_place(facts: Facts<'_>) -> Option<String> {
    let places: Vec<Facts<'_>> =
        facts.chunk_by(|(one, _), (other, _)| one.key.of() == other.key.of()).collect();
    let path = |place: Facts<'_>| place[0].0.key.of().unwrap_or_default().to_owned();
    let known: HashSet<String> = places.iter().map(|place| escaped(&path(place))).collect();
    if !known.contains(ROOT) {
        return Some(quote(&format!("type {ROOT}")));
    }
    places.iter().find_map(|place| missing_at(&path(place), place, &known))
}

/// Returns the fact that is missing at a place. A place has a type. It has a value, unless it is an object or an array, and an
/// object has its members.
fn missing_at(path: &str, place: Facts<'_>, known: &HashSet<String>) -> Option<String> {
    let find = |name| place.iter().map(|(fact, _)| fact).find(|fact| fact.key.name() == name);
    let lost = |name: KeyName| Some(quote(&format!("{} {path}", name.as_str())));
    let Some(ty) = find(KeyName::MemberType).and_then(Fact::text) else { return lost(KeyName::MemberType) };
    if find(KeyName::Member).is_some() || ty == "array" {
        return None;
    }
    if ty != "object" {
        return lost(KeyName::Member);
    }
    let Some(names) = find(KeyName::Order).and_then(Fact::text) else { return lost(KeyName::Order) };
    let mut inner = names
        .split(", ")
        .filter(|name| !name.is_empty())
        .map(|name| if path == ROOT { name.to_owned() } else { format!("{}.{name}", escaped(path)) });
    inner.find(|inner| !known.contains(inner)).map(|inner| quote(&format!("type {inner}")))
}

fn about(subject: &Subject) -> String {
    match subject {
        Subject::Code(code) => format!("code {}", quote(code)),
        other => quote(&other.to_string()),
    }
}
