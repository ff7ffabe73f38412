//! The envelope: what a service answers with, and what its clients read.

mod coded;
mod decode;
#[cfg(feature = "tracing")]
mod event;
mod failure;
mod framed;
mod head;
mod incident;
pub(crate) mod line;
mod members;
mod or_fail;
mod payload;
mod sent;
pub(crate) mod status;
mod success;
mod time;

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use self::coded::{Coded, Draft, Wait, WithParams, is_free, plain, retry_after, with_params};
pub use self::failure::{Failure, failure};
pub use self::or_fail::OrFail;
pub(crate) use self::sent::SentCode;
pub use self::success::Success;
use crate::Code;

/// What a handler returns: a success with a payload, or a failure with a code.
///
/// The module of a catalog has the same type with only one parameter, such as `error_code::Result<T>`.
///
/// ```
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// fn check(password: &str) -> errcat::Result<(), ErrorCode> {
///     if password.is_empty() {
///         return Err(ErrorCode::MissingData.into());
///     }
///     Ok(().into())
/// }
///
/// # fn main() {
/// assert!(check("").unwrap_err().is(ErrorCode::MissingData));
/// # }
/// ```
pub type Result<T, C> = core::result::Result<Success<T, C>, Failure<C>>;

/// A reply as a client receives it: a success or a failure.
///
/// Members may stand in any order. A code that this build does not know, members that it does not expect, no code and
/// no time are all accepted; a body that says neither success nor failure is an error.
///
/// Read JSON text with [`from_json`](Self::from_json): a payload is the same whatever the order of the members. serde's
/// `Deserialize` is for other formats. It keeps what comes before it is known what the body is as a `serde_json::Value`,
/// which holds no number of 128 bits, and nothing that a payload could borrow.
///
/// ```
/// use errcat::Envelope;
/// # #[errcat::catalog("../error_codes.toml")]
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
    /// The success, or the failure as the error that `?` hands on.
    pub fn into_result(self) -> Result<T, C> {
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
    /// As [`Success::to_json`].
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        match self {
            Self::Success(success) => success.to_json(),
            Self::Failure(failure) => Ok(failure.to_json()),
        }
    }
}

impl<'de, T: Deserialize<'de>, C: Code> Envelope<T, C> {
    /// Reads a body: JSON in UTF-8.
    ///
    /// # Errors
    ///
    /// Bytes that are no JSON object, a body that says neither success nor failure, a member of the envelope's own that
    /// stands twice, a code that is neither text nor an integer, or a payload that `T` does not accept. A text or a time of
    /// another type costs nothing but itself: in a failure it is among the members.
    pub fn from_json(body: &'de [u8]) -> serde_json::Result<Self> {
        decode::from_json(body, None)
    }

    /// Reads the body of a reply with this HTTP status: JSON in UTF-8.
    ///
    /// The status tells a success from a failure where the catalog's envelope has no member that does: below 400 it is a
    /// success, even with a member that has the code's name. A failure has this status, in place of its row's.
    ///
    /// # Errors
    ///
    /// As [`from_json`](Self::from_json).
    pub fn from_json_with_status(body: &'de [u8], status: u16) -> serde_json::Result<Self> {
        decode::from_json(body, Some(status))
    }
}

impl<T, C> From<Result<T, C>> for Envelope<T, C> {
    fn from(result: Result<T, C>) -> Self {
        match result {
            Ok(success) => Self::Success(success),
            Err(failure) => Self::Failure(failure),
        }
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
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        match self {
            Self::Success(success) => success.serialize(serializer),
            Self::Failure(failure) => failure.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>, C: Code> Deserialize<'de> for Envelope<T, C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        decode::envelope(deserializer)
    }
}
