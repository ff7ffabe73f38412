//! The envelope of a request that was done.

use core::fmt;
use core::marker::PhantomData;

use jiff::Timestamp;
use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::time::Time;
use super::{Envelope, decode, payload};
use crate::Code;

/// A reply to a request that was done: HTTP 200, the payload's members flat beside `result` and `server_time`.
///
/// The specification, "Success": `{"result":"success","server_time":"2017-10-09T08:48:34Z",…}`.
///
/// ```
/// use errcat::Success;
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// #[derive(serde::Serialize)]
/// struct Key {
///     read_key: &'static str,
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let reply = Success::<_, ErrorCode>::new(Key { read_key: "9b11X" }).at("2017-09-04T08:59:30Z".parse()?);
/// assert_eq!(
///     reply.to_json()?,
///     br#"{"result":"success","server_time":"2017-09-04T08:59:30Z","read_key":"9b11X"}"#,
/// );
/// # Ok(())
/// # }
/// ```
pub struct Success<T, C> {
    /// What the reply is about. A struct or a map with string keys; `()` is a reply without more members.
    pub payload: T,
    time: Time,
    catalog: PhantomData<fn() -> C>,
}

impl<T, C> Success<T, C> {
    /// A success with this payload, made now.
    pub fn new(payload: T) -> Self {
        Self::made(payload, Time::now())
    }

    pub(super) fn made(payload: T, time: Time) -> Self {
        Self { payload, time, catalog: PhantomData }
    }

    /// The same at another time. A fraction of a second is cut off.
    #[must_use]
    pub fn at(self, time: Timestamp) -> Self {
        Self { time: time.into(), ..self }
    }

    /// The server's time in whole seconds; `None` where a peer sent none.
    pub fn server_time(&self) -> Option<Timestamp> {
        self.time.get()
    }

    /// The payload alone.
    pub fn into_payload(self) -> T {
        self.payload
    }
}

impl<T: Serialize, C: Code> Success<T, C> {
    /// The body's bytes: compact JSON in UTF-8.
    ///
    /// # Errors
    ///
    /// A payload that is no object, that holds a member with an envelope's name, or that fails to serialize.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }
}

impl<'de, T: Deserialize<'de>, C: Code> Success<T, C> {
    /// Reads a body: JSON in UTF-8.
    ///
    /// # Errors
    ///
    /// As [`Envelope::from_json`], and a body that is a failure.
    pub fn from_json(body: &'de [u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(body)
    }
}

impl<T, C> From<T> for Success<T, C> {
    fn from(payload: T) -> Self {
        Self::new(payload)
    }
}

impl<T: Clone, C> Clone for Success<T, C> {
    fn clone(&self) -> Self {
        Self::made(self.payload.clone(), self.time)
    }
}

impl<T: PartialEq, C> PartialEq for Success<T, C> {
    fn eq(&self, other: &Self) -> bool {
        self.time == other.time && self.payload == other.payload
    }
}

#[expect(clippy::missing_fields_in_debug, reason = "the catalog is a type without a value")]
impl<T: fmt::Debug, C> fmt::Debug for Success<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Success")
            .field("server_time", &self.server_time())
            .field("payload", &self.payload)
            .finish()
    }
}

impl<T: Serialize, C: Code> Serialize for Success<T, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(result) = C::LAYOUT.result {
            map.serialize_entry(result, &C::LAYOUT.success)?;
        }
        if let (Some(server_time), Some(time)) = (C::LAYOUT.server_time, self.server_time()) {
            map.serialize_entry(server_time, &format_args!("{time}"))?;
        }
        payload::serialize(&self.payload, C::LAYOUT, &mut map)?;
        map.end()
    }
}

impl<'de, T: Deserialize<'de>, C: Code> Deserialize<'de> for Success<T, C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match decode::envelope::<T, C, D>(deserializer)? {
            Envelope::Success(success) => Ok(success),
            Envelope::Failure(failure) => {
                Err(D::Error::custom(format_args!("expected a success, the body is a failure: {failure}")))
            }
        }
    }
}
