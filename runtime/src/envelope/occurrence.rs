//! The data of one occurrence that a body can have a place for: params, field errors, the id of the request.

use std::borrow::Cow;

use super::digits::Digits;
use super::escape::{is_verbatim, push_text};
use super::field_error::{FieldError, push_pointer};
use super::params::{Params, Values};
use super::segments::Step;
use super::value::Value;
use super::{Failure, request_id};
use crate::Code;
use crate::contract::{Bodies, RowParams, Scalar, Segment, Slot};

/// The data of one occurrence, as far as a client may have it.
#[derive(Clone, Copy)]
pub(crate) struct Occurrence<'a> {
    pub(crate) params: Option<&'a Values>,
    pub(crate) fields: &'a [FieldError],
    /// The id of the request that a peer answered.
    peers_request: Option<&'a str>,
    bodies: &'static Bodies,
}

impl<C: Code> Failure<C> {
    /// What is sent in a reply with this status.
    #[inline]
    pub(crate) fn occurrence_at(&self, status: u16) -> Occurrence<'_> {
        let mut occurrence = Occurrence::without_data(C::BODIES);
        let Some(more) = self.more.as_deref() else { return occurrence };
        let Some(data) = more.data.as_deref() else { return occurrence };
        let is_open = status < 500 || C::BODIES.expose_server_errors;
        // Params leave if their text does.
        occurrence.params = data.params.as_ref().filter(|_| is_open || more.exposed);
        if is_open {
            occurrence.fields = &data.fields;
        }
        occurrence.peers_request = data.request_id.as_deref();
        occurrence
    }
}

impl<'a> Occurrence<'a> {
    /// An occurrence without params and field errors.
    pub(crate) const fn without_data(bodies: &'static Bodies) -> Self {
        Self { params: None, fields: &[], peers_request: None, bodies }
    }

    /// Whether there are params or field errors.
    pub(super) fn has_data(&self) -> bool {
        self.params.is_some() || !self.fields.is_empty()
    }

    /// Calls `read` with the id of the request that is answered now, or else of the request that a peer answered.
    fn request_id<T>(&self, read: impl FnOnce(Option<&str>) -> T) -> T {
        if self.bodies.has_request_id {
            request_id::current_or(self.peers_request, read)
        } else {
            read(self.peers_request)
        }
    }

    pub(crate) fn value(&self, slot: Slot) -> Option<Value<'a>> {
        match slot {
            Slot::Params => self.params.map(|params| Value::Params(params, false)),
            Slot::ParamTexts => self.params.map(|params| Value::Params(params, true)),
            Slot::Param(name) => self.params?.get(name),
            Slot::Fields if !self.fields.is_empty() => Some(Value::Fields(&self.bodies.field, self.fields)),
            Slot::FieldsByPath if !self.fields.is_empty() => Some(Value::FieldsByPath(self.fields)),
            Slot::RequestId => self.request_id(|id| Some(Value::Text(Cow::Owned(id?.to_owned())))),
            _ => None,
        }
    }

    /// About how many bytes of JSON the value of a slot has.
    pub(super) fn capacity(&self, slot: Slot) -> usize {
        match slot {
            Slot::Params | Slot::ParamTexts | Slot::Param(_) if self.params.is_some() => 96,
            Slot::Fields | Slot::FieldsByPath => self.fields.len() * 128,
            Slot::RequestId => self.request_id(|id| id.map_or(0, str::len)),
            _ => 0,
        }
    }

    /// Writes the value of a slot as JSON, with the bytes around it. The usual values take half the time that serde needs.
    pub(super) fn push(&self, step: &Step, body: &mut Vec<u8>) {
        let start = body.len();
        body.extend_from_slice(step.before);
        if self.push_value(step.slot, body) {
            body.extend_from_slice(step.after);
        } else {
            body.truncate(start);
            body.extend_from_slice(step.otherwise);
        }
    }

    /// Writes the value of a slot, and returns whether it has one.
    fn push_value(&self, slot: Slot, body: &mut Vec<u8>) -> bool {
        match (slot, self.params) {
            (Slot::Params, Some(Values::Own(row, own))) => push_params(body, row, &**own),
            (Slot::Fields, _) if !self.fields.is_empty() && !self.bodies.field.segments.is_empty() => {
                push_fields(body, self.bodies.field.segments, self.fields);
            }
            // Its quotes are in the bytes around it.
            (Slot::RequestId, _) => {
                return self.request_id(|id| {
                    push_text(body, id.unwrap_or_default().as_bytes());
                    id.is_some()
                });
            }
            _ => match self.value(slot) {
                Some(value) => push_scalar(body, &value),
                None => return false,
            },
        }
        true
    }
}

fn push_params(body: &mut Vec<u8>, row: &RowParams, params: &dyn Params) {
    for (index, key) in row.keys.iter().enumerate() {
        body.extend_from_slice(key.as_bytes());
        push_scalar(body, &params.value(index).unwrap_or(Value::Constant(Scalar::Null)));
    }
    body.push(b'}');
}

/// Writes a value that most likely is neither an object nor an array.
#[inline]
fn push_scalar(body: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Text(text) => {
            body.push(b'"');
            push_text(body, text.as_bytes());
            body.push(b'"');
        }
        Value::Number(number) => body.extend_from_slice(Digits::new(*number).bytes()),
        Value::Natural(number) => body.extend_from_slice(Digits::natural(*number).bytes()),
        other => push_other(body, other),
    }
}

#[cold]
fn push_other(body: &mut Vec<u8>, value: &Value<'_>) {
    // A vector accepts every byte, and the values serialize.
    serde_json::to_writer(body, value).expect("a value of strings and JSON values");
}

fn push_fields(body: &mut Vec<u8>, segments: &[Segment], fields: &[FieldError]) {
    let mut before = b'[';
    for field in fields {
        body.push(before);
        push_field(body, segments, field);
        before = b',';
    }
    body.push(b']');
}

/// Writes a field error by the segments of its template.
fn push_field(body: &mut Vec<u8>, segments: &[Segment], field: &FieldError) {
    for segment in segments {
        match *segment {
            Segment::Literal(text) => body.extend_from_slice(text.as_bytes()),
            Segment::Slot(slot) => push_part(body, field, slot),
            Segment::Optional(_, slot, _, otherwise) if !field.has(slot) => {
                body.extend_from_slice(otherwise.as_bytes());
            }
            Segment::Optional(before, slot, after, _) => {
                body.extend_from_slice(before.as_bytes());
                push_part(body, field, slot);
                body.extend_from_slice(after.as_bytes());
            }
            // The template of a field error has neither.
            Segment::Members | Segment::Payload => {}
        }
    }
}

fn push_part(body: &mut Vec<u8>, field: &FieldError, slot: Slot) {
    match field.text(slot) {
        Some(text) => push_text(body, text.as_bytes()),
        // A pointer that follows from the path usually needs no memory of its own.
        None if is_verbatim(field.path().as_bytes()) => push_pointer(body, field.path()),
        None => push_text(body, field.pointer().as_bytes()),
    }
}
