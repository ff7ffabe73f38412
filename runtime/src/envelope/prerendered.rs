//! Writes JSON from the constant bytes of a body: what differs from reply to reply is copied between them.
//!
//! Each function returns exactly what serde would write from the tree, or `None` to fall back to it.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Result;

use super::digits::Digits;
use super::segments::{Kind, UNROLLED, has, kind, literals, step};
use super::written::Stamp;
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
            Slot::Absent | Slot::Members | Slot::Payload => return None,
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
    pub(super) fn prerendered(&self) -> Option<Vec<u8>> {
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
                    Kind::Literal | Kind::Nothing => {}
                }
            })* };
        }
        unroll!(lengths);
        let mut body = Vec::with_capacity(len);
        macro_rules! copies {
            ($($at:literal)*) => { $({
                let step = const { step(Self::SEGMENTS, $at) };
                match const { kind(Self::SEGMENTS, $at) } {
                    Kind::Literal => body.extend_from_slice(step.before),
                    Kind::Slot => body.extend_from_slice(ready.bytes(step.slot)?),
                    Kind::Description if ready.escapes == 0 => body.extend_from_slice(ready.text),
                    Kind::Description => push_escaped(&mut body, ready.text),
                    Kind::Optional => match ready.bytes(step.slot) {
                        Some(bytes) => {
                            body.extend_from_slice(step.before);
                            body.extend_from_slice(bytes);
                            body.extend_from_slice(step.after);
                        }
                        None => body.extend_from_slice(step.otherwise),
                    },
                    Kind::Nothing => {}
                }
            })* };
        }
        unroll!(copies);
        debug_assert_eq!(body.len(), len);
        Some(body)
    }

    /// The values of the slots, or `None` if the failure has something that the segments do not contain.
    #[inline]
    fn ready(&self) -> Option<Ready<'_>> {
        let row = self.code?.entry();
        let status = self.status();
        let more = self.more.as_deref();
        if more.is_some_and(|more| !more.members.is_empty()) {
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
    /// Writes the constant bytes, the time, and the payload between them. This is as fast as the payload alone.
    pub(super) fn prerendered(&self) -> Option<Result<Vec<u8>>> {
        let segments = C::BODIES.success.segments;
        if segments.is_empty() {
            return None;
        }
        let mut body = Vec::with_capacity(capacity::<T>(const { literals(C::BODIES.success.segments) }));
        for segment in segments {
            match *segment {
                Segment::Literal(bytes) => body.extend_from_slice(bytes.as_bytes()),
                Segment::Slot(Slot::ServerTime) => body.extend_from_slice(&self.time.stamp()?),
                Segment::Slot(Slot::UnixTime) => {
                    body.extend_from_slice(Digits::new(self.time.get()?.as_second()).bytes());
                }
                Segment::Slot(Slot::Status) => body.extend_from_slice(b"200"),
                Segment::Slot(_) | Segment::Optional(..) => return None,
                Segment::Payload => {
                    if let Err(error) = serde_json::to_writer(&mut body, &self.payload) {
                        return Some(Err(error));
                    }
                }
                Segment::Members => {
                    if let Err(error) = self.push_members(&mut body) {
                        return Some(Err(error));
                    }
                }
            }
        }
        Some(Ok(body))
    }

    /// Writes the payload as an object, of which the first brace becomes the comma before its members.
    fn push_members(&self, body: &mut Vec<u8>) -> Result<()> {
        let start = body.len();
        let mut serializer = serde_json::Serializer::new(&mut *body);
        let mut map = serializer.serialize_map(None)?;
        payload::serialize(&self.payload, C::BODIES.success.owned, &mut map)?;
        map.end()?;
        // The brace at the end belongs to a literal.
        body.pop();
        if body.len() == start + 1 {
            body.pop();
        } else {
            body[start] = b',';
        }
        Ok(())
    }
}

/// The capacity for a success. A member takes about twice as many bytes as its value does in memory: 24 bytes of a string
/// become a name and some 30 bytes of text. For a token of 305 bytes, this is enough. A payload that points to much
/// memory grows by doubling, from a power of two.
const fn capacity<T>(literals: usize) -> usize {
    let payload = 2 * size_of::<T>();
    let payload = if payload < 1_024 { payload } else { 1_024 };
    (literals + 84 + payload).next_power_of_two()
}

/// The digits of a status from 400 to 599.
const fn three_digits(status: u16) -> [u8; 3] {
    [b'0' + (status / 100 % 10) as u8, b'0' + (status / 10 % 10) as u8, b'0' + (status % 10) as u8]
}

/// The place of the first byte that JSON escapes in a string: a quote, a backslash or a control character. It looks at
/// eight bytes at once.
#[inline]
pub(super) fn special(bytes: &[u8]) -> Option<usize> {
    /// The number in which each byte is `byte`.
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    /// The highest bit of each byte that is below `limit`, at least up to the first such byte.
    const fn below(bytes: u64, limit: u8) -> u64 {
        bytes.wrapping_sub(each(limit)) & !bytes & each(0x80)
    }
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (index, chunk) in chunks.iter().enumerate() {
        let chunk = u64::from_le_bytes(*chunk);
        let found = below(chunk, b' ') | below(chunk ^ each(b'"'), 1) | below(chunk ^ each(b'\\'), 1);
        if found != 0 {
            return Some(index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let found = rest.iter().position(|&byte| byte < b' ' || byte == b'"' || byte == b'\\')?;
    Some(chunks.len() * 8 + found)
}

/// Whether a text needs no escapes in a JSON string. Without a branch for each byte, the compiler looks at 16 at once: 40
/// bytes take 4 ns.
fn is_verbatim(text: &[u8]) -> bool {
    let is_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    text.iter().fold(0, |found, &byte| found | u8::from(is_escaped(byte))) == 0
}

/// By how many bytes the escapes of a JSON string make this text longer.
fn escapes(text: &str) -> usize {
    if is_verbatim(text.as_bytes()) { 0 } else { count_escapes(text) }
}

#[cold]
fn count_escapes(text: &str) -> usize {
    let (mut rest, mut more) = (text.as_bytes(), 0);
    while let Some(at) = special(rest) {
        more += escape(rest[at]).len() - 1;
        rest = &rest[at + 1..];
    }
    more
}

#[cold]
fn push_escaped(body: &mut Vec<u8>, text: &[u8]) {
    let mut rest = text;
    while let Some(at) = special(rest) {
        body.extend_from_slice(&rest[..at]);
        body.extend_from_slice(escape(rest[at]));
        rest = &rest[at + 1..];
    }
    body.extend_from_slice(rest);
}

/// How `serde_json` writes a byte of a string that needs an escape.
const fn escape(byte: u8) -> &'static [u8] {
    const CONTROL: [[u8; 6]; 32] = {
        let mut control = [*b"\\u0000"; 32];
        let mut byte = 0;
        while byte < control.len() {
            control[byte][4] = if byte < 16 { b'0' } else { b'1' };
            control[byte][5] = b"0123456789abcdef"[byte % 16];
            byte += 1;
        }
        control
    };
    match byte {
        b'"' => b"\\\"",
        b'\\' => b"\\\\",
        0x08 => b"\\b",
        b'\t' => b"\\t",
        b'\n' => b"\\n",
        0x0c => b"\\f",
        b'\r' => b"\\r",
        0..0x20 => &CONTROL[byte as usize],
        _ => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_escaped_as_serde_json_does() {
        let text: String = (0..=0x7f_u8).map(char::from).chain("é😀".chars()).collect();
        let mut json = Vec::new();
        push_escaped(&mut json, text.as_bytes());
        let expected = serde_json::to_string(&text).expect("a string");
        assert_eq!(json, &expected.as_bytes()[1..expected.len() - 1]);
        assert_eq!(escapes(&text), json.len() - text.len());
    }
}
