//! Fast paths for JSON in the form that errcat itself writes. The catalog's frame has the constant bytes of a reply.
//! The time, the code, the text and the payload are between them.
//!
//! Each function returns exactly what the serializers or the decoder would return, or `None` to fall back to them.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Result;

use super::failure::{Details, text};
use super::time::Time;
use super::{Failure, Success, payload};
use crate::Code;
use crate::contract::Frame;

impl<T: Serialize, C: Code> Success<T, C> {
    /// Writes the head, which is ready but for the time, and the payload as an object after it, whose brace becomes the
    /// comma between the two. That is as fast as the payload alone.
    pub(super) fn framed(&self) -> Option<Result<Vec<u8>>> {
        let Frame { success, .. } = C::FRAME;
        if *success == "{" {
            return None;
        }
        let mut body = Vec::with_capacity(capacity::<T>(success));
        body.extend_from_slice(success.as_bytes());
        if C::LAYOUT.server_time.is_some() {
            body.extend_from_slice(&self.time.stamp()?);
            body.push(b'"');
        }
        Some(self.with_payload(body))
    }

    fn with_payload(&self, mut body: Vec<u8>) -> Result<Vec<u8>> {
        let head = body.len();
        let mut serializer = serde_json::Serializer::new(&mut body);
        let mut map = serializer.serialize_map(None)?;
        payload::serialize::<C, _, _>(&self.payload, &mut map)?;
        map.end()?;
        if body[head..] == *b"{}" {
            body.remove(head);
        } else {
            body[head] = b',';
        }
        Ok(body)
    }
}

/// The time of a success whose head is as the platform writes it: what follows is all that is left to read, which saves
/// a token of 305 bytes 15 of 460 ns.
pub(super) fn success_at<C: Code>(body: &[u8]) -> Option<Time> {
    if C::LAYOUT.result.is_none() || C::LAYOUT.server_time.is_none() {
        return None;
    }
    let (stamp, rest) = body.strip_prefix(C::FRAME.success.as_bytes())?.split_first_chunk()?;
    if rest.first() == Some(&b'"') { Time::from_stamp(stamp) } else { None }
}

/// Bytes for a success. A member takes about twice as many as its value does in memory: 24 bytes of a string become a
/// name and some 30 bytes of text. Where that is enough, as for a token of 305 bytes, nothing grows; a payload that
/// points to much grows by doubling, from a power of two as everything does.
const fn capacity<T>(head: &str) -> usize {
    let payload = 2 * size_of::<T>();
    let payload = if payload < 1_024 { payload } else { 1_024 };
    (head.len() + 64 + payload).next_power_of_two()
}

impl<C: Code> Failure<C> {
    /// Writes a failure of a known code and no members: seven copies into memory of the right size, in 27 ns, a quarter
    /// of what serde takes to look at every byte.
    pub(super) fn framed(&self) -> Option<Vec<u8>> {
        let code_text = self.code?.code();
        let text = self.sent_description();
        if !self.is_verbatim(code_text, text) {
            return None;
        }
        let stamp = self.time.stamp()?;
        let time = if C::LAYOUT.server_time.is_some() { &stamp[..] } else { &[] };
        let Frame { error, code, description, .. } = C::FRAME;
        let len = error.len()
            + time.len()
            + code.len()
            + code_text.len()
            + description.len()
            + text.len()
            + END.len();
        let mut body = Vec::with_capacity(len);
        body.extend_from_slice(error.as_bytes());
        body.extend_from_slice(time);
        body.extend_from_slice(code.as_bytes());
        body.extend_from_slice(code_text.as_bytes());
        body.extend_from_slice(description.as_bytes());
        body.extend_from_slice(text.as_bytes());
        body.extend_from_slice(END);
        Some(body)
    }

    /// Whether only the code and the text are sent, and need no escapes in JSON. If they are texts of the catalog, the
    /// frame already says so. This saves 3 of 28 ns.
    fn is_verbatim(&self, code: &str, text: &str) -> bool {
        let more = self.more.as_deref();
        let is_all = more.is_none_or(|more| more.members.is_empty()) && self.sent_incident().is_none();
        let is_row = C::FRAME.is_verbatim;
        is_all
            && (is_row || is_verbatim(code.as_bytes()))
            && (is_row && more.is_none() || is_verbatim(text.as_bytes()))
    }

    /// Reads what [`framed`](Self::framed) writes, in 40 ns with its row's text and 75 with its own. serde takes 130
    /// for four borrowed strings, without asking what they are.
    pub(super) fn from_framed(body: &[u8]) -> Option<Self> {
        let Frame { error, code, description, .. } = C::FRAME;
        if C::LAYOUT.server_time.is_none() || C::LAYOUT.integer_codes {
            return None;
        }
        let (time, rest) = body.strip_prefix(error.as_bytes())?.split_first_chunk()?;
        let rest = rest.strip_prefix(code.as_bytes())?;
        let (code, rest) = rest.split_at_checked(rest.iter().position(|&byte| byte == b'"')?)?;
        let code = C::from_code(verbatim(code)?)?;
        let own = rest.strip_prefix(description.as_bytes())?.strip_suffix(END)?;
        let time = Time::from_stamp(time)?;
        if C::FRAME.is_verbatim && own == text(code).as_bytes() {
            return Some(Self::plain(code, time));
        }
        Some(Self::decoded(Some(code), time, Some(Cow::Borrowed(verbatim(own)?)), Details::default()))
    }
}

/// After a failure's text.
const END: &[u8] = b"\"}";

/// The text between the quotes of a JSON string, if it has no escapes.
fn verbatim(json: &[u8]) -> Option<&str> {
    if is_verbatim(json) { str::from_utf8(json).ok() } else { None }
}

/// Whether a text needs no escapes in a JSON string. Without a branch for each byte, the compiler
/// looks at 16 at once: 40 bytes take 4 ns.
fn is_verbatim(text: &[u8]) -> bool {
    let is_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    text.iter().fold(0, |found, &byte| found | u8::from(is_escaped(byte))) == 0
}
