//! What comes in place of a success.

use core::fmt;
use core::time::Duration;
use std::error::Error as StdError;

use super::{Head, excerpt};
use crate::envelope::line;
use crate::envelope::status::may_pass;
use crate::{Code, Failure};

/// The most bytes of what is shown of a reply.
const DISPLAYED: usize = 4_000;

/// What comes in place of a success.
pub enum Error<C> {
    /// The service has refused, with a code that this build knows, another, or none.
    Failure(Failure<C>),
    /// The reply is no envelope: a proxy's page, an empty or truncated body, another type.
    Foreign(Box<Foreign>),
    /// There is no reply.
    Unanswered(::reqwest::Error),
}

impl<C: Code> Error<C> {
    /// The HTTP status; `None` where there is no reply.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Failure(failure) => Some(failure.status()),
            Self::Foreign(reply) => Some(reply.status()),
            Self::Unanswered(_) => None,
        }
    }

    /// Whether the same request may succeed later.
    ///
    /// Of a failure its row says so; of a foreign reply its status does (408, 429, 502, 503 and 504), and one that is
    /// truncated may come whole; of a request without a reply, that it could have been sent at all.
    ///
    /// It does not say that nothing was done: repeat a request only where doing it twice is the same as once.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Failure(failure) => failure.is_retryable(),
            Self::Foreign(reply) => reply.is_retryable(),
            Self::Unanswered(error) => error.is_request() || error.is_timeout(),
        }
    }

    /// How long to wait before the request is repeated: the reply's `Retry-After`, or else the time of the code's row.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Failure(failure) => failure.retry_after(),
            Self::Foreign(reply) => reply.retry_after(),
            Self::Unanswered(_) => None,
        }
    }

    /// The longer of the wait that a policy has planned and that of [`retry_after`](Self::retry_after); `None` where the
    /// policy has given up. It has the form that `backon`'s `adjust` takes.
    pub fn wait(&self, planned: Option<Duration>) -> Option<Duration> {
        planned.map(|planned| planned.max(self.retry_after().unwrap_or_default()))
    }
}

impl<C> From<::reqwest::Error> for Error<C> {
    fn from(error: ::reqwest::Error) -> Self {
        Self::Unanswered(error)
    }
}

impl<C> From<Failure<C>> for Error<C> {
    fn from(failure: Failure<C>) -> Self {
        Self::Failure(failure)
    }
}

impl<C: Code> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(failure) => failure.fmt(f),
            Self::Foreign(reply) => reply.fmt(f),
            Self::Unanswered(error) => line::write(f, DISPLAYED, format_args!("no reply: {error}")),
        }
    }
}

impl<C: Code> fmt::Debug for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(failure) => failure.fmt(f),
            Self::Foreign(reply) => reply.fmt(f),
            Self::Unanswered(error) => line::write(f, DISPLAYED, format_args!("Unanswered({error:?})")),
        }
    }
}

impl<C: Code> StdError for Error<C> {
    /// What is behind the text, which already has all that is in front.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Failure(failure) => failure.source(),
            Self::Foreign(reply) => reply.source(),
            Self::Unanswered(error) => error.source(),
        }
    }
}

/// A reply that is no envelope.
///
/// Its texts are bounded and on one line, whatever was sent. They show the beginning of the body only at a status of 400
/// and above: what stands in the body of a success may not be for logs.
pub struct Foreign {
    head: Head,
    excerpt: String,
    defect: Defect,
}

impl Foreign {
    pub(super) fn new(head: Head, body: &[u8], defect: Defect) -> Self {
        Self { head, excerpt: excerpt::of(body), defect }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status
    }

    /// How `Content-Type` begins, where there is one.
    pub fn content_type(&self) -> Option<&str> {
        self.head.content_type.as_deref()
    }

    /// The time of `Retry-After`: seconds, or a date counted from the reply's own.
    pub fn retry_after(&self) -> Option<Duration> {
        self.head.retry_after
    }

    /// How the body begins: at most 256 bytes, runs of white space as one space, control characters escaped.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// Why it is no envelope.
    pub fn defect(&self) -> &Defect {
        &self.defect
    }

    fn is_retryable(&self) -> bool {
        may_pass(self.head.status) || matches!(self.defect, Defect::Truncated(_))
    }

    /// What may stand in a log.
    fn shown(&self) -> &str {
        if self.head.is_error() { &self.excerpt } else { "" }
    }
}

impl fmt::Display for Foreign {
    /// `HTTP 502 with a page of HTML in place of an envelope: <html> …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {} with {}", self.head.status, self.defect)?;
        if let (Defect::ContentType, Some(content_type)) = (&self.defect, self.content_type()) {
            write!(f, " (`{content_type}`)")?;
        }
        match self.shown() {
            "" => f.write_str(" in place of an envelope"),
            shown => write!(f, " in place of an envelope: {shown}"),
        }
    }
}

impl fmt::Debug for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = format_args!(
            "Foreign {{ status: {}, content_type: {:?}, retry_after: {:?}, defect: {:?}, excerpt: \"{}\" }}",
            self.status(),
            self.content_type(),
            self.retry_after(),
            self.defect,
            self.shown(),
        );
        line::write(f, DISPLAYED, shown)
    }
}

impl StdError for Foreign {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.defect {
            Defect::Truncated(Some(error)) => Some(error),
            _ => None,
        }
    }
}

/// Why a reply is no envelope.
#[non_exhaustive]
pub enum Defect {
    /// A page of HTML: somebody between here and the service has answered.
    Page,
    /// There is no body, or one of white space.
    Empty,
    /// The body breaks off or cannot be decoded: with the connection, when the client's time was over, or within the JSON,
    /// where HTTP could not tell and there is no error.
    Truncated(Option<::reqwest::Error>),
    /// The body is longer than this limit, in bytes.
    TooLarge(usize),
    /// The body says that it is no JSON, or a problem document, which is no envelope either.
    ContentType,
    /// A success, with a status of 400 and above.
    Status,
    /// The body is no JSON, no envelope of this catalog, or has a payload that the type does not accept.
    Malformed(serde_json::Error),
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page => f.write_str("a page of HTML"),
            Self::Empty => f.write_str("an empty body"),
            Self::Truncated(Some(error)) if error.is_timeout() => f.write_str("a body that came too slowly"),
            Self::Truncated(_) => f.write_str("a truncated body"),
            Self::TooLarge(limit) => write!(f, "a body of more than {limit} bytes"),
            Self::ContentType => f.write_str("another content type"),
            Self::Status => f.write_str("the body of a success"),
            // The text may quote the body.
            Self::Malformed(error) => {
                write!(f, "a malformed body ({})", excerpt::of(error.to_string().as_bytes()))
            }
        }
    }
}

impl fmt::Debug for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated(Some(error)) => line::write(f, DISPLAYED, format_args!("Truncated({error:?})")),
            defect => write!(f, "{defect}"),
        }
    }
}
