//! Rules about what a row says of its code.

use std::collections::HashSet;

use super::{about, from_to};
use crate::body::Constant;
use crate::contract::Fact;
use crate::contract::comparison::{Change, Comparison};
use crate::contract::finding::Finding;
use crate::contract::key::KeyName;
use crate::contract::places::{Place, slots};
use crate::contract::rule::Findings;
use crate::contract::subject::Subject;
use crate::json_schema::facts::type_of;
use crate::quote::quote;
use crate::slot::Body;

/// Returns the name of a param, a header, an alias or a key of `data` in backticks.
fn named(change: &Change<'_>) -> String {
    quote(change.key.of().unwrap_or_default())
}

/// Returns the class of a status: 4 or 5.
fn class(fact: Option<&Fact>) -> Option<char> {
    match &fact?.value {
        Constant::Number(status) => status.chars().next(),
        _ => None,
    }
}

fn status(is_other_class: bool, all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::Status) {
        if (class(change.old) != class(change.new)) == is_other_class {
            out.push(change, format!("the status of {} {}", about(change.subject), from_to(&change)));
        }
    }
}

pub(in crate::contract) fn status_class_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    status(true, all, out);
}

pub(in crate::contract) fn status_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    status(false, all, out);
}

pub(in crate::contract) fn param_removed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.removed(KeyName::Param) {
        out.push(change, format!("param {} of {} is removed", named(&change), about(change.subject)));
    }
}

pub(in crate::contract) fn param_added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.added(KeyName::Param) {
        out.push(change, format!("param {} is added to {}", named(&change), about(change.subject)));
    }
}

pub(in crate::contract) fn param_type_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.altered(KeyName::Param) {
        let (param, code) = (named(&change), about(change.subject));
        out.push(change, format!("the type of param {param} of {code} {}", from_to(&change)));
    }
}

/// Returns the params of a code, as the fields of its struct.
fn fields(facts: &[Fact]) -> String {
    let params = facts.iter().filter(|fact| fact.key.name() == KeyName::Param);
    let fields = params
        .map(|fact| format!("{}: {}", fact.key.of().unwrap_or_default(), fact.text().unwrap_or_default()));
    fields.collect::<Vec<_>>().join(", ")
}

/// A row that had no params had no struct, so its first params change none.
pub(in crate::contract) fn params_struct_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let mut seen = HashSet::new();
    for change in all.of(KeyName::Param).filter(|change| seen.insert(change.subject)) {
        let (old, new) = (fields(all.old.facts(change.old_subject)), fields(all.new.facts(change.subject)));
        if old.is_empty() {
            continue;
        }
        let what = if new.is_empty() { "is removed" } else { "changes" };
        out.push_about(
            change.subject,
            Finding {
                rule: out.rule(),
                subject: change.subject.to_string(),
                code: change.subject.code().map(str::to_owned),
                key: "params".to_owned(),
                old: Some(old),
                new: Some(new).filter(|new| !new.is_empty()),
                message: format!("the struct for the params of {} {what}", about(change.subject)),
                old_span: change.old.and_then(|fact| fact.span).or_else(|| all.old.home(change.old_subject)),
                new_span: change.new.and_then(|fact| fact.span).or_else(|| all.new.home(change.subject)),
            },
        );
    }
}

/// Returns the changes of constants of rows, and of failures with a neutral code. If only one side has such failures, the
/// codes of kinds change, which is reported.
fn data<'a>(all: &Comparison<'a>) -> impl Iterator<Item = Change<'a>> {
    let both_have_neutral = all.old.has_neutral_codes() && all.new.has_neutral_codes();
    all.of(KeyName::DefaultData).filter(move |_| both_have_neutral).chain(all.of(KeyName::Data))
}

fn ty(fact: Option<&Fact>) -> Option<&'static str> {
    fact.map(|fact| type_of(&fact.value))
}

pub(in crate::contract) fn data_removed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in data(all).filter(|change| change.new.is_none()) {
        out.push(
            change,
            format!("{} is removed from the `data` of {}", named(&change), about(change.subject)),
        );
    }
}

pub(in crate::contract) fn data_added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in data(all).filter(|change| change.old.is_none()) {
        out.push(change, format!("{} is added to the `data` of {}", named(&change), about(change.subject)));
    }
}

/// Returns the constants that have another value of another type, or of the same type.
fn data_altered<'a>(is_other_type: bool, all: &Comparison<'a>) -> impl Iterator<Item = Change<'a>> {
    let altered = data(all).filter(|change| change.old.is_some() && change.new.is_some());
    altered.filter(move |change| (ty(change.old) != ty(change.new)) == is_other_type)
}

pub(in crate::contract) fn data_type_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in data_altered(true, all) {
        let [old, new] = [ty(change.old), ty(change.new)].map(|ty| quote(ty.unwrap_or_default()));
        let (key, code) = (named(&change), about(change.subject));
        out.push(change, format!("the type of {key} in the `data` of {code} changes from {old} to {new}"));
    }
}

pub(in crate::contract) fn data_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in data_altered(false, all) {
        let (key, code) = (named(&change), about(change.subject));
        out.push(change, format!("the value of {key} in the `data` of {code} {}", from_to(&change)));
    }
}

pub(in crate::contract) fn header_removed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.removed(KeyName::Header) {
        out.push(change, format!("header {} of {} is removed", named(&change), about(change.subject)));
    }
}

pub(in crate::contract) fn header_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.altered(KeyName::Header) {
        let (header, code) = (named(&change), about(change.subject));
        out.push(change, format!("header {header} of {code} {}", from_to(&change)));
    }
}

pub(in crate::contract) fn header_added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.added(KeyName::Header) {
        out.push(change, format!("header {} is added to {}", named(&change), about(change.subject)));
    }
}

fn is_true(fact: Option<&Fact>) -> bool {
    fact.is_some_and(|fact| fact.value == Constant::Boolean(true))
}

pub(in crate::contract) fn retryable_lost(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::Retryable).filter(|change| !is_true(change.new)) {
        out.push(change, format!("code {} is no longer retryable", about(change.subject)));
    }
}

pub(in crate::contract) fn retryable_gained(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::Retryable).filter(|change| is_true(change.new)) {
        out.push(change, format!("code {} becomes retryable", about(change.subject)));
    }
}

pub(in crate::contract) fn retry_after_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::RetryAfter) {
        out.push(change, format!("`retry_after` of {} {}", about(change.subject), from_to(&change)));
    }
}

pub(in crate::contract) fn alias_removed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.removed(KeyName::Alias) {
        out.push(change, format!("alias {} of {} is removed", named(&change), about(change.subject)));
    }
}

pub(in crate::contract) fn alias_added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.added(KeyName::Alias) {
        out.push(change, format!("alias {} is added to {}", named(&change), about(change.subject)));
    }
}

pub(in crate::contract) fn docs_url_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::DocsUrl) {
        out.push(change, format!("`docs_url` of {} {}", about(change.subject), from_to(&change)));
    }
}

/// A code that becomes deprecated has one finding, whatever its note says.
pub(in crate::contract) fn deprecated(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.added(KeyName::Deprecated) {
        out.push(change, format!("code {} becomes deprecated", about(change.subject)));
    }
    let details = [
        (KeyName::DeprecatedSince, "the version since which"),
        (KeyName::DeprecatedNote, "the reason why"),
        (KeyName::DeprecatedUse, "the replacement because of which"),
    ];
    for (name, what) in details {
        for change in all.of(name).filter(|change| !is_deprecation_new_or_gone(change, all)) {
            let is_renamed = name == KeyName::DeprecatedUse
                && change
                    .old_text()
                    .zip(change.new_text())
                    .is_some_and(|(old, new)| all.is_same_code(old, new));
            if !is_renamed {
                out.push(change, format!("{what} {} is deprecated changes", about(change.subject)));
            }
        }
    }
}

fn is_deprecation_new_or_gone(change: &Change<'_>, all: &Comparison<'_>) -> bool {
    all.old.fact(change.old_subject, KeyName::Deprecated).is_some()
        != all.new.fact(change.subject, KeyName::Deprecated).is_some()
}

pub(in crate::contract) fn undeprecated(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.removed(KeyName::Deprecated) {
        out.push(change, format!("code {} is no longer deprecated", about(change.subject)));
    }
}

/// Reports a message that contained a param which no body has as a member, so that a client can only have read it from the
/// text.
pub(in crate::contract) fn text_carried_value(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let is_sent =
        |body| body != Body::Problem || is_true(all.old.fact(&Subject::Envelope, KeyName::ProblemJson));
    let bodies = [Body::Failure, Body::Problem].into_iter().filter(|body| is_sent(*body));
    let places = bodies.flat_map(|body| all.bodies.old_places(body));
    let sent: HashSet<&str> = places.filter_map(Place::slot).flat_map(slots).collect();
    if sent.contains("params") || !sent.contains("description") {
        return;
    }
    for change in all.of(KeyName::Message) {
        let carried = |param: &&str| !sent.contains(format!("params.{param}").as_str());
        if let Some(param) = change.old_text().and_then(|message| slots(message).find(carried)) {
            let param = quote(param);
            let code = about(change.subject);
            out.push(
                change,
                format!("the message of {code} changes, and only this text contains param {param}"),
            );
        }
    }
}
