//! Compares the bodies place by place.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;

use super::Fact;
use super::comparison::Side;
use super::key::KeyName;
use super::subject::Subject;
use crate::body::Constant;
use crate::params::{Part, parts};
use crate::slot::Body;

/// The bodies, in the order in which findings about them are listed.
const BODIES: [Body; 4] = [Body::Success, Body::Failure, Body::Problem, Body::Field];

/// All bodies of two contracts.
pub(super) struct Bodies<'a> {
    bodies: Vec<BodyChange<'a>>,
}

impl<'a> Bodies<'a> {
    pub(super) fn new(old: &Side<'a>, new: &Side<'a>) -> Self {
        Self { bodies: BODIES.map(|body| BodyChange::new(body, old, new)).into() }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &BodyChange<'a>> {
        self.bodies.iter()
    }

    /// Returns the places of a body in the old contract.
    pub(super) fn old_places(&self, body: Body) -> impl Iterator<Item = &Place<'a>> {
        self.iter().filter(move |change| change.body == body).flat_map(BodyChange::old_places)
    }
}

/// A place in a body. At least one of its facts is there.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) path: &'a str,
    /// The constant, the slot or the text. An object and an array have none.
    pub(super) source: Option<&'a Fact>,
    pub(super) ty: Option<&'a Fact>,
    pub(super) presence: Option<&'a Fact>,
    pub(super) order: Option<&'a Fact>,
}

impl<'a> Place<'a> {
    fn value(fact: Option<&'a Fact>) -> Option<&'a Constant> {
        fact.map(|fact| &fact.value)
    }

    /// Returns the slot, or the text with slots.
    pub(super) fn slot(&self) -> Option<&'a str> {
        self.source.and_then(Fact::text).filter(|text| has_slot(text))
    }

    pub(super) fn is_constant(&self) -> bool {
        self.source.is_some() && self.slot().is_none()
    }

    pub(super) fn ty(&self) -> &'a str {
        self.ty.and_then(Fact::text).unwrap_or_default()
    }

    pub(super) fn presence(&self) -> Option<&'a str> {
        self.presence.and_then(Fact::text)
    }

    /// Returns a fact about the place, for its span.
    pub(super) fn fact(&self) -> Option<&'a Fact> {
        self.source.or(self.ty).or(self.presence).or(self.order)
    }
}

/// Returns whether a template contains a slot.
fn has_slot(template: &str) -> bool {
    parts(template).iter().any(|part| matches!(part, Part::Placeholder(..)))
}

/// Returns the names of the slots in a template.
pub(super) fn slots(template: &str) -> impl Iterator<Item = &str> {
    parts(template).into_iter().filter_map(|part| match part {
        Part::Placeholder(name, _) => Some(name),
        Part::Text(_) | Part::Unbalanced(_) => None,
    })
}

type Places<'a> = BTreeMap<&'a str, Place<'a>>;

/// One body of two contracts.
pub(super) struct BodyChange<'a> {
    pub(super) body: Body,
    old: Places<'a>,
    new: Places<'a>,
    /// The places of slots that have moved: the old place and the new one.
    pub(super) moved: Vec<(Place<'a>, Place<'a>)>,
    /// The paths from which a slot has moved.
    left: HashSet<&'a str>,
    /// The paths to which a slot has moved.
    reached: HashSet<&'a str>,
}

impl<'a> BodyChange<'a> {
    fn new(body: Body, old: &Side<'a>, new: &Side<'a>) -> Self {
        let subject = Subject::Body(body);
        let (old, new) = (places(old.facts(&subject)), places(new.facts(&subject)));
        let moved = moved(&old, &new);
        let left = moved.iter().map(|(old, _)| old.path).collect();
        let reached = moved.iter().map(|(_, new)| new.path).collect();
        Self { body, old, new, moved, left, reached }
    }

    /// Returns the places of the old body.
    pub(super) fn old_places(&self) -> impl Iterator<Item = &Place<'a>> {
        self.old.values()
    }

    /// Returns the places that both bodies have.
    pub(super) fn both(&self) -> impl Iterator<Item = (&Place<'a>, &Place<'a>)> {
        self.old.iter().filter_map(|(path, old)| Some((old, self.new.get(path)?)))
    }

    /// Returns the places that both bodies have with the same constant, slot or text, and the old and new places of slots
    /// that have moved.
    pub(super) fn same_source(&self) -> impl Iterator<Item = (&Place<'a>, &Place<'a>)> {
        let same = self.both().filter(|(old, new)| Place::value(old.source) == Place::value(new.source));
        same.chain(self.moved.iter().map(|(old, new)| (old, new)))
    }

    /// Returns the places that have something else in the new body. If one slot has moved away and another slot has moved
    /// here, both are reported as moved.
    pub(super) fn other_source(&self) -> impl Iterator<Item = (&Place<'a>, &Place<'a>)> {
        self.both().filter(|(old, new)| {
            let is_other = Place::value(old.source) != Place::value(new.source);
            is_other && !(self.left.contains(old.path) && self.reached.contains(old.path))
        })
    }

    /// Returns the places that only the old body has. If an object or an array was removed, these are the places in it.
    pub(super) fn removed(&self) -> impl Iterator<Item = &Place<'a>> {
        only_in(&self.old, &self.new, &self.left)
    }

    /// Returns the places that only the new body has.
    pub(super) fn added(&self) -> impl Iterator<Item = &Place<'a>> {
        only_in(&self.new, &self.old, &self.reached)
    }
}

fn only_in<'b, 'a>(
    one: &'b Places<'a>,
    other: &'b Places<'a>,
    moved: &'b HashSet<&'a str>,
) -> impl Iterator<Item = &'b Place<'a>> {
    let only = one.values().filter(|place| !other.contains_key(place.path) && !moved.contains(place.path));
    only.filter(|place| !has_parts(place, one))
}

/// Returns whether the place is an object or an array that is not empty.
fn has_parts(place: &Place<'_>, all: &Places<'_>) -> bool {
    let has_members = place.order.and_then(Fact::text).is_some_and(|names| !names.is_empty());
    let first = format!("{}[", place.path);
    let mut after = all.range::<str, _>((Bound::Included(first.as_str()), Bound::Unbounded));
    has_members || after.next().is_some_and(|(path, _)| path.starts_with(&first))
}

/// Returns the places of a body. The facts are ordered by their paths.
fn places(facts: &[Fact]) -> Places<'_> {
    let mut places = Places::new();
    for fact in facts {
        let Some(path) = fact.key.of() else { continue };
        let empty = Place { path, source: None, ty: None, presence: None, order: None };
        let place = places.entry(path).or_insert(empty);
        let slot = match fact.key.name() {
            KeyName::Member => &mut place.source,
            KeyName::MemberType => &mut place.ty,
            KeyName::Presence => &mut place.presence,
            _ => &mut place.order,
        };
        *slot = Some(fact);
    }
    places
}

/// Returns the slots that are no longer at one place, and are at another one.
fn moved<'a>(old: &Places<'a>, new: &Places<'a>) -> Vec<(Place<'a>, Place<'a>)> {
    let stays = |place: &Place<'_>, other: &Places<'_>| {
        other.get(place.path).is_some_and(|other| other.slot() == place.slot())
    };
    let mut targets: HashMap<&str, Vec<Place<'_>>> = HashMap::new();
    for place in new.values().rev().filter(|place| !stays(place, old)) {
        if let Some(slot) = place.slot() {
            targets.entry(slot).or_default().push(*place);
        }
    }
    let left = old.values().filter(|place| !stays(place, new));
    left.filter_map(|place| Some((*place, targets.get_mut(place.slot()?)?.pop()?))).collect()
}
