//! The reply to a request that succeeded.

use core::fmt;
use core::marker::PhantomData;

use jiff::Timestamp;
use serde::de;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::occurrence::Occurrence;
use super::time::Time;
use super::value::Value;
use super::written::{Slots, Written};
use super::{Envelope, decode};
use crate::Code;
use crate::contract::{Bodies, Slot};

/// The status of a success, unless the service sets another one.
const OK: u16 = 200;

/// The reply to a request that succeeded: a body with the payload where the catalog's template has it. The HTTP status is 200,
/// unless [`with_status`](Self::with_status) sets another one.
///
/// The default body is `{"result":"success","server_time":"2017-10-09T08:48:34Z",…}`.
///
/// ```
/// use errcat::Success;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
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
#[must_use = "a success does nothing unless it is returned or sent"]
pub struct Success<T, C> {
    /// The payload: a struct, a map with string keys, or `()` for no members. If the template of the body has the slot
    /// `{payload}` or is empty, any value.
    pub payload: T,
    pub(super) time: Time,
    status: u16,
    catalog: PhantomData<fn() -> C>,
}

impl<T, C> Success<T, C> {
    /// Creates a success with this payload and the current time.
    pub fn new(payload: T) -> Self {
        Self::made(payload, Time::now())
    }

    pub(super) fn made(payload: T, time: Time) -> Self {
        Self { payload, time, status: OK, catalog: PhantomData }
    }

    /// Sets the time. A fraction of a second is cut off.
    pub fn at(self, time: Timestamp) -> Self {
        Self { time: time.into(), ..self }
    }

    /// Sets an HTTP status other than 200, such as 201. A status below 200 or above 299 becomes 200.
    ///
    /// A framework sends the reply with this status, unless the catalog has `http_status = 200`. In the body, it is the value
    /// of the slot `{status}`. A reply with the status 204 or 205 has no body.
    ///
    /// Set the status here, and not next to the success as in axum's `(StatusCode, Success)`: there, the body is already
    /// written for the status 200.
    ///
    /// ```
    /// use errcat::Success;
    /// # #[errcat::catalog("../error_codes.toml", module = false)]
    /// # enum ErrorCode {}
    ///
    /// # fn main() {
    /// let created = Success::<_, ErrorCode>::new(()).with_status(201);
    /// assert_eq!(created.status(), 201);
    /// # }
    /// ```
    pub fn with_status(self, status: u16) -> Self {
        let status = if (200..300).contains(&status) { status } else { OK };
        Self { status, ..self }
    }

    /// The HTTP status: 200, unless the service has set another one. If a peer sent the success, it is the status of the
    /// reply, or 200 if that is not from 200 to 299. `from_json` does not know the status, so there it is 200.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The time of the server in whole seconds, or `None` if a peer sent none.
    pub fn server_time(&self) -> Option<Timestamp> {
        self.time.get()
    }

    /// Returns the payload.
    pub fn into_payload(self) -> T {
        self.payload
    }
}

impl<T, C: Code> Success<T, C> {
    /// The value of the header `Content-Type` for the body: the `success_content_type` of the catalog, or `application/json`.
    pub fn content_type(&self) -> &'static str {
        C::BODIES.success_content_type
    }
}

impl<T, C: Code> Success<T, C> {
    pub(super) fn slots(&self) -> SuccessSlots {
        SuccessSlots { bodies: C::BODIES, time: self.time, status: self.status }
    }
}

impl<T: Serialize, C: Code> Success<T, C> {
    /// The body's bytes: compact JSON in UTF-8.
    ///
    /// # Errors
    ///
    /// Returns an error if the payload fails to serialize. If its members are next to those of the body, it also returns
    /// an error if the payload is not an object, or contains a member with a name of the body. If the body is the payload,
    /// and every reply has the HTTP status 200, it returns an error if the payload has the code of a failure.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let json = if const { C::BODIES.success.segments.is_empty() } {
            serde_json::to_vec(self)?
        } else {
            self.prerendered()?
        };
        if const { C::BODIES.is_told_by_code() } {
            decode::refuse_code(C::BODIES, &json)?;
        }
        Ok(json)
    }
}

impl<'de, T: Deserialize<'de>, C: Code> Success<T, C> {
    /// Reads a body: JSON in UTF-8. A byte order mark before it is skipped.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Envelope::from_json`], and an error if the body is a failure.
    pub fn from_json(body: &'de [u8]) -> serde_json::Result<Self> {
        Self::expected(decode::from_json(body, None)?)
    }

    /// Reads the body of a reply with this HTTP status: see [`Envelope::from_json_with_status`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Envelope::from_json_with_status`], and an error if the body is a failure.
    pub fn from_json_with_status(body: &'de [u8], status: u16) -> serde_json::Result<Self> {
        Self::expected(Envelope::from_json_with_status(body, status)?)
    }
}

impl<T, C: Code> Success<T, C> {
    fn expected<E: de::Error>(envelope: Envelope<T, C>) -> Result<Self, E> {
        match envelope {
            Envelope::Success(success) => Ok(success),
            Envelope::Failure(failure) => {
                Err(E::custom(format_args!("expected a success, the body is a failure: {failure}")))
            }
        }
    }
}

impl<T, C> From<T> for Success<T, C> {
    fn from(payload: T) -> Self {
        Self::new(payload)
    }
}

impl<T: Clone, C> Clone for Success<T, C> {
    fn clone(&self) -> Self {
        Self { payload: self.payload.clone(), time: self.time, status: self.status, catalog: PhantomData }
    }
}

impl<T: PartialEq, C> PartialEq for Success<T, C> {
    fn eq(&self, other: &Self) -> bool {
        self.time == other.time && self.status == other.status && self.payload == other.payload
    }
}

impl<T: Eq, C> Eq for Success<T, C> {}

#[expect(clippy::missing_fields_in_debug, reason = "the catalog is a type without a value")]
impl<T: fmt::Debug, C> fmt::Debug for Success<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Success")
            .field("status", &self.status)
            .field("server_time", &self.server_time())
            .field("payload", &self.payload)
            .finish()
    }
}

impl<T: Serialize, C: Code> Serialize for Success<T, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        SuccessBody { slots: self.slots(), payload: &self.payload }.serialize(serializer)
    }
}

/// The body of a success, for any format of serde.
pub(super) struct SuccessBody<'a, P: ?Sized> {
    pub(super) slots: SuccessSlots,
    pub(super) payload: &'a P,
}

impl<P: Serialize + ?Sized> Serialize for SuccessBody<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let body = &self.slots.bodies.success;
        Written::with_payload(&body.root, &self.slots, self.payload, body.owned).serialize(serializer)
    }
}

/// The values of a success's slots.
#[derive(Clone, Copy)]
pub(super) struct SuccessSlots {
    pub(super) bodies: &'static Bodies,
    pub(super) time: Time,
    pub(super) status: u16,
}

impl Slots for SuccessSlots {
    fn value(&self, slot: Slot) -> Option<Value<'_>> {
        match slot {
            Slot::Status => Some(Value::Number(self.status.into())),
            Slot::ServerTime => self.time.value(),
            Slot::UnixTime => Some(Value::Number(self.time.get()?.as_second())),
            other => Occurrence::without_data(self.bodies).value(other),
        }
    }
}

impl<'de, T: Deserialize<'de>, C: Code> Deserialize<'de> for Success<T, C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::expected(decode::envelope(deserializer)?)
    }
}
