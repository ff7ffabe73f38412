//! The errors of a client's request.

use core::fmt;
use core::time::Duration;
use std::error::Error as StdError;

use super::defect::{DISPLAYED, Defect};
use super::excerpt;
use super::reply_head::ReplyHead;
use crate::envelope::byte_order_mark::without_mark;
use crate::envelope::may_be_success;
use crate::envelope::status::may_pass;
use crate::envelope::{LONGEST_WAIT, line};
use crate::{Code, Failure, HttpKind};

/// Why a request did not lead to a success.
///
/// ```
/// use std::time::Duration;
///
/// use errcat::Failure;
/// use errcat::reqwest::Error;
///
/// #[errcat::catalog("../error_codes.toml", module = false)]
/// enum ErrorCode {}
///
/// // The row has `retry_after = 60`.
/// let error = Error::from(Failure::new(ErrorCode::RequestTooFast));
/// assert_eq!(error.status(), Some(429));
/// assert!(error.is_retryable());
/// assert_eq!(error.wait(Some(Duration::from_secs(1))), Some(Duration::from_secs(60)));
/// ```
pub enum Error<C> {
    /// The service has answered with a failure. Its code may be unknown to this build, or missing.
    Failure(Failure<C>),
    /// The reply is not an envelope: the page of a proxy, an empty or truncated body, a text. The content type does not
    /// matter if the body is an envelope.
    Foreign(Box<Foreign>),
    /// There is no reply.
    Unanswered(::reqwest::Error),
}

impl<C: Code> Error<C> {
    /// The HTTP status, or `None` if there is no reply. For a failure, it is [`Failure::status`]: if the HTTP status is below 400,
    /// this is the status in the body, or else that of the row, and 500 if the HTTP status is above 599.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Failure(failure) => Some(failure.status()),
            Self::Foreign(reply) => Some(reply.status()),
            Self::Unanswered(_) => None,
        }
    }

    /// Whether the same request may succeed later.
    ///
    /// - For a failure, the row of its code decides: see [`Failure::is_retryable`].
    /// - For a reply that is not an envelope, the statuses 408, 429, 502, 503 and 504 are retryable. So is a truncated
    ///   body.
    /// - Without a reply, a request is retryable if it timed out, or if it was not wrong in itself, such as one with a
    ///   wrong URL.
    ///
    /// This does not mean that the service did nothing. Repeat a request only if doing it twice has the same effect as
    /// doing it once.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Failure(failure) => failure.is_retryable(),
            Self::Foreign(reply) => reply.is_retryable(),
            Self::Unanswered(error) => error.is_request() || error.is_timeout(),
        }
    }

    /// How long to wait before the request is repeated: the time of the header `Retry-After`, or else of the body, or else
    /// of the row.
    ///
    /// A time of more than a year counts as none, because a clock may overflow with it.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Failure(failure) => {
                let row = failure.code().and_then(|code| code.entry().retry_after());
                [failure.retry_after(), row].into_iter().flatten().find(|wait| *wait <= LONGEST_WAIT)
            }
            Self::Foreign(reply) => reply.retry_after(),
            Self::Unanswered(_) => None,
        }
    }

    /// The longer of two times: that of the retry policy, and that of
    /// [`retry_after`](Self::retry_after). Returns `None` if the policy has given up. The signature is that of
    /// `backon`'s `adjust`.
    pub fn wait(&self, planned: Option<Duration>) -> Option<Duration> {
        planned.map(|planned| planned.max(self.retry_after().unwrap_or_default()))
    }

    /// The failure to answer with, if this service asked another one for its own client: the failure that was received, with
    /// its code. Otherwise this error becomes the source of a failure of the kind `unavailable`, if the same request may succeed later, or else
    /// `internal`. It has the time to wait of the reply.
    ///
    /// ```
    /// use errcat::Failure;
    /// use errcat::reqwest::Error;
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// let error = Error::from(Failure::new(ErrorCode::RequestTooFast));
    /// assert!(error.into_failure().is(ErrorCode::RequestTooFast));
    /// ```
    pub fn into_failure(self) -> Failure<C> {
        match self {
            Self::Failure(failure) => failure,
            error => {
                let wait = error.retry_after();
                let kind = if error.is_retryable() { HttpKind::Unavailable } else { HttpKind::Internal };
                let failure = Failure::from(kind).with_source(error);
                match wait {
                    Some(wait) => failure.with_retry_after(wait),
                    None => failure,
                }
            }
        }
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
    /// The source of the inner error, because the text of this error already contains the text of the inner one.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Failure(failure) => failure.source(),
            Self::Foreign(reply) => reply.source(),
            Self::Unanswered(error) => error.source(),
        }
    }
}

/// A reply that is not an envelope.
///
/// `Display` and `Debug` write one line of limited length, whatever was sent. They show the beginning of the body only
/// for a status of 400 or more, and never that of a success, because a success may contain a secret.
pub struct Foreign {
    head: ReplyHead,
    excerpt: String,
    defect: Defect,
    /// Whether the body may be a success.
    is_success: bool,
}

impl Foreign {
    pub(super) fn new<C: Code>(head: ReplyHead, body: &[u8], defect: Defect) -> Self {
        let is_success = head.is_error() && may_be_success::<C>(body);
        Self { head, excerpt: excerpt::bounded(without_mark(body)), defect, is_success }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status
    }

    /// The header `Content-Type`, if there is one: at most its first 256 bytes, on one line.
    pub fn content_type(&self) -> Option<&str> {
        self.head.content_type.as_deref()
    }

    /// The time of `Retry-After`, if it is at most a year. A date is compared with the header `Date` of the reply.
    pub fn retry_after(&self) -> Option<Duration> {
        self.head.retry_after
    }

    /// The beginning of the body: at most 256 bytes, on one line. White space is shortened to one space, and control
    /// characters are escaped.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// Why the reply is not an envelope.
    pub fn defect(&self) -> &Defect {
        &self.defect
    }

    fn is_retryable(&self) -> bool {
        may_pass(self.head.status) || matches!(self.defect, Defect::Truncated(_))
    }

    /// The part of the body that a log may contain.
    fn shown(&self) -> &str {
        let is_success = self.is_success || matches!(self.defect, Defect::Status);
        if self.head.is_error() && !is_success { &self.excerpt } else { "" }
    }
}

impl fmt::Display for Foreign {
    /// Writes a text such as `HTTP 502 with a page of HTML in place of an envelope: <html> …`.
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
        line::write(
            f,
            DISPLAYED,
            format_args!(
                "Foreign {{ status: {}, content_type: {:?}, retry_after: {:?}, defect: {:?}, excerpt: \"{}\" }}",
                self.status(),
                self.content_type(),
                self.retry_after(),
                self.defect,
                self.shown(),
            ),
        )
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
