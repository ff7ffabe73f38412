//! The head of a reply, and what it says about the body.

use std::time::Duration;

use errcat_core::media_type::{PROBLEM_JSON, is, is_json, name};
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::defect::Defect;
use super::{excerpt, retry_after, without_value};
use crate::envelope::byte_order_mark::without_mark;
use crate::{Code, Envelope, Failure};

/// The parts of a reply that are known before its body.
pub(super) struct ReplyHead {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    pub(super) retry_after: Option<Duration>,
}

impl ReplyHead {
    pub(super) fn of(response: &Response) -> Self {
        let headers = response.headers();
        Self {
            status: response.status().as_u16(),
            content_type: content_type(headers),
            retry_after: retry_after::read(headers),
        }
    }

    pub(super) fn is_error(&self) -> bool {
        self.status >= 400
    }

    /// The media type in lower case, without its parameters.
    fn media_type(&self) -> Option<String> {
        Some(name(self.content_type.as_deref()?).to_ascii_lowercase())
    }

    /// Reads a complete body. The content type matters only if the body does not show what it is.
    pub(super) fn judge<T: DeserializeOwned, C: Code>(&self, body: &[u8]) -> Result<Envelope<T, C>, Defect> {
        let Some(first) = without_mark(body).trim_ascii_start().first() else {
            return Envelope::from_json_with_status(body, self.status).map_err(|_| Defect::Empty);
        };
        // Without constants in the bodies, a problem document would be read as an envelope.
        if !has_constants::<C>()
            && let Some(failure) = self.problem(body)
        {
            return Ok(Envelope::Failure(failure));
        }
        match (Envelope::from_json_with_status(body, self.status), self.other_type::<C>(*first)) {
            (Ok(Envelope::Success(_)), _) if self.is_error() => Err(Defect::Status),
            // Without constants in the bodies, every object with such a status is read as a failure.
            (Ok(Envelope::Failure(failure)), Some(other))
                if !has_constants::<C>() && failure.wire_code().is_empty() =>
            {
                Err(other)
            }
            (Ok(envelope), _) => Ok(envelope),
            (Err(error), other) => {
                self.problem(body).map(Envelope::Failure).ok_or_else(|| self.defect::<C>(body, error, other))
            }
        }
    }

    /// The failure in a problem document of the catalog. A document without a code is somebody else's.
    fn problem<C: Code>(&self, body: &[u8]) -> Option<Failure<C>> {
        let is_problem = || self.media_type().as_deref() == Some(PROBLEM_JSON);
        if !C::BODIES.problem_json || !self.is_error() || !is_problem() {
            return None;
        }
        Some(Failure::from_problem_json(body).ok()?.relabelled(self.status))
    }

    /// Why a body that is not an envelope probably is something else.
    fn other_type<C: Code>(&self, first: u8) -> Option<Defect> {
        match self.media_type().as_deref() {
            Some("text/html" | "application/xhtml+xml") if !matches!(first, b'{' | b'[') => {
                Some(Defect::Page)
            }
            Some(name) if !is_json(name.as_bytes()) => Some(Defect::ContentType),
            // JSON never begins with `<`, whatever the header says.
            _ if first == b'<' => Some(Defect::Page),
            Some(PROBLEM_JSON) if !is(C::BODIES.failure_content_type.as_bytes(), PROBLEM_JSON) => {
                Some(Defect::ContentType)
            }
            _ => None,
        }
    }

    /// Why the body is not an envelope with the payload that was expected. `error` says this, and `other` is what the
    /// content type says.
    fn defect<C: Code>(&self, body: &[u8], error: serde_json::Error, other: Option<Defect>) -> Defect {
        match (Envelope::<IgnoredAny, C>::from_json_with_status(body, self.status), other) {
            (Ok(Envelope::Success(_)), _) if self.is_error() => Defect::Status,
            (Ok(_), Some(other)) if !has_constants::<C>() => other,
            // Any other payload would be accepted.
            (Ok(_), _) => Defect::Malformed(without_value::of_payload(error)),
            (Err(_), Some(other)) => other,
            (Err(error), None) if error.is_eof() => Defect::Truncated(None),
            (Err(error), None) => Defect::Malformed(without_value::of_envelope(error)),
        }
    }

    /// Adds the time of `Retry-After` to the failure.
    pub(super) fn with_wait<C: Code>(&self, failure: Failure<C>) -> Failure<C> {
        match self.retry_after {
            Some(wait) => failure.with_retry_after(wait),
            None => failure,
        }
    }
}

/// Whether constants of the bodies show that a body is an envelope.
fn has_constants<C: Code>() -> bool {
    !C::BODIES.tells.is_empty()
}

fn content_type(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE).map(|value| excerpt::bounded(value.as_bytes()))
}
