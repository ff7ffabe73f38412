//! What comes in place of a payload, and whether it helps to ask again.

use std::io::ErrorKind;
use std::time::Duration;

use contract::ErrorCode;
use contract::error_code::Failure;
use thiserror::Error;

/// How long to wait where nobody says.
const BREATH: Duration = Duration::from_secs(1);
/// The longest that anybody waits in front of a command line.
const LONGEST: Duration = Duration::from_secs(60);

/// What comes in place of a payload.
#[derive(Debug, Error)]
pub(crate) enum Trouble {
    /// The shop has refused, with a code that this build knows, another, or none.
    #[error("{0}")]
    Refused(Failure),

    /// Somebody else has answered: a proxy with a page of its own.
    #[error("HTTP {status} is not the shop's answer: {error}")]
    Foreign { status: u16, retry_after: Option<Duration>, error: serde_json::Error },

    /// Nobody has answered.
    #[error("no answer: {0}")]
    Unanswered(#[from] ureq::Error),
}

impl Trouble {
    /// How long to wait before asking again; `None` where that is no use, or might order twice.
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

/// Of a code that this build does not know, the status is what remains. These two say that nothing was done; of 500,
/// 502 and 504 nobody knows.
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
