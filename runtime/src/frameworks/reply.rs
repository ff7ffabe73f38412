//! A reply before it is any framework's response: a status, headers and bytes.

use std::borrow::Cow;

use serde::Serialize;

use crate::{Code, Failure, Format, HttpKind, Success};

/// A header of a reply, with its value. Each framework has its own constants for names and fixed values: to parse a text
/// would take longer than the rest of a header.
#[derive(Clone, Copy)]
pub(crate) enum Header {
    /// The length of the body in bytes.
    ContentLength(usize),
    ContentType(Format),
    /// The time to wait in seconds.
    RetryAfter(u64),
    /// `Vary: Accept`
    VaryAccept,
}

impl Header {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ContentLength(_) => "content-length",
            Self::ContentType(_) => "content-type",
            Self::RetryAfter(_) => "retry-after",
            Self::VaryAccept => "vary",
        }
    }

    pub(crate) fn value(self) -> Cow<'static, str> {
        match self {
            Self::ContentLength(bytes) => bytes.to_string().into(),
            Self::ContentType(format) => format.content_type().into(),
            Self::RetryAfter(seconds) => seconds.to_string().into(),
            Self::VaryAccept => "Accept".into(),
        }
    }
}

/// What every framework makes its own response of.
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The envelope in JSON, or a problem document.
    pub(crate) body: Vec<u8>,
    format: Format,
    /// The seconds of `Retry-After`.
    retry_after: Option<u64>,
    /// Whether the format depends on the request's `Accept`.
    varies: bool,
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

    /// Called once for each failure that is sent, so this is where it becomes an event.
    fn new<C: Code>(failure: &Failure<C>, format: Format, varies: bool) -> Self {
        #[cfg(feature = "tracing")]
        failure.record();
        let status = if C::BODIES.always_ok { 200 } else { failure.status() };
        let retry_after = failure.retry_after_seconds();
        Self { status, body: failure.to_body(format), format, retry_after, varies }
    }

    /// The reply, or the failure of a payload that does not serialize.
    pub(crate) fn of_success<T: Serialize, C: Code>(success: &Success<T, C>) -> Result<Self, Failure<C>> {
        match success.to_json() {
            Ok(body) => {
                Ok(Self { status: 200, body, format: Format::Envelope, retry_after: None, varies: false })
            }
            Err(error) => Err(Failure::from_http(HttpKind::Internal, 500).with_source(error)),
        }
    }

    /// The headers, each with one line.
    pub(crate) fn headers(&self) -> impl Iterator<Item = Header> + use<> {
        let retry_after = self.retry_after.map(Header::RetryAfter);
        let vary = self.varies.then_some(Header::VaryAccept);
        [Some(Header::ContentType(self.format)), retry_after, vary].into_iter().flatten()
    }
}
