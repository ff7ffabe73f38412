//! The replies of an API, which a service writes and a client reads.

pub(crate) mod byte_order_mark;
mod coded;
mod codes;
#[cfg(feature = "metrics")]
mod counter;
mod decode;
mod digits;
mod escape;
#[cfg(feature = "tracing")]
mod event;
#[cfg(feature = "__openapi")]
mod example;
mod failure;
mod field_error;
mod from_http;
mod headers;
mod incident;
pub(crate) mod line;
mod occurrence;
mod or_fail;
mod params;
mod payload;
mod prerendered;
mod raw_members;
#[cfg(any(feature = "tracing", feature = "metrics"))]
mod record;
pub(crate) mod request_id;
mod segments;
mod sent;
pub(crate) mod status;
mod success;
pub(crate) mod text;
mod time;
mod unique;
pub(crate) mod value;
pub(crate) mod written;

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use self::coded::{Coded, Wait, WithParams, is_free, plain, retry_after, with_params};
pub use self::codes::{CodeSet, Codes, Inner, NotCoded, codes};
#[cfg(feature = "tonic")]
pub(crate) use self::decode::Received;
pub(crate) use self::decode::problem_from_json;
#[cfg(feature = "reqwest")]
pub(crate) use self::decode::{EXCERPT, may_be_success};
#[cfg(all(feature = "actix-web", feature = "tracing"))]
pub(crate) use self::event::Chain;
pub use self::failure::Failure;
#[cfg(any(feature = "__server", feature = "reqwest"))]
pub(crate) use self::failure::LONGEST_WAIT;
pub use self::field_error::FieldError;
pub use self::or_fail::OrFail;
pub use self::params::{Params, ReadParams, SentParams, failure, param};
#[cfg(feature = "__server")]
pub use self::request_id::{InvalidRequestId, RequestId};
pub(crate) use self::sent::{Sent, json};
pub use self::success::Success;
pub use self::value::Value;
use crate::Code;

/// A reply as a client receives it: a success or a failure.
///
/// The members can be in any order. An unknown code, an unknown member, a missing code and a missing time are not
/// errors. A body that is neither a success nor a failure is an error.
///
/// Read JSON with [`from_json`](Self::from_json): then the order of the members does not change a payload. Use serde's
/// `Deserialize` only for other formats. It stores the members before the member that separates a success from a failure
/// as `serde_json::Value`s. These cannot contain numbers of 128 bits, and a payload cannot borrow from them.
///
/// ```
/// use errcat::Envelope;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// #[derive(serde::Deserialize)]
/// struct Key {
///     read_key: String,
/// }
///
/// # fn main() -> Result<(), serde_json::Error> {
/// let body = br#"{"result":"success","server_time":"2017-09-04T08:59:30Z","read_key":"9b11X"}"#;
/// let Envelope::Success(success) = Envelope::<Key, ErrorCode>::from_json(body)? else {
///     panic!("a success")
/// };
/// assert_eq!(success.payload.read_key, "9b11X");
/// # Ok(())
/// # }
/// ```
pub enum Envelope<T, C> {
    /// The request was done.
    Success(Success<T, C>),
    /// The request was not done.
    Failure(Failure<C>),
}

impl<T, C> Envelope<T, C> {
    /// Converts the reply into a `Result`, so that `?` propagates the failure.
    pub fn into_result(self) -> Result<Success<T, C>, Failure<C>> {
        match self {
            Self::Success(success) => Ok(success),
            Self::Failure(failure) => Err(failure),
        }
    }
}

impl<T: Serialize, C: Code> Envelope<T, C> {
    /// The body's bytes: compact JSON in UTF-8.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Success::to_json`]. A failure is always written.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        match self {
            Self::Success(success) => success.to_json(),
            Self::Failure(failure) => Ok(failure.to_json()),
        }
    }
}

impl<'de, T: Deserialize<'de>, C: Code> Envelope<T, C> {
    /// Reads a body: JSON in UTF-8. A byte order mark before it is skipped.
    ///
    /// # Errors
    ///
    /// Returns an error in each of these cases:
    ///
    /// - The body is neither a success nor a failure. A body that is not a JSON object can only be a success whose template is
    ///   empty, because its body is then the payload alone.
    /// - A member of the envelope is there twice.
    /// - The code is not a string, an integer or `null`.
    /// - `T` does not accept the payload.
    ///
    /// A text or a time of another type is not an error. In a failure, it is then one of the
    /// [`members`](Failure::members).
    pub fn from_json(body: &'de [u8]) -> serde_json::Result<Self> {
        decode::from_json(body, None)
    }

    /// Reads the body of a reply with this HTTP status, as [`from_json`](Self::from_json) does.
    ///
    /// If no constants of the bodies separate a success from a failure, the status does. A body with a status below 400
    /// is then a success, even if it has a member at the place of the code. A failure gets this status instead of the
    /// status of its row, if this status is 400 or more; above 599, it gets 500.
    ///
    /// An empty body with the status 204 or 205 is a success, if `T` can be nothing: `()`, or an `Option`
    /// (RFC 9110, sections 15.3.5 and 15.3.6).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`from_json`](Self::from_json).
    pub fn from_json_with_status(body: &'de [u8], status: u16) -> serde_json::Result<Self> {
        let reply = match decode::without_content(body, status) {
            Some(success) => Self::Success(success),
            None => decode::from_json(body, Some(status))?,
        };
        Ok(match reply {
            Self::Success(success) => Self::Success(success.with_status(status)),
            failure @ Self::Failure(_) => failure,
        })
    }
}

impl<T, C> From<Result<Success<T, C>, Failure<C>>> for Envelope<T, C> {
    fn from(result: Result<Success<T, C>, Failure<C>>) -> Self {
        match result {
            Ok(success) => Self::Success(success),
            Err(failure) => Self::Failure(failure),
        }
    }
}

impl<T, C> From<Success<T, C>> for Envelope<T, C> {
    fn from(success: Success<T, C>) -> Self {
        Self::Success(success)
    }
}

impl<T, C> From<Failure<C>> for Envelope<T, C> {
    fn from(failure: Failure<C>) -> Self {
        Self::Failure(failure)
    }
}

impl<T: fmt::Debug, C: Code> fmt::Debug for Envelope<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Success(success) => success.fmt(f),
            Self::Failure(failure) => failure.fmt(f),
        }
    }
}

impl<T: Serialize, C: Code> Serialize for Envelope<T, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Success(success) => success.serialize(serializer),
            Self::Failure(failure) => failure.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>, C: Code> Deserialize<'de> for Envelope<T, C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode::envelope(deserializer)
    }
}
