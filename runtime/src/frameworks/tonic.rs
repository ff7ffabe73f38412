//! A failure as a gRPC status, with the details of `google/rpc/error_details.proto`.
//!
//! A status travels in headers, and a client that cannot take them sees a broken stream. The text is in them twice, once
//! percent-encoded and once in base64. So all headers have at most 4 KiB. The code, the catalog's name and the time to wait
//! are always whole; then come the params that fit into half of the room, the id of the incident and the id of the request,
//! then the text, which may be cut, then the field errors and the members that fit.

mod read;

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value as Json;
use tonic::{Code as Grpc, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use crate::contract::Slot;
use crate::envelope::Value;
use crate::{Code, Failure, FieldError};

/// The most bytes of all headers together, each counted with 32 more, as HTTP/2 does (RFC 9113, section 6.5.2).
const ALL_HEADERS: usize = 4096;
/// Of these, what no failure changes: the names of `grpc-status`, `grpc-message` and `grpc-status-details-bin`, the
/// pseudo-header, the content type, the length and the date.
const SAME_HEADERS: usize = 368;
/// A header with the id of the request, which a layer adds: an id of 128 bytes, and its name.
const ID_HEADER: usize = 224;
/// The bytes of the details that no failure changes: the names of the messages, the tags and lengths, a duration.
const SAME_DETAILS: usize = 160;
/// The bytes of the detail around the field errors: the name of its message, tags and lengths.
const BAD_REQUEST: usize = 56;
/// The most bytes of a code in a catalog; a peer's may be longer.
const LONGEST_CODE: usize = 1024;
/// The names of two texts in the metadata.
const INCIDENT: &str = "incident";
const REQUEST_ID: &str = "request_id";
/// Where a text is cut.
const CUT: char = '…';

/// The code that `google/rpc/code.proto` maps to the failure's HTTP status, the text that a client may read, and two
/// details: `ErrorInfo` with the code as the reason, the catalog's name as the domain, and params and members as metadata;
/// `RetryInfo` where there is a time to wait; and `BadRequest` with the field errors. A client reads them with
/// [`Failure::from_grpc`].
///
/// The metadata also has the id of the incident as `incident`, and the id of the request as `request_id`, unless a param
/// has this name. Members with these names are left out.
///
/// All headers together have at most 4 KiB, which every client takes. A text that is too long is cut and ends with `…`; a
/// param, field error or member that does not fit is left out. The code and the catalog's name always arrive. The headers
/// of the failure are HTTP's, and are not sent.
///
/// ```
/// use errcat::Failure;
/// use tonic_types::StatusExt;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// # fn main() {
/// let status = tonic::Status::from(Failure::new(ErrorCode::WrongPassword));
/// assert_eq!(status.code(), tonic::Code::Unauthenticated);
/// assert_eq!(status.message(), "Password is incorrect");
/// assert_eq!(status.get_details_error_info().unwrap().reason, "wrong_password");
/// # }
/// ```
impl<C: Code> From<Failure<C>> for Status {
    fn from(failure: Failure<C>) -> Self {
        Self::from(&failure)
    }
}

/// The same status, without taking the failure. Each conversion is logged and counted.
impl<C: Code> From<&Failure<C>> for Status {
    fn from(failure: &Failure<C>) -> Self {
        #[cfg(any(feature = "tracing", feature = "metrics"))]
        failure.record();
        let code = cut(failure.wire_code(), LONGEST_CODE, char::len_utf8);
        let mut room = Room { left: (ALL_HEADERS - SAME_HEADERS) * 3, has_fields: false };
        room.take(in_details(SAME_DETAILS + code.len() + C::NAME.len()));
        let mut metadata = HashMap::new();
        let occurrence = failure.occurrence_at(failure.status());
        // Half of the room is for the text.
        let mut half = Room { left: room.left / 2, has_fields: false };
        let all = half.left;
        for (name, value) in occurrence.params.iter().flat_map(|params| params.iter()) {
            half.put(name, value.text().unwrap_or_default().into(), &mut metadata);
        }
        room.take(all - half.left);
        if let Some(incident) = failure.sent_incident_at(failure.status()) {
            room.put(INCIDENT, incident.into(), &mut metadata);
        }
        if let Some(id) = occurrence.value(Slot::RequestId).and_then(Value::text) {
            room.take(ID_HEADER * 3);
            room.put(REQUEST_ID, id.into(), &mut metadata);
        }
        let text = cut(failure.sent_description_at(failure.status()), room.left, in_both_headers);
        room.take(text.chars().map(in_both_headers).sum());
        let fields: Vec<_> = occurrence.fields.iter().filter_map(|field| room.field(field)).collect();
        for (name, value) in
            failure.members().iter().filter(|(name, _)| ![INCIDENT, REQUEST_ID].contains(&&***name))
        {
            room.put(name, text_of(value), &mut metadata);
        }
        let mut details = ErrorDetails::new();
        details.set_error_info(code, C::NAME, metadata);
        if let Some(wait) = failure.retry_after() {
            details.set_retry_info(Some(wait));
        }
        if !fields.is_empty() {
            details.set_bad_request(fields);
        }
        Self::with_error_details(grpc(failure), text, details)
    }
}

/// What is left of the headers' bytes, in thirds of one: base64 makes four of three.
struct Room {
    left: usize,
    has_fields: bool,
}

impl Room {
    fn take(&mut self, thirds: usize) {
        self.left = self.left.saturating_sub(thirds);
    }

    /// Takes a pair in, if it fits.
    fn put(&mut self, name: &str, value: Cow<'_, str>, metadata: &mut HashMap<String, String>) {
        // Three tags and their lengths, of two bytes each.
        let thirds = in_details(name.len() + value.len() + 9);
        if thirds <= self.left && !metadata.contains_key(name) {
            self.take(thirds);
            metadata.insert(name.to_owned(), value.into_owned());
        }
    }

    /// Takes a field error in, if it fits.
    fn field(&mut self, field: &FieldError) -> Option<FieldViolation> {
        let code = field.code().unwrap_or_default();
        // Four tags and their lengths, and those of the detail around the first.
        let length = field.path().len() + field.description().len() + code.len() + 12;
        let thirds = in_details(if self.has_fields { length } else { length + BAD_REQUEST });
        if thirds > self.left {
            return None;
        }
        self.take(thirds);
        self.has_fields = true;
        let violation = FieldViolation::new(field.path(), field.description());
        Some(FieldViolation { reason: code.to_owned(), ..violation })
    }
}

/// A text as it is, anything else as JSON: gRPC's metadata is text.
fn text_of(value: &Json) -> Cow<'_, str> {
    value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)
}

/// As much of `text` as has room.
fn cut(text: &str, room: usize, cost: impl Fn(char) -> usize) -> Cow<'_, str> {
    let (mut used, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        if used + cost(CUT) <= room {
            end = at;
        }
        used += cost(c);
        if used > room {
            return format!("{}{CUT}", &text[..end]).into();
        }
    }
    text.into()
}

/// A character in `grpc-message`, percent-encoded, and in `grpc-status-details-bin`, in base64.
fn in_both_headers(c: char) -> usize {
    let is_escaped =
        !matches!(c, '!'..='~') || matches!(c, '"' | '#' | '%' | '<' | '>' | '`' | '?' | '{' | '}');
    let bytes = c.len_utf8();
    in_details(bytes) + if is_escaped { 9 * bytes } else { 3 * bytes }
}

/// So many bytes in base64.
fn in_details(bytes: usize) -> usize {
    bytes * 4
}

/// The inverse of the mapping in `code.proto`. Of two codes with the same status, it returns the code that says whether the
/// same request may succeed later; a status that the mapping does not have counts as the nearest.
fn grpc<C: Code>(failure: &Failure<C>) -> Grpc {
    match failure.status() {
        400 | 411 | 413..=415 | 422 | 431 => Grpc::InvalidArgument,
        401 => Grpc::Unauthenticated,
        403 => Grpc::PermissionDenied,
        404 | 410 => Grpc::NotFound,
        405 | 501 => Grpc::Unimplemented,
        408 | 504 => Grpc::DeadlineExceeded,
        409 if failure.is_retryable() => Grpc::Aborted,
        409 => Grpc::AlreadyExists,
        416 => Grpc::OutOfRange,
        429 => Grpc::ResourceExhausted,
        499 => Grpc::Cancelled,
        502 | 503 => Grpc::Unavailable,
        0..=499 => Grpc::FailedPrecondition,
        _ => Grpc::Internal,
    }
}
