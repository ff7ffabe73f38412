//! Why there is no payload, and whether a retry may help.

use std::io::ErrorKind;
use std::time::Duration;

use contract::ErrorCode;
use contract::error_code::Failure;
use errcat::FieldError;
use thiserror::Error;

/// How long to wait if the reply does not say it.
const BREATH: Duration = Duration::from_secs(1);
/// The longest time that a user waits.
const LONGEST: Duration = Duration::from_secs(60);

/// Why there is no payload.
#[derive(Debug, Error)]
pub(crate) enum Trouble {
    /// The shop has answered with a failure. Its code may be unknown to this build, or missing.
    #[error("{0}")]
    Refused(Failure),

    /// The reply is not from the shop: for example the page of a proxy.
    #[error("HTTP {status} is not the shop's answer: {error}")]
    Foreign { status: u16, retry_after: Option<Duration>, error: serde_json::Error },

    /// There is no reply.
    #[error("no answer: {0}")]
    Unanswered(#[from] ureq::Error),
}

impl Trouble {
    /// What is wrong with each field of the request.
    pub(crate) fn fields(&self) -> &[FieldError] {
        match self {
            Self::Refused(failure) => failure.fields(),
            Self::Foreign { .. } | Self::Unanswered(_) => &[],
        }
    }

    /// How long to wait before a retry. `None` if a retry does not help, or may order twice.
    pub(crate) fn wait(&self) -> Option<Duration> {
        let (is_retryable, wait) = match self {
            Self::Refused(failure) => {
                let is_retryable = |code: ErrorCode| code.entry().is_retryable();
                let known = failure.code().map(is_retryable);
                (known.unwrap_or_else(|| was_put_off(failure.status())), failure.retry_after())
            }
            Self::Foreign { status, retry_after, .. } => (was_put_off(*status), *retry_after),
            Self::Unanswered(error) => (was_not_sent(error), None),
        };
        is_retryable.then(|| wait.unwrap_or(BREATH)).filter(|wait| *wait <= LONGEST)
    }
}

/// Whether the status says that the shop did nothing. This is for codes that this build does not know. After 500, 502
/// and 504, the shop may have done something.
fn was_put_off(status: u16) -> bool {
    matches!(status, 429 | 503)
}

fn was_not_sent(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Io(error) => error.kind() == ErrorKind::ConnectionRefused,
        ureq::Error::ConnectionFailed => true,
        _ => false,
    }
}
