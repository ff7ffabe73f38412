//! Why a reply is not an envelope.

use core::fmt;

use super::excerpt;
use crate::envelope::line;

/// The most bytes of a text that is shown.
pub(super) const DISPLAYED: usize = 4_000;

/// Why a reply is not an envelope.
#[non_exhaustive]
pub enum Defect {
    /// The body is a page of HTML, or begins like one: a proxy has probably answered in place of the service.
    Page,
    /// There is no body, or it contains only white space. With the status 204 or 205, this is a defect only if the payload
    /// cannot be nothing: use `()` or an `Option`.
    Empty,
    /// The body is incomplete or cannot be decoded. If the connection broke or the client's timeout was over, the error
    /// says so. If only the JSON is incomplete, there is no error.
    Truncated(Option<::reqwest::Error>),
    /// The body is longer than this limit, in bytes.
    TooLarge(usize),
    /// The body is not an envelope, and its content type is not JSON, or is that of a problem document although the
    /// catalog has another one for failures.
    ContentType,
    /// The body is a success, but the status is 400 or more.
    Status,
    /// The body is not JSON, is not an envelope of this catalog, or has a payload that the type does not accept. The text
    /// of the error does not contain the values of the payload, as long as each type has serde's own errors.
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
            // The text of the error may quote the body.
            Self::Malformed(error) => {
                write!(f, "a malformed body ({})", excerpt::bounded(error.to_string().as_bytes()))
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
