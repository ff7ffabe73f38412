//! A reply before it is any framework's response: a status, headers and bytes.

use std::borrow::Cow;

use serde::Serialize;

use crate::{Code, Failure, Format, HttpKind, Success};

/// A header of a reply, with its value. Each framework has its own constants for names and fixed values: to parse a text
/// would take longer than the rest of a header.
pub(crate) enum Header {
    /// The length of the body in bytes.
    ContentLength(usize),
    ContentType(&'static str),
    /// The time to wait in seconds.
    RetryAfter(u64),
    /// `Vary: Accept`
    VaryAccept,
    /// A header of one occurrence: its name and its value, which are HTTP.
    Occurrence(Cow<'static, str>, Cow<'static, str>),
    /// A header of a row.
    Row(Cow<'static, str>, Cow<'static, str>),
}

impl Header {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::ContentLength(_) => "content-length",
            Self::ContentType(_) => "content-type",
            Self::RetryAfter(_) => "retry-after",
            Self::VaryAccept => "vary",
            Self::Occurrence(name, _) | Self::Row(name, _) => name,
        }
    }

    /// The name and the value as texts.
    #[cfg(feature = "rocket")]
    pub(crate) fn into_texts(self) -> (Cow<'static, str>, Cow<'static, str>) {
        match self {
            Self::ContentLength(bytes) => ("content-length".into(), bytes.to_string().into()),
            Self::ContentType(name) => ("content-type".into(), name.into()),
            Self::RetryAfter(seconds) => ("retry-after".into(), seconds.to_string().into()),
            Self::VaryAccept => ("vary".into(), "Accept".into()),
            Self::Occurrence(name, value) | Self::Row(name, value) => (name, value),
        }
    }
}

/// What every framework makes its own response of.
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The envelope in JSON, or a problem document.
    body: Vec<u8>,
    content_type: &'static str,
    /// The seconds of `Retry-After`.
    retry_after: Option<u64>,
    /// Whether the format depends on the request's `Accept`.
    varies: bool,
    /// The headers of the occurrence, and then those of the row.
    more: Vec<Header>,
}

/// The envelope, where nobody knows what the client prefers.
impl<C: Code> From<&Failure<C>> for Reply {
    fn from(failure: &Failure<C>) -> Self {
        Self::new(failure, Format::Envelope, false)
    }
}

impl Reply {
    /// The reply to a client that prefers this format.
    pub(crate) fn negotiated<C: Code>(failure: &Failure<C>, format: Format) -> Self {
        Self::new(failure, format, C::BODIES.problem_json)
    }

    /// Called once for each failure that is sent, so this is where it is logged and counted.
    fn new<C: Code>(failure: &Failure<C>, format: Format, varies: bool) -> Self {
        #[cfg(any(feature = "tracing", feature = "metrics"))]
        failure.record();
        let status = if C::BODIES.always_ok { 200 } else { failure.status() };
        let own = failure.own_headers().iter().cloned();
        let own = own.map(|(name, value)| Header::Occurrence(name, value));
        let row = failure.row_headers().map(|&(name, value)| Header::Row(name.into(), value.into()));
        Self {
            status,
            body: failure.to_body(format),
            content_type: failure.content_type(format),
            retry_after: failure.retry_after_seconds(),
            varies,
            more: own.chain(row).collect(),
        }
    }

    /// Whether the reply has headers that not every reply has.
    #[cfg(feature = "salvo")]
    pub(crate) fn has_own_headers(&self) -> bool {
        self.retry_after.is_some() || !self.more.is_empty()
    }

    /// The reply, or the failure of a payload that does not serialize.
    pub(crate) fn of_success<T: Serialize, C: Code>(success: &Success<T, C>) -> Result<Self, Failure<C>> {
        let status = if C::BODIES.always_ok { 200 } else { success.status() };
        // These replies have no body (RFC 9110, sections 15.3.5 and 15.3.6).
        let body = if matches!(status, 204 | 205) { Ok(Vec::new()) } else { success.to_json() };
        match body {
            Ok(body) => Ok(Self {
                status,
                body,
                content_type: success.content_type(),
                retry_after: None,
                varies: false,
                more: Vec::new(),
            }),
            Err(error) => Err(Failure::from_http(HttpKind::Internal, 500).with_source(error)),
        }
    }

    /// The headers, each with one line, and the body.
    pub(crate) fn into_parts(self) -> (impl Iterator<Item = Header>, Vec<u8>) {
        let retry_after = self.retry_after.map(Header::RetryAfter);
        let vary = self.varies.then_some(Header::VaryAccept);
        let own = [Some(Header::ContentType(self.content_type)), retry_after, vary].into_iter().flatten();
        (own.chain(self.more), self.body)
    }
}
