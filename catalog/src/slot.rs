//! The slots of templates. The parser, the suggestions in diagnostics, and the documentation use the list.

#[cfg(feature = "contract")]
use crate::body::TextPart;
use crate::letters::composed;
#[cfg(feature = "contract")]
use crate::params::braced;

/// A value that varies from reply to reply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the list documents each slot")]
pub enum Slot {
    Code,
    Description,
    Title,
    Status,
    ServerTime,
    UnixTime,
    Params,
    Param(String),
    Fields,
    FieldsByPath,
    Incident,
    RequestId,
    DocsUrl,
    Help,
    RetryAfter,
    Retryable,
    Data(String),
    Members,
    Payload,
    Path,
    Pointer,
}

impl Slot {
    /// Returns whether the slot has a value in every failure of a known code.
    pub fn is_certain(&self) -> bool {
        matches!(
            self,
            Self::Code
                | Self::Description
                | Self::Title
                | Self::Status
                | Self::ServerTime
                | Self::UnixTime
                | Self::Retryable
                | Self::Data(_)
                | Self::Payload
        )
    }

    /// Returns whether the slot has a value in every body, also in that of a failure which another service has sent.
    #[cfg(any(feature = "contract", feature = "json-schema"))]
    pub(crate) fn has_always_value(&self) -> bool {
        matches!(self, Self::Status | Self::Retryable)
    }
}

/// Which body a template describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// `[envelope.success]`
    Success,
    /// `[envelope.failure]`
    Failure,
    /// `[envelope.field]`
    Field,
    /// `[envelope.problem]`
    Problem,
}

impl Body {
    /// Returns the name of the table.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Success => "envelope.success",
            Self::Failure => "envelope.failure",
            Self::Field => "envelope.field",
            Self::Problem => "envelope.problem",
        }
    }
}

/// The kind of JSON value that a slot has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string, a number or a boolean.
    Scalar,
    /// An array.
    Array,
    /// An object.
    Object,
    /// Any value.
    Any,
}

impl Shape {
    /// Returns whether the value can be an object.
    pub(crate) fn has_objects(self) -> bool {
        matches!(self, Self::Object | Self::Any)
    }
}

/// A slot of the format.
#[derive(Clone, Copy, Debug)]
pub struct SlotKey {
    /// The name in braces. `.name` at its end stands for the name of a param, or for a key of `data`.
    pub name: &'static str,
    /// The bodies that can have it.
    pub bodies: &'static [Body],
    /// The kind of its value.
    pub shape: Shape,
    /// What its value is.
    pub summary: &'static str,
}

use Body::{Failure, Field, Problem, Success};

const FAILURES: &[Body] = &[Failure, Problem];

const fn slot(name: &'static str, bodies: &'static [Body], shape: Shape, summary: &'static str) -> SlotKey {
    SlotKey { name, bodies, shape, summary }
}

impl SlotKey {
    /// Returns what the slot is in this body. A field error has a code and a text of its own.
    pub fn summary_in(&self, body: Body) -> &'static str {
        match (self.name, body) {
            ("code", Field) => "the code of the mistake, a string",
            ("description", Field) => "the text of the mistake",
            _ => self.summary,
        }
    }
}

/// Every slot.
pub const SLOTS: &[SlotKey] = &[
    slot(
        "code",
        &[Failure, Problem, Field],
        Shape::Scalar,
        "the code: a string or an integer, as in the catalog",
    ),
    slot(
        "description",
        &[Failure, Problem, Field],
        Shape::Scalar,
        "the text of this occurrence, or else the text of the row",
    ),
    slot("title", FAILURES, Shape::Scalar, "the description of the row"),
    slot("status", &[Success, Failure, Problem], Shape::Scalar, "the HTTP status, a number"),
    slot(
        "server_time",
        &[Success, Failure, Problem],
        Shape::Scalar,
        "the time of the server: RFC 3339, UTC, in whole seconds",
    ),
    slot(
        "unix_time",
        &[Success, Failure, Problem],
        Shape::Scalar,
        "the time of the server in seconds since 1970, a number",
    ),
    slot("params", FAILURES, Shape::Object, "the params of this occurrence, by their names"),
    slot("params.name", FAILURES, Shape::Scalar, "the param `name`"),
    slot("fields", FAILURES, Shape::Array, "the field errors, each as `[envelope.field]` says"),
    slot(
        "fields.by_path",
        FAILURES,
        Shape::Object,
        "the texts of the field errors, in an array for each path",
    ),
    slot(
        "incident",
        FAILURES,
        Shape::Scalar,
        "the id of a failure with a status of 500 or more, which is also in the log",
    ),
    slot(
        "request_id",
        &[Success, Failure, Problem],
        Shape::Scalar,
        "the id of the request, if a layer of the framework knows it",
    ),
    slot("docs_url", FAILURES, Shape::Scalar, "the `docs_url` of the row"),
    slot("help", FAILURES, Shape::Scalar, "the `help` of the row"),
    slot("retry_after", FAILURES, Shape::Scalar, "the time to wait in seconds, a number"),
    slot("retryable", FAILURES, Shape::Scalar, "whether the same request can succeed later, a boolean"),
    slot("data.name", FAILURES, Shape::Scalar, "the value of `name` in the `data` of the row"),
    slot(
        "members",
        FAILURES,
        Shape::Object,
        "the members that the service adds to a failure. If it is not placed, they are next to `{code}`",
    ),
    slot("payload", &[Success], Shape::Any, "the payload. If it is not placed, its members are at the root"),
    slot("path", &[Field], Shape::Scalar, "the path of the field, such as `items[0].name`"),
    slot(
        "pointer",
        &[Field],
        Shape::Scalar,
        "the JSON Pointer of the field (RFC 6901), such as `/items/0/name`",
    ),
];

/// Returns the slot with this name, and its entry in the list.
pub(crate) fn find(name: &str) -> Option<(Slot, &'static SlotKey)> {
    let general = match name.split_once('.') {
        Some(("params", param)) if !param.is_empty() => "params.name",
        Some(("data", key)) if !key.is_empty() => "data.name",
        _ => name,
    };
    let key = SLOTS.iter().find(|key| key.name == general)?;
    let slot = match general {
        "code" => Slot::Code,
        "description" => Slot::Description,
        "title" => Slot::Title,
        "status" => Slot::Status,
        "server_time" => Slot::ServerTime,
        "unix_time" => Slot::UnixTime,
        "params" => Slot::Params,
        "params.name" => Slot::Param(composed(&name["params.".len()..]).into_owned()),
        "fields" => Slot::Fields,
        "fields.by_path" => Slot::FieldsByPath,
        "incident" => Slot::Incident,
        "request_id" => Slot::RequestId,
        "docs_url" => Slot::DocsUrl,
        "help" => Slot::Help,
        "retry_after" => Slot::RetryAfter,
        "retryable" => Slot::Retryable,
        "data.name" => Slot::Data(name["data.".len()..].to_owned()),
        "members" => Slot::Members,
        "payload" => Slot::Payload,
        "path" => Slot::Path,
        "pointer" => Slot::Pointer,
        _ => return None,
    };
    Some((slot, key))
}

/// Returns the slot that other systems call by this name.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    Some(match name {
        "error" | "error_code" | "errorCode" | "reason" => "code",
        "message" | "msg" | "text" | "detail" | "desp" | "error_description" => "description",
        "errors" | "violations" | "field_errors" => "fields",
        "time" | "timestamp" | "date" => "server_time",
        "trace_id" | "traceId" | "correlation_id" | "requestId" => "request_id",
        "http_status" | "status_code" => "status",
        "link" | "url" | "type" => "docs_url",
        "meta" | "metadata" | "extensions" => "members",
        "data" | "result" | "body" => "payload",
        _ => return None,
    })
}

/// Returns the row of a slot in the list.
pub(crate) fn key(slot: &Slot) -> Option<&'static SlotKey> {
    let is_it = |key: &&SlotKey| {
        find(key.name)
            .is_some_and(|(known, _)| std::mem::discriminant(&known) == std::mem::discriminant(slot))
    };
    SLOTS.iter().find(is_it)
}

/// Returns the name of a slot, as it is between braces.
#[cfg(feature = "contract")]
pub(crate) fn name(slot: &Slot) -> String {
    match slot {
        Slot::Param(param) => format!("params.{param}"),
        Slot::Data(key) => format!("data.{key}"),
        _ => key(slot).map_or("", |key| key.name).to_owned(),
    }
}

/// Returns the parts of a text as a template writes them.
#[cfg(feature = "contract")]
pub(crate) fn template(parts: &[TextPart]) -> String {
    let written = |part: &TextPart| match part {
        TextPart::Literal(text) => braced(text),
        TextPart::Slot(slot) => format!("{{{}}}", name(slot)),
    };
    parts.iter().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_of_the_list_is_found() {
        for key in SLOTS {
            assert!(find(key.name).is_some_and(|(_, found)| found.name == key.name), "{}", key.name);
        }
        assert!(find("params.").is_none() && find("data.").is_none() && find("").is_none());
    }
}
