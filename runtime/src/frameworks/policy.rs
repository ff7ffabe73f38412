//! What becomes of a framework's own answer, and which format a client gets.
//!
//! A response stays, is replaced by a failure, or, if it is a failure of the catalog, is written again as a problem
//! document. Every framework decides it here.

use core::any::Any;
use core::future::{Future, poll_fn};
use core::iter;
use core::pin::pin;
use core::task::Poll;
use core::time::Duration;
use std::panic::{AssertUnwindSafe, catch_unwind};

use errcat_core::media_type::{is_grpc, is_json};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use super::reply::{Header, Reply};
use crate::envelope::LONGEST_WAIT;
use crate::problem::varies;
use crate::request::Headers;
use crate::{Code, Failure, Format, HttpKind};

/// The headers that are about the body which is replaced. All others are about the reply.
const OF_THE_BODY: [&str; 14] = [
    "content-digest",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-md5",
    "content-type",
    "digest",
    "etag",
    "last-modified",
    "repr-digest",
    "trailer",
    "transfer-encoding",
];

/// The most of a body, in bytes, that is kept for the log.
pub(crate) const LOGGED: usize = 1024;

/// A framework's map of headers that can be changed. Upper case and lower case are the same in names.
pub(crate) trait HeadersMut: Headers {
    fn remove(&mut self, name: &str);
    fn append(&mut self, header: Header);
}

/// The traits for the `HeaderMap` of a version of the `http` crate.
macro_rules! header_map {
    ($($header:ident)::+) => {
        impl Headers for $($header)::+::HeaderMap {
            fn lines<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]> {
                self.get_all(name).into_iter().map($($header)::+::HeaderValue::as_bytes)
            }

            fn content_type(&self) -> Option<&[u8]> {
                self.get($($header)::+::CONTENT_TYPE).map($($header)::+::HeaderValue::as_bytes)
            }
        }

        impl HeadersMut for $($header)::+::HeaderMap {
            fn remove(&mut self, name: &str) {
                self.remove(name);
            }

            fn append(&mut self, header: Header) {
                use std::borrow::Cow;

                use errcat_core::media_type::JSON;
                use $($header)::+::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER, VARY};
                let (name, value) = match header {
                    Header::ContentLength(bytes) => (CONTENT_LENGTH, HeaderValue::from(bytes)),
                    // Most catalogs have this one. It is not checked again for each reply.
                    Header::ContentType(JSON) => (CONTENT_TYPE, const { HeaderValue::from_static(JSON) }),
                    Header::ContentType(name) => (CONTENT_TYPE, HeaderValue::from_static(name)),
                    Header::RetryAfter(seconds) => (RETRY_AFTER, HeaderValue::from(seconds)),
                    Header::VaryAccept => (VARY, const { HeaderValue::from_static("Accept") }),
                    Header::Occurrence(name, value) | Header::Row(name, value) => {
                        let is_http = "a failure has only headers that are HTTP";
                        let value = match value {
                            Cow::Borrowed(value) => HeaderValue::from_static(value),
                            Cow::Owned(value) => HeaderValue::try_from(value).expect(is_http),
                        };
                        (HeaderName::from_bytes(name.as_bytes()).expect(is_http), value)
                    }
                };
                self.append(name, value);
            }
        }

        impl crate::frameworks::request_id::IdHeaders for $($header)::+::HeaderMap {
            type Name = $($header)::+::HeaderName;
            type Value = $($header)::+::HeaderValue;

            fn value(id: &crate::RequestId) -> Self::Value {
                Self::Value::from_str(id.as_str()).expect("an id is visible ASCII")
            }

            fn only(&self, name: &Self::Name) -> Option<&Self::Value> {
                let mut lines = self.get_all(name).into_iter();
                lines.next().filter(|_| lines.next().is_none())
            }

            fn set(&mut self, name: &Self::Name, value: &Self::Value) {
                self.insert(name.clone(), value.clone());
            }
        }
    };
}
#[cfg(feature = "actix-web")]
header_map! { actix_web::http::header }
#[cfg(feature = "http")]
header_map! { http::header }

/// What a request says of the reply that its client wants.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    format: Format,
    /// Whether the reply to `HEAD` has to be made here: the head alone, with the length that the body would have.
    is_head: bool,
    /// Whether the request is a call of gRPC, whose failures are statuses.
    pub(crate) is_grpc: bool,
}

impl Wanted {
    pub(crate) fn by<C: Code>(headers: &impl Headers) -> Self {
        Self { format: format::<C>(headers), is_head: false, is_grpc: false }
    }

    /// For a framework whose router can have services of gRPC.
    pub(crate) fn with_calls(self, method: &str, headers: &impl Headers) -> Self {
        let is_call = method == "POST" && headers.content_type().is_some_and(is_grpc);
        Self { is_grpc: cfg!(feature = "tonic") && is_call, ..self }
    }

    /// For a framework that does not cut off the body of a reply to `HEAD` itself.
    pub(crate) fn with_method(self, method: &str) -> Self {
        Self { is_head: method == "HEAD", ..self }
    }

    /// The body that leaves.
    fn body(self, body: Vec<u8>, headers: &mut impl HeadersMut) -> Vec<u8> {
        if !self.is_head {
            return body;
        }
        headers.remove("content-length");
        headers.append(Header::ContentLength(body.len()));
        Vec::new()
    }
}

/// The format that the client prefers. Nobody looks at the headers of a request where the catalog has one format alone.
pub(crate) fn format<C: Code>(headers: &impl Headers) -> Format {
    if !C::BODIES.problem_json {
        return Format::Envelope;
    }
    Format::accepted::<C>(headers.lines("accept"))
}

/// Whether a response stays: it is not a failure, or it is in the envelope, or somebody has made it for programs to read.
pub(crate) fn stays(status: u16, headers: &impl Headers) -> bool {
    status < 400 || headers.content_type().is_some_and(is_json)
}

/// The failure of which only the status is known.
pub(crate) fn failure_of_status<C: Code>(status: u16) -> Failure<C> {
    Failure::from_http(HttpKind::from_status(status), status)
}

/// The same with the text that is replaced, or its beginning, for the log.
pub(crate) fn failure_instead_of<C: Code>(status: u16, text: &[u8]) -> Failure<C> {
    let failure = failure_of_status(status);
    let text = String::from_utf8_lossy(&text[..text.len().min(LOGGED)]);
    if text.is_empty() { failure } else { failure.with_source(text.into_owned()) }
}

/// The failure with the time to wait of the response that it replaces: the header stays, and the body says the same.
pub(crate) fn waiting<C: Code>(failure: Failure<C>, headers: &impl Headers) -> Failure<C> {
    let line = headers.lines("retry-after").next().and_then(|line| str::from_utf8(line).ok());
    let wait = line.map(str::trim).and_then(seconds_of).map(Duration::from_secs);
    match wait.filter(|wait| *wait <= LONGEST_WAIT) {
        Some(wait) => failure.with_retry_after(wait),
        None => failure,
    }
}

/// The seconds of `Retry-After` (RFC 9110, section 10.2.3). A date has the form in which servers write it.
fn seconds_of(line: &str) -> Option<u64> {
    if line.bytes().all(|byte| byte.is_ascii_digit()) {
        return line.parse().ok();
    }
    let date = DateTimeParser::new().parse_timestamp(line).ok()?;
    Some(date.as_second().saturating_sub(Timestamp::now().as_second()).try_into().unwrap_or(0))
}

/// The failure of a handler that panicked. The panic's text is for the log.
pub(crate) fn failure_of_panic<C: Code>(panic: &(dyn Any + Send)) -> Failure<C> {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no text");
    Failure::from_http(HttpKind::Internal, 500).with_source(format!("a handler panicked: {text}"))
}

/// The output of the future that `call` returns, or what one of the two panicked with: a service may do its work before it
/// returns its future. The future is not polled again, so nobody sees what the panic left behind.
pub(crate) async fn catch_panic<F: Future>(
    call: impl FnOnce() -> F,
) -> Result<F::Output, Box<dyn Any + Send>> {
    let mut future = pin!(catch_unwind(AssertUnwindSafe(call))?);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// Puts a failure in the place of a response with these headers, and returns the status and the body.
pub(crate) fn replace<C: Code>(
    headers: &mut impl HeadersMut,
    failure: &Failure<C>,
    wanted: Wanted,
) -> (u16, Vec<u8>) {
    let reply = Reply::negotiated(failure, wanted.format);
    let status = reply.status;
    let (lines, body) = reply.into_parts();
    remove_body_headers(headers);
    set_headers(headers, lines);
    (status, wanted.body(body, headers))
}

/// The length in bytes of the body that a failure wrote. It stays with the response, which somebody may give another body.
#[derive(Clone, Copy)]
pub(crate) struct Written(pub(crate) u64);

impl Written {
    /// Whether a body is still the failure's, as far as the lengths say. `length` is that of the body, if it is known.
    pub(crate) fn is_there(self, headers: &impl Headers, length: Option<u64>) -> bool {
        // Whoever compresses a body does not know what is in it.
        if headers.lines("content-encoding").next().is_some() {
            return true;
        }
        // The reply to `HEAD` has only the header.
        let header =
            headers.lines("content-length").next().and_then(|line| str::from_utf8(line).ok()?.parse().ok());
        header.or(length).is_none_or(|length| length == self.0)
    }
}

/// Has the response of a failure, which has this status and is in the envelope, depend on what the client wants. Returns
/// the body if that changes.
pub(crate) fn negotiate<C: Code>(
    headers: &mut impl HeadersMut,
    failure: &Failure<C>,
    status: u16,
    wanted: Wanted,
) -> Option<Vec<u8>> {
    if status < 400 {
        return None;
    }
    set_headers(headers, iter::once(Header::VaryAccept));
    if wanted.format == Format::Envelope {
        return None;
    }
    remove_body_headers(headers);
    set_headers(headers, iter::once(Header::ContentType(failure.content_type(wanted.format))));
    Some(wanted.body(failure.problem(status), headers))
}

/// Sets headers of a reply. A time to wait that is there already stays, and so does a header that the row has too:
/// whoever has set it knows more of the request than the row.
pub(crate) fn set_headers(headers: &mut impl HeadersMut, lines: impl Iterator<Item = Header>) {
    for header in lines {
        if is_there(headers, &header) {
            continue;
        }
        if !has_lines(header.name()) {
            headers.remove(header.name());
        }
        headers.append(header);
    }
}

/// Whether the response needs no such header, because of one that it has.
fn is_there(headers: &impl Headers, header: &Header) -> bool {
    match header {
        Header::VaryAccept => varies(headers.lines("vary")),
        Header::Occurrence(name, value) | Header::Row(name, value) if has_lines(name) => {
            headers.lines(name).any(|line| line == value.as_bytes())
        }
        Header::RetryAfter(_) | Header::Row(..) => headers.lines(header.name()).next().is_some(),
        Header::ContentLength(_) | Header::ContentType(_) | Header::Occurrence(..) => false,
    }
}

/// Whether the lines of a header do not replace each other: everybody adds to `Vary`, and each cookie has a line.
fn has_lines(name: &str) -> bool {
    ["vary", "set-cookie"].iter().any(|lines| name.eq_ignore_ascii_case(lines))
}

pub(crate) fn remove_body_headers(headers: &mut impl HeadersMut) {
    for name in OF_THE_BODY {
        headers.remove(name);
    }
}
