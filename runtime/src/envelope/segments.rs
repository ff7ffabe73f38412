//! What the constant segments of a body say, as constants that select code.

use crate::contract::{Segment, Slot};

/// The number of segments that are written without a loop.
pub(crate) const UNROLLED: usize = 24;

/// What is at a place of the segments. A constant of this type selects the code for the place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Nothing,
    Literal,
    Slot,
    /// The text of the occurrence, which may need escapes.
    Description,
    Optional,
}

/// The segment at a place. Behind the last one, the literal is empty: the constants of code that is dropped are
/// computed as well.
const fn at(segments: &'static [Segment], index: usize) -> Segment {
    if index < segments.len() { segments[index] } else { Segment::Literal("") }
}

pub(crate) const fn kind(segments: &'static [Segment], index: usize) -> Kind {
    match at(segments, index) {
        Segment::Literal(text) if text.is_empty() => Kind::Nothing,
        Segment::Literal(_) => Kind::Literal,
        Segment::Slot(Slot::Description) => Kind::Description,
        Segment::Slot(_) => Kind::Slot,
        Segment::Optional(..) => Kind::Optional,
        Segment::Members | Segment::Payload => Kind::Nothing,
    }
}

pub(crate) const fn before(segments: &'static [Segment], index: usize) -> &'static [u8] {
    match at(segments, index) {
        Segment::Literal(text) | Segment::Optional(text, ..) => text.as_bytes(),
        _ => &[],
    }
}

pub(crate) const fn after(segments: &'static [Segment], index: usize) -> &'static [u8] {
    match at(segments, index) {
        Segment::Optional(_, _, text, _) => text.as_bytes(),
        _ => &[],
    }
}

pub(crate) const fn otherwise(segments: &'static [Segment], index: usize) -> &'static [u8] {
    match at(segments, index) {
        Segment::Optional(_, _, _, text) => text.as_bytes(),
        _ => &[],
    }
}

pub(crate) const fn slot(segments: &'static [Segment], index: usize) -> Slot {
    match at(segments, index) {
        Segment::Slot(slot) | Segment::Optional(_, slot, ..) => slot,
        _ => Slot::Absent,
    }
}

/// Whether one of the segments is this slot.
pub(crate) const fn has(segments: &'static [Segment], wanted: Slot) -> bool {
    let mut index = 0;
    while index < segments.len() {
        if number(slot(segments, index)) == number(wanted) {
            return true;
        }
        index += 1;
    }
    false
}

/// Distinguishes slots. In a constant, `==` is not possible yet.
const fn number(slot: Slot) -> u8 {
    match slot {
        Slot::Code => 0,
        Slot::Description => 1,
        Slot::Title => 2,
        Slot::Status => 3,
        Slot::ServerTime => 4,
        Slot::UnixTime => 5,
        Slot::Incident => 6,
        Slot::DocsUrl => 7,
        Slot::Help => 8,
        Slot::RetryAfter => 9,
        Slot::Retryable => 10,
        Slot::Data(_) => 11,
        Slot::Absent => 12,
        Slot::Members => 13,
        Slot::Payload => 14,
    }
}

/// The length of all literals.
pub(crate) const fn literals(segments: &[Segment]) -> usize {
    let (mut index, mut length) = (0, 0);
    while index < segments.len() {
        if let Segment::Literal(text) = segments[index] {
            length += text.len();
        }
        index += 1;
    }
    length
}
