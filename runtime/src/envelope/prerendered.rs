//! Writes JSON from the constant bytes of a body: what differs from reply to reply is copied between them.
//!
//! Each function returns exactly what serde would write from the tree, or `None` to fall back to it.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Result;
use serde_json::value::RawValue;

use super::digits::Digits;
use super::escape::{escapes, is_verbatim, push_escaped};
use super::occurrence::Occurrence;
use super::raw_members::RawMembers;
use super::segments::{Kind, UNROLLED, has, has_written, is_spread, kind, literals, step};
use super::success::{SuccessBody, SuccessSlots};
use super::value::Stamp;
use super::{Failure, Success, payload};
use crate::contract::{More, Segment, Slot};
use crate::{Code, Entry};

/// The values of a failure's slots, as they stand in JSON. Values that the body does not contain are not computed.
struct Ready<'a> {
    code: &'a [u8],
    text: &'a [u8],
    /// By how many bytes the escapes make the text longer.
    escapes: usize,
    title: &'a [u8],
    row: &'static Entry,
    /// The optional fields of the row.
    more: &'static More,
    stamp: Stamp,
    unix_time: Digits,
    status: [u8; 3],
    retry_after: Option<Digits>,
    incident: Option<&'a str>,
    occurrence: Occurrence<'a>,
    /// Whether there is nothing that the body has a place for.
    is_bare: bool,
}

impl Ready<'_> {
    /// The bytes of a slot, without quotes. `None` if the slot has no value.
    #[inline]
    fn bytes(&self, slot: Slot) -> Option<&[u8]> {
        let text = match slot {
            Slot::Code => return Some(self.code),
            Slot::Description => return Some(self.text),
            Slot::Title => return Some(self.title),
            Slot::ServerTime => return Some(&self.stamp),
            Slot::UnixTime => return Some(self.unix_time.bytes()),
            Slot::Status => return Some(&self.status),
            Slot::RetryAfter => return self.retry_after.as_ref().map(Digits::bytes),
            Slot::Incident => self.incident?,
            Slot::DocsUrl => self.more.docs_url?,
            Slot::Help => self.more.help?,
            Slot::Retryable if self.row.is_retryable() => "true",
            Slot::Retryable => "false",
            Slot::Data(index) => self.more.data.get(index)?.text(),
            _ => return None,
        };
        Some(text.as_bytes())
    }
}

/// Calls a macro with the places of all segments that are written without a loop.
macro_rules! unroll {
    ($name:ident) => {
        $name!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
    };
}
pub(super) use unroll;

impl<C: Code> Failure<C> {
    pub(super) const SEGMENTS: &'static [Segment] = C::BODIES.failure.segments;
    pub(super) const IS_PREPARED: bool =
        C::BODIES.is_verbatim && !Self::SEGMENTS.is_empty() && Self::SEGMENTS.len() <= UNROLLED;

    /// Writes a failure of a known code without further members: copies into memory of the right size.
    ///
    /// The code for each segment is selected by a constant, so the compiler drops all other arms. This takes half the
    /// time of a loop, and does not cost a function for each catalog as large as generated code would be.
    pub(super) fn prerendered(&self, body: &mut Vec<u8>) -> Option<()> {
        if !Self::IS_PREPARED {
            return None;
        }
        let ready = self.ready()?;
        let mut len = const { literals(Self::SEGMENTS) };
        macro_rules! lengths {
            ($($at:literal)*) => { $({
                let step = const { step(Self::SEGMENTS, $at) };
                match const { kind(Self::SEGMENTS, $at) } {
                    Kind::Slot => len += ready.bytes(step.slot)?.len(),
                    Kind::Description => len += ready.text.len() + ready.escapes,
                    Kind::Optional => len += match ready.bytes(step.slot) {
                        Some(bytes) => step.before.len() + bytes.len() + step.after.len(),
                        None => step.otherwise.len(),
                    },
                    Kind::Written if ready.is_bare => len += step.otherwise.len(),
                    // Memory for the usual values. The body grows if they are longer.
                    Kind::Written => len += step.longest() + ready.occurrence.capacity(step.slot),
                    Kind::Literal | Kind::Nothing => {}
                }
            })* };
        }
        unroll!(lengths);
        *body = Vec::with_capacity(len);
        macro_rules! copies {
            ($($at:literal)*) => { $({
                let step = const { step(Self::SEGMENTS, $at) };
                match const { kind(Self::SEGMENTS, $at) } {
                    Kind::Literal => body.extend_from_slice(step.before),
                    Kind::Slot => body.extend_from_slice(ready.bytes(step.slot)?),
                    Kind::Description if ready.escapes == 0 => body.extend_from_slice(ready.text),
                    Kind::Description => push_escaped(body, ready.text),
                    Kind::Optional => match ready.bytes(step.slot) {
                        Some(bytes) => {
                            body.extend_from_slice(step.before);
                            body.extend_from_slice(bytes);
                            body.extend_from_slice(step.after);
                        }
                        None => body.extend_from_slice(step.otherwise),
                    },
                    Kind::Written if ready.is_bare => body.extend_from_slice(step.otherwise),
                    Kind::Written => ready.occurrence.push(&step, body),
                    Kind::Nothing => {}
                }
            })* };
        }
        unroll!(copies);
        Some(())
    }

    /// The values of the slots, or `None` if the failure has something that the segments do not contain.
    #[inline]
    fn ready(&self) -> Option<Ready<'_>> {
        let row = self.code?.entry();
        let status = self.status();
        let more = self.more.as_deref();
        if more.is_some_and(|more| more.members.is_some()) {
            return None;
        }
        let occurrence = if const { C::BODIES.failure.is_partial || has_written(Self::SEGMENTS) } {
            self.occurrence_at(status)
        } else {
            Occurrence::without_data(C::BODIES)
        };
        if C::BODIES.failure.is_partial && occurrence.has_data() {
            return None;
        }
        let (fields, description) = (row.more(), row.description_bytes());
        let own = self.own_text_at(status);
        let incident = self.sent_incident_at(status);
        if incident.is_some_and(|incident| !is_verbatim(incident.as_bytes())) {
            return None;
        }
        let mut ready = Ready {
            code: row.code_bytes(),
            text: own.or(fields.message).map_or(description, str::as_bytes),
            // The texts of the rows have no escapes.
            escapes: own.map_or(0, escapes),
            title: description,
            more: fields,
            row,
            incident,
            stamp: [0; 20],
            unix_time: Digits::NONE,
            status: if const { has(Self::SEGMENTS, Slot::Status) } { three_digits(status) } else { [0; 3] },
            retry_after: None,
            is_bare: !occurrence.has_data() && const { !has(Self::SEGMENTS, Slot::RequestId) },
            occurrence,
        };
        if const { has(Self::SEGMENTS, Slot::ServerTime) } {
            ready.stamp = self.time.stamp()?;
        }
        if const { has(Self::SEGMENTS, Slot::UnixTime) } {
            ready.unix_time = Digits::new(self.time.get()?.as_second());
        }
        if const { has(Self::SEGMENTS, Slot::RetryAfter) } {
            ready.retry_after = self.retry_after_seconds().map(Digits::natural);
        }
        Some(ready)
    }
}

impl<T: Serialize, C: Code> Success<T, C> {
    /// Writes the constant bytes, the time, and the payload between them. This is as fast as the payload alone. The body has
    /// segments.
    pub(super) fn prerendered(&self) -> Result<Vec<u8>> {
        let mut body = Vec::with_capacity(capacity::<T>(const { literals(C::BODIES.success.segments) }));
        let mut payload = |body: &mut Vec<u8>| {
            if const { !is_spread(C::BODIES.success.segments) } {
                return serde_json::to_writer(body, &self.payload);
            }
            let mut serializer = serde_json::Serializer::new(body);
            let mut map = serializer.serialize_map(None)?;
            payload::serialize(&self.payload, C::BODIES.success.owned, &mut map)?;
            map.end()
        };
        let slots = self.slots();
        if push_success(&slots, &mut payload, &mut body)? {
            return Ok(body);
        }
        by_tree(slots, &mut payload)
    }
}

// The functions below do not know the type of the payload, so that they are compiled once for all payloads.

/// Writes the payload. If its members are next to those of the body, it writes an object with other names.
type PushPayload<'a> = &'a mut dyn FnMut(&mut Vec<u8>) -> Result<()>;

/// Writes the body of a success. Returns whether each slot has a value that is written here.
fn push_success(slots: &SuccessSlots, payload: PushPayload<'_>, body: &mut Vec<u8>) -> Result<bool> {
    for (index, segment) in slots.bodies.success.segments.iter().enumerate() {
        match segment {
            Segment::Payload => payload(body)?,
            Segment::Members => push_members(payload, body)?,
            _ if push_other(slots, index, body).is_none() => return Ok(false),
            _ => {}
        }
    }
    Ok(true)
}

/// Writes the body of a success without a time, or with one that has more digits. To write the payload as text first takes
/// longer, but the code that follows the tree is not compiled for each payload.
#[cold]
fn by_tree(slots: SuccessSlots, payload: PushPayload<'_>) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    payload(&mut text)?;
    if is_spread(slots.bodies.success.segments) {
        serde_json::to_vec(&SuccessBody { slots, payload: &serde_json::from_slice::<RawMembers>(&text)? })
    } else {
        serde_json::to_vec(&SuccessBody { slots, payload: serde_json::from_slice::<&RawValue>(&text)? })
    }
}

/// Writes a segment of a success, other than the payload.
fn push_other(slots: &SuccessSlots, index: usize, body: &mut Vec<u8>) -> Option<()> {
    let SuccessSlots { bodies, time, status } = *slots;
    let segments = bodies.success.segments;
    match segments[index] {
        Segment::Literal(bytes) => body.extend_from_slice(bytes.as_bytes()),
        Segment::Slot(Slot::ServerTime) => body.extend_from_slice(&time.stamp()?),
        Segment::Slot(Slot::UnixTime) => body.extend_from_slice(Digits::new(time.get()?.as_second()).bytes()),
        Segment::Slot(Slot::Status) => body.extend_from_slice(&three_digits(status)),
        Segment::Optional(..) => Occurrence::without_data(bodies).push(&step(segments, index), body),
        Segment::Slot(_) | Segment::Payload | Segment::Members => return None,
    }
    Some(())
}

/// Writes the payload as an object, of which the first brace becomes the comma before its members.
fn push_members(payload: PushPayload<'_>, body: &mut Vec<u8>) -> Result<()> {
    let start = body.len();
    payload(body)?;
    // The brace at the end belongs to a literal.
    body.pop();
    if body.len() == start + 1 {
        body.pop();
    } else {
        body[start] = b',';
    }
    Ok(())
}

/// The capacity for a success. A member takes about twice as many bytes as its value does in memory: 24 bytes of a string
/// become a name and some 30 bytes of text. For a token of 305 bytes, this is enough. A payload that points to much
/// memory grows by doubling, from a power of two.
const fn capacity<T>(literals: usize) -> usize {
    let payload = 2 * size_of::<T>();
    let payload = if payload < 1_024 { payload } else { 1_024 };
    (literals + 84 + payload).next_power_of_two()
}

/// The digits of a status.
pub(super) const fn three_digits(status: u16) -> [u8; 3] {
    [b'0' + (status / 100 % 10) as u8, b'0' + (status / 10 % 10) as u8, b'0' + (status % 10) as u8]
}
