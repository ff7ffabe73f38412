//! The constant bytes of a body, which the macro prepares.

use super::body::Slot;

/// A part of a body's JSON.
#[derive(Clone, Copy, Debug)]
pub enum Segment {
    /// Bytes that are the same in every reply.
    Literal(&'static str),
    /// The value of a slot that always has one. If it is a text, its quotes are in the literals around it.
    Slot(Slot),
    /// The value of a slot that may have none, with the bytes around it; and the bytes that are written without a value.
    Optional(&'static str, Slot, &'static str, &'static str),
    /// The members of the payload, each with a comma before it.
    Members,
    /// The payload as one value.
    Payload,
}
