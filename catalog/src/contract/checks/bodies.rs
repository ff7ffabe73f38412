//! Rules about the places of the bodies.

use std::collections::HashSet;

use super::about;
use crate::contract::Fact;
use crate::contract::body_facts::ROOT;
use crate::contract::comparison::Comparison;
use crate::contract::finding::Finding;
use crate::contract::key::KeyName;
use crate::contract::places::{BodyChange, Place, slots};
use crate::contract::rule::Findings;
use crate::contract::subject::Subject;
use crate::quote::quote;
use crate::slot::Body;

/// Whether a body as a whole appears or vanishes because of another change, which is reported.
fn follows(body: Body, all: &Comparison<'_>) -> bool {
    let is_cause = match body {
        // Without `{fields}`, no field error is sent.
        Body::Field => true,
        Body::Problem => all.of(KeyName::ProblemJson).next().is_some(),
        Body::Success | Body::Failure => false,
    };
    is_cause && all.appears_or_vanishes(body)
}

/// Adds a finding about a place.
fn push(
    out: &mut Findings<'_>,
    body: Body,
    key: &str,
    old: Option<(&Place<'_>, String)>,
    new: Option<(&Place<'_>, String)>,
    message: String,
) {
    let span = |place: &Option<(&Place<'_>, String)>| place.as_ref()?.0.fact()?.span;
    let (old_span, new_span) = (span(&old), span(&new));
    let subject = Subject::Body(body);
    let finding = Finding {
        rule: out.rule(),
        subject: subject.to_string(),
        code: None,
        key: key.to_owned(),
        old: old.map(|(_, value)| value),
        new: new.map(|(_, value)| value),
        message,
        old_span,
        new_span,
    };
    out.push_about(&subject, finding);
}

/// Returns what is at a place: a constant, a slot, a text, or the type of an object or an array.
fn source(place: &Place<'_>) -> String {
    place.source.map_or_else(|| place.ty().to_owned(), Fact::shown)
}

/// Returns the path of a place and its body, in a sentence.
fn at(place: &Place<'_>, body: Body) -> String {
    let body = about(&Subject::Body(body));
    if place.path == ROOT { body } else { format!("{} in {body}", quote(place.path)) }
}

pub(in crate::contract) fn removed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.bodies.iter().filter(|change| !follows(change.body, all)) {
        for place in change.removed() {
            let message = format!("member {} is removed", at(place, change.body));
            push(out, change.body, place.path, Some((place, source(place))), None, message);
        }
        for (old, new) in change.other_source().filter(|(old, new)| loses_code(change, old, new)) {
            let (before, after) = (source(old), source(new));
            let message = format!("{} is no longer the code, but {}", at(old, change.body), quote(&after));
            push(out, change.body, old.path, Some((old, before)), Some((new, after)), message);
        }
    }
}

/// Whether a place has the code no longer, but another slot or text of the same type. No client recognizes a code there.
/// If the code has moved, this is reported.
fn loses_code(change: &BodyChange<'_>, old: &Place<'_>, new: &Place<'_>) -> bool {
    let has_moved = change.moved.iter().any(|(from, _)| from.path == old.path);
    if has_moved || is_about_constant(old, new) || old.ty() != new.ty() {
        return false;
    }
    // A text is read if the body has the code nowhere else.
    if is_code(old) { !is_code(new) } else { is_text_of_code(old) && !change.old_places().any(is_code) }
}

fn is_code(place: &Place<'_>) -> bool {
    matches!(place.slot(), Some("{code}" | "{code:string}" | "{code:null}"))
}

/// Whether a text has the code as its only slot.
fn is_text_of_code(place: &Place<'_>) -> bool {
    place.slot().is_some_and(|text| slots(text).eq(["code"]))
}

pub(in crate::contract) fn added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.bodies.iter().filter(|change| !follows(change.body, all)) {
        for place in change.added() {
            let message = format!("member {} is added", at(place, change.body));
            push(out, change.body, place.path, None, Some((place, source(place))), message);
        }
    }
}

/// The values are the paths. The slot is in the message.
pub(in crate::contract) fn moved(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.bodies.iter() {
        for (old, new) in &change.moved {
            let slot = quote(old.slot().unwrap_or_default());
            let message = format!("{slot} moves from {} to {}", at(old, change.body), quote(new.path));
            let paths = [old, new].map(|place| Some((place, place.path.to_owned())));
            let [from, to] = paths;
            push(out, change.body, old.path, from, to, message);
        }
    }
}

/// Whether a rule about constants reports that a place has something else.
fn is_about_constant(old: &Place<'_>, new: &Place<'_>) -> bool {
    old.source.is_some() && new.source.is_some() && (old.is_constant() || new.is_constant())
}

pub(in crate::contract) fn constant_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.bodies.iter() {
        for (old, new) in change.other_source().filter(|(old, new)| is_about_constant(old, new)) {
            let (before, after) = (source(old), source(new));
            let what = if old.is_constant() { "constant" } else { "slot" };
            let message = format!(
                "the {what} at {} changes from {} to {}",
                at(old, change.body),
                quote(&before),
                quote(&after)
            );
            push(out, change.body, old.path, Some((old, before)), Some((new, after)), message);
        }
    }
}

/// The old and new places whose types are compared.
fn typed<'b, 'a>(change: &'b BodyChange<'a>) -> impl Iterator<Item = (&'b Place<'a>, &'b Place<'a>)> {
    let others = change.other_source().filter(|(old, new)| !is_about_constant(old, new));
    change.same_source().chain(others)
}

pub(in crate::contract) fn type_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.bodies.iter() {
        for (old, new) in typed(change).filter(|(old, new)| old.ty() != new.ty()) {
            let (before, after) = (old.ty().to_owned(), new.ty().to_owned());
            let message = format!(
                "the type of {} changes from {} to {}",
                at(new, change.body),
                quote(&before),
                quote(&after)
            );
            push(out, change.body, new.path, Some((old, before)), Some((new, after)), message);
        }
    }
}

pub(in crate::contract) fn source_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.bodies.iter() {
        let others = change.other_source().filter(|(old, new)| !is_about_constant(old, new));
        let others = others.filter(|(old, new)| old.ty() == new.ty() && !loses_code(change, old, new));
        for (old, new) in others {
            let (before, after) = (source(old), source(new));
            let place = at(old, change.body);
            let message =
                format!("the value of {place} changes from {} to {}", quote(&before), quote(&after));
            push(out, change.body, old.path, Some((old, before)), Some((new, after)), message);
        }
    }
}

fn presence(place: &Place<'_>) -> String {
    place.presence().unwrap_or("always").to_owned()
}

pub(in crate::contract) fn nullable_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.bodies.iter() {
        for (old, new) in change.same_source().filter(|(old, new)| old.presence() != new.presence()) {
            let what = match new.presence() {
                None => "is now always there",
                Some("nullable") => "is now null if it has no value",
                Some(_) => "is now left out if it has no value",
            };
            let message = format!("member {} {what}", at(new, change.body));
            let values = [old, new].map(|place| Some((place, presence(place))));
            let [before, after] = values;
            push(out, change.body, new.path, before, after, message);
        }
    }
}

/// Compares the order of those members that both objects have.
pub(in crate::contract) fn order_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.bodies.iter() {
        for (old, new) in change.both() {
            let (Some(before), Some(after)) = (order(old), order(new)) else { continue };
            let (was, is): (HashSet<&str>, HashSet<&str>) = (names(before).collect(), names(after).collect());
            let common_before = names(before).filter(|name| is.contains(name));
            let common_after = names(after).filter(|name| was.contains(name));
            if !common_before.eq(common_after) {
                let message = format!("the members of {} are in another order", at(new, change.body));
                let values = (Some((old, before.to_owned())), Some((new, after.to_owned())));
                push(out, change.body, new.path, values.0, values.1, message);
            }
        }
    }
}

fn order<'a>(place: &Place<'a>) -> Option<&'a str> {
    place.order.and_then(Fact::text)
}

/// Returns the names of an order, in which only the signs between two names are commas.
fn names(order: &str) -> impl Iterator<Item = &str> {
    order.split(", ")
}
