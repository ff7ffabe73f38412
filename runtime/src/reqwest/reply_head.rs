//! The head of a reply, and what it says about the body.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;

use super::defect::Defect;
use super::{excerpt, retry_after};
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
        let essence = self.content_type.as_deref()?.split(';').next()?;
        Some(essence.trim().to_ascii_lowercase())
    }

    /// Reads a complete body.
    pub(super) fn judge<T: DeserializeOwned, C: Code>(&self, body: &[u8]) -> Result<Envelope<T, C>, Defect> {
        let first = body.trim_ascii_start().first();
        if first.is_none() {
            return Err(Defect::Empty);
        }
        match self.media_type().as_deref() {
            Some("text/html" | "application/xhtml+xml") => Err(Defect::Page),
            // JSON never begins with `<`, whatever the header says.
            Some("application/json") | None if first == Some(&b'<') => Err(Defect::Page),
            Some("application/problem+json") => Err(Defect::ContentType),
            Some(name) if name != "application/json" && !name.ends_with("+json") => Err(Defect::ContentType),
            _ => self.parse(body),
        }
    }

    fn parse<T: DeserializeOwned, C: Code>(&self, body: &[u8]) -> Result<Envelope<T, C>, Defect> {
        match Envelope::from_json_with_status(body, self.status) {
            Ok(Envelope::Success(_)) if self.is_error() => Err(Defect::Status),
            Ok(envelope) => Ok(envelope),
            Err(error) if error.is_eof() => Err(Defect::Truncated(None)),
            Err(error) => Err(Defect::Malformed(error)),
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

fn content_type(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE).map(|value| excerpt::bounded(value.as_bytes()))
}
