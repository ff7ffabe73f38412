//! Properties of a body's segments, computed at compile time.

use crate::contract::{Segment, Slot};

/// The number of segments that are written without a loop.
pub(crate) const UNROLLED: usize = 16;

/// What is at a place of the segments. A constant of this type selects the code for the place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Nothing,
    Literal,
    Slot,
    /// The text of the occurrence, which may need escapes.
    Description,
    Optional,
    /// Params, field errors, or the id of the request, which are written as JSON in place.
    Written,
}

/// The segment at a place. After the last one, the literal is empty: the constants of code that is dropped are
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
        Segment::Optional(_, slot, ..) if is_written(slot) => Kind::Written,
        Segment::Optional(..) => Kind::Optional,
        Segment::Members | Segment::Payload => Kind::Nothing,
    }
}

const fn is_written(slot: Slot) -> bool {
    matches!(
        slot,
        Slot::Params
            | Slot::ParamTexts
            | Slot::Param(_)
            | Slot::Fields
            | Slot::FieldsByPath
            | Slot::RequestId
    )
}

/// A place of the segments. One constant for each place is computed, because each constant takes time to compile.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    /// The bytes before the value, or the bytes of a literal.
    pub(crate) before: &'static [u8],
    pub(crate) slot: Slot,
    pub(crate) after: &'static [u8],
    /// The bytes without a value.
    pub(crate) otherwise: &'static [u8],
}

impl Step {
    /// The length of the bytes around the value, or without it.
    pub(super) fn longest(&self) -> usize {
        self.otherwise.len().max(self.before.len() + self.after.len())
    }
}

pub(crate) const fn step(segments: &'static [Segment], index: usize) -> Step {
    let empty: &'static [u8] = &[];
    match at(segments, index) {
        Segment::Literal(text) => {
            Step { before: text.as_bytes(), slot: Slot::Payload, after: empty, otherwise: empty }
        }
        Segment::Slot(slot) => Step { before: empty, slot, after: empty, otherwise: empty },
        Segment::Optional(before, slot, after, otherwise) => {
            Step { before: before.as_bytes(), slot, after: after.as_bytes(), otherwise: otherwise.as_bytes() }
        }
        Segment::Members | Segment::Payload => {
            Step { before: empty, slot: Slot::Payload, after: empty, otherwise: empty }
        }
    }
}

/// Whether one of the segments is this slot.
pub(crate) const fn has(segments: &'static [Segment], wanted: Slot) -> bool {
    let mut index = 0;
    while index < segments.len() {
        if number(step(segments, index).slot) == number(wanted) {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether one of the segments is params, field errors, or the id of the request.
pub(crate) const fn has_written(segments: &'static [Segment]) -> bool {
    let mut index = 0;
    while index < segments.len() {
        if matches!(kind(segments, index), Kind::Written) {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether the members of the payload are next to those of the body.
pub(crate) const fn is_spread(segments: &'static [Segment]) -> bool {
    let mut index = 0;
    while index < segments.len() {
        if matches!(segments[index], Segment::Members) {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether each slot whose value is read has only one place. A reader uses the first place of a slot.
pub(crate) const fn are_once(segments: &'static [Segment]) -> bool {
    let mut seen = 0_u32;
    let mut index = 0;
    while index < segments.len() {
        let bit = 1 << number(step(segments, index).slot);
        // The values of a row are compared with the row, so they can be repeated.
        let is_read = matches!(
            step(segments, index).slot,
            Slot::Code
                | Slot::Description
                | Slot::Status
                | Slot::ServerTime
                | Slot::UnixTime
                | Slot::Incident
                | Slot::RetryAfter
                | Slot::RequestId
        );
        if is_read && seen & bit != 0 {
            return false;
        }
        seen |= bit;
        index += 1;
    }
    true
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
        Slot::Members => 12,
        Slot::Payload => 13,
        Slot::Params => 14,
        Slot::ParamTexts => 15,
        Slot::Param(_) => 16,
        Slot::Fields => 17,
        Slot::FieldsByPath => 18,
        Slot::RequestId => 19,
        Slot::Path => 20,
        Slot::Pointer => 21,
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
