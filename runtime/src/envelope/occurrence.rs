//! The data of one occurrence that a body can have a place for: params, field errors, the id of the request.

use core::ops::Deref;
use std::sync::Arc;

use super::digits::Digits;
use super::escape::push_escaped;
use super::field_error::FieldError;
use super::params::Values;
use super::segments::Step;
use super::value::Value;
use super::{Failure, request_id};
use crate::Code;
use crate::contract::{Bodies, Body, Scalar, Segment, Slot};

/// The data of one occurrence, as far as a client may have it.
pub(crate) struct Occurrence<'a> {
    pub(crate) params: Option<&'a Values>,
    pub(crate) fields: &'a [FieldError],
    pub(crate) request_id: Option<RequestId<'a>>,
    /// How a field error is written.
    field: &'static Body,
}

/// The id of a request.
pub(crate) enum RequestId<'a> {
    /// The request that is answered now.
    Current(Arc<str>),
    /// The request that a peer answered.
    Peers(&'a str),
}

impl Deref for RequestId<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Current(id) => id,
            Self::Peers(id) => id,
        }
    }
}

impl<C: Code> Failure<C> {
    /// What is sent in a reply with this status.
    #[inline]
    pub(crate) fn occurrence_at(&self, status: u16) -> Occurrence<'_> {
        let mut occurrence = Occurrence::of_reply(C::BODIES);
        let Some(more) = self.more.as_deref() else { return occurrence };
        let is_open = status < 500 || C::BODIES.expose_server_errors;
        // Params leave if their text does.
        occurrence.params = more.params.as_ref().filter(|_| is_open || more.exposed);
        if is_open {
            occurrence.fields = &more.fields;
        }
        if occurrence.request_id.is_none() {
            occurrence.request_id = more.request_id.as_deref().map(RequestId::Peers);
        }
        occurrence
    }
}

impl<'a> Occurrence<'a> {
    /// What every reply has, also a success.
    #[inline]
    pub(crate) fn of_reply(bodies: &'static Bodies) -> Self {
        let current = if bodies.has_request_id { request_id::current() } else { None };
        let request_id = current.map(RequestId::Current);
        Self { params: None, fields: &[], request_id, field: &bodies.field }
    }

    /// Whether there are params or field errors.
    pub(super) fn has_data(&self) -> bool {
        self.params.is_some() || !self.fields.is_empty()
    }

    pub(crate) fn value(&self, slot: Slot) -> Option<Value<'_>> {
        match slot {
            Slot::Params => self.params.map(|params| Value::Params(params, false)),
            Slot::ParamTexts => self.params.map(|params| Value::Params(params, true)),
            Slot::Param(name) => self.params?.get(name),
            Slot::Fields if !self.fields.is_empty() => Some(Value::Fields(self.field, self.fields)),
            Slot::FieldsByPath if !self.fields.is_empty() => Some(Value::FieldsByPath(self.fields)),
            Slot::RequestId => Some(Value::Text((**self.request_id.as_ref()?).into())),
            _ => None,
        }
    }

    /// About how many bytes of JSON the value of a slot has.
    pub(super) fn capacity(&self, slot: Slot) -> usize {
        match slot {
            Slot::Params | Slot::ParamTexts | Slot::Param(_) if self.params.is_some() => 96,
            Slot::Fields | Slot::FieldsByPath => self.fields.len() * 128,
            Slot::RequestId => self.request_id.as_ref().map_or(0, |id| id.len()),
            _ => 0,
        }
    }

    /// Writes the value of a slot as JSON, with the bytes around it.
    pub(super) fn push(&self, step: &Step, body: &mut Vec<u8>) {
        let Some(value) = self.value(step.slot) else { return body.extend_from_slice(step.otherwise) };
        body.extend_from_slice(step.before);
        match value {
            // Its quotes are in the bytes around it.
            Value::Text(text) if step.slot == Slot::RequestId => push_escaped(body, text.as_bytes()),
            value => push(body, &value),
        }
        body.extend_from_slice(step.after);
    }
}

/// Writes a value as JSON, as serde would, in half the time.
fn push(body: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Text(text) => push_string(body, text),
        Value::Number(number) => body.extend_from_slice(Digits::new(*number).bytes()),
        Value::Natural(number) => body.extend_from_slice(Digits::natural(*number).bytes()),
        Value::Constant(Scalar::Boolean(boolean)) => {
            body.extend_from_slice(if *boolean { b"true" } else { b"false" });
        }
        Value::Params(params, false) => {
            let each = |body: &mut Vec<u8>, (name, value): (&str, Value<'_>)| {
                push_string(body, name);
                body.push(b':');
                push(body, &value);
            };
            list(body, b"{}", params.iter(), each);
        }
        Value::Fields(template, fields) if !template.segments.is_empty() => {
            list(body, b"[]", fields.iter(), |body, field| push_field(body, template.segments, field));
        }
        // A vector accepts every byte, and the values serialize.
        other => serde_json::to_writer(body, other).expect("a value of strings and JSON values"),
    }
}

fn list<T>(
    body: &mut Vec<u8>,
    around: &[u8; 2],
    items: impl Iterator<Item = T>,
    push: impl Fn(&mut Vec<u8>, T),
) {
    body.push(around[0]);
    for (index, item) in items.enumerate() {
        if index > 0 {
            body.push(b',');
        }
        push(body, item);
    }
    body.push(around[1]);
}

fn push_string(body: &mut Vec<u8>, text: &str) {
    body.push(b'"');
    push_escaped(body, text.as_bytes());
    body.push(b'"');
}

/// Writes a field error by the segments of its template.
fn push_field(body: &mut Vec<u8>, segments: &[Segment], field: &FieldError) {
    for segment in segments {
        match *segment {
            Segment::Literal(text) => body.extend_from_slice(text.as_bytes()),
            Segment::Slot(slot) => {
                push_escaped(body, field.text(slot).unwrap_or_default().as_bytes());
            }
            Segment::Optional(before, slot, after, otherwise) => match field.text(slot) {
                Some(text) => {
                    body.extend_from_slice(before.as_bytes());
                    push_escaped(body, text.as_bytes());
                    body.extend_from_slice(after.as_bytes());
                }
                None => body.extend_from_slice(otherwise.as_bytes()),
            },
            // The template of a field error has neither.
            Segment::Members | Segment::Payload => {}
        }
    }
}
