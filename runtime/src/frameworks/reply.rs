//! A reply before it is any framework's: the numbers and bytes that each of them makes its own response of.

use serde::Serialize;

use crate::{Code, Failure, Format, HttpKind, Success};

/// The content type of every reply.
#[cfg(any(feature = "actix-web", feature = "http", feature = "poem", feature = "salvo"))]
pub(crate) const JSON: &str = "application/json";

/// What a reply is made of, beside its content type.
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The seconds of `Retry-After`.
    pub(crate) retry_after: Option<u64>,
    /// The envelope in JSON, or a problem document.
    pub(crate) body: Vec<u8>,
}

impl<C: Code> From<&Failure<C>> for Reply {
    fn from(failure: &Failure<C>) -> Self {
        Self::in_format(failure, Format::Envelope)
    }
}

impl<T: Serialize, C: Code> From<&Success<T, C>> for Reply {
    fn from(success: &Success<T, C>) -> Self {
        Self::of(success).unwrap_or_else(|failure| Self::from(&failure))
    }
}

impl Reply {
    /// Made once for each failure that is sent, so this is where it becomes an event.
    pub(crate) fn in_format<C: Code>(failure: &Failure<C>, format: Format) -> Self {
        #[cfg(feature = "tracing")]
        failure.record();
        let (status, retry_after) = (failure.status(), failure.retry_after_seconds());
        Self { status, retry_after, body: failure.to_body(format) }
    }

    /// A payload that does not serialize is a failure in its place: half a body never leaves.
    pub(crate) fn of<T: Serialize, C: Code>(success: &Success<T, C>) -> Result<Self, Failure<C>> {
        match success.to_json() {
            Ok(body) => Ok(Self { status: 200, retry_after: None, body }),
            Err(error) => Err(Failure::of_http(HttpKind::Internal, 500).with_source(error)),
        }
    }
}
