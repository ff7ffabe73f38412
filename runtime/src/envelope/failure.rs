//! The reply to a request that failed.

use core::error::Error;
use core::fmt;
use core::time::Duration;
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::line::{self, Debugged};
use super::params::Values;
use super::status;
use super::time::Time;
use super::{Envelope, FieldError, decode, incident};
use crate::contract::Slot;
use crate::{Code, Entry};

/// The reply to a request that failed: a code of the catalog, its HTTP status, and a text.
///
/// The default body is `{"result":"error","server_time":…,"errorCode":…,"desp":…}`. The text is the text of this
/// occurrence, or else the text of the row. The source is for logs: it is never serialized.
///
/// On 64-bit platforms, a failure has the size of two words. It allocates only for what you add to the code.
///
/// ```
/// use errcat::Failure;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let failure = Failure::new(ErrorCode::RequestTooFast)
///     .with_description("please wait another 60 seconds")
///     .at("2017-10-09T08:53:18Z".parse()?);
/// assert_eq!(failure.status(), 429);
/// assert_eq!(
///     failure.to_json(),
///     br#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"request_too_fast","desp":"please wait another 60 seconds"}"#,
/// );
/// # Ok(())
/// # }
/// ```
#[must_use = "a failure does nothing unless it is returned or sent"]
pub struct Failure<C> {
    pub(super) more: Option<Box<Details>>,
    pub(super) code: Option<C>,
    pub(super) time: Time,
}

/// The parts of a failure other than its code and time.
#[derive(Default)]
pub(super) struct Details {
    /// The text of the code, if this build does not know it.
    pub(super) unknown_code: Option<String>,
    pub(super) description: Option<Cow<'static, str>>,
    /// `None` if there is none, because it takes time to drop even an empty map.
    pub(super) members: Option<Map<String, Value>>,
    /// Few failures have any of it.
    pub(super) data: Option<Box<Data>>,
    /// The id of the incident, which is also in the log. If a peer sent the failure without one, the id is set
    /// when the failure is sent on.
    pub(super) incident: OnceLock<String>,
    /// The HTTP status, if it is not the status of the row.
    pub(super) status: Option<u16>,
    /// Whether `description` and `params` are sent even with a status of 500 or more.
    pub(super) exposed: bool,
    pub(super) retry_after: Option<Duration>,
    pub(super) source: Option<Box<dyn Error + Send + Sync>>,
}

/// What an occurrence says beyond its text.
#[derive(Default)]
pub(super) struct Data {
    pub(super) params: Option<Values>,
    pub(super) fields: Vec<FieldError>,
    /// The id of the request, if a peer sent the failure.
    pub(super) request_id: Option<String>,
    /// The names of the members that a peer has put around the place of the members, and that do not go on in it. In order.
    pub(super) outer: Vec<String>,
    /// What a peer has sent for slots of a row, if this build does not know the code.
    pub(super) of_row: Vec<(Slot, Value)>,
    /// The headers of this occurrence, each name once.
    pub(super) headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

impl Data {
    /// What a peer has sent for a slot of a row that nobody here knows.
    pub(super) fn peers(&self, slot: Slot) -> Option<&Value> {
        self.of_row.iter().find(|(other, _)| *other == slot).map(|(_, value)| value)
    }
}

impl Details {
    pub(super) fn data_mut(&mut self) -> &mut Data {
        self.data.get_or_insert_default()
    }

    pub(super) fn params(&self) -> Option<&Values> {
        self.data.as_ref()?.params.as_ref()
    }

    /// Exposes the text and the params that are there. What a peer sent is not a secret.
    pub(super) fn expose(&mut self) {
        self.exposed = self.description.is_some() || self.params().is_some();
    }
}

/// The status of a failure whose code this build does not know.
pub(super) const UNKNOWN_STATUS: u16 = 500;

/// The longest time to wait that a peer can ask for: a year. A clock may overflow with a longer one.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The longest `Display` and `Debug` of a failure, and the longest text in them, in bytes.
const DISPLAYED: usize = 4_000;
const DEBUGGED: usize = 8_000;
pub(crate) const SHOWN: usize = 1_800;
/// The longest `Debug` of the params, the field errors or the members of a failure, in bytes.
const LISTED: usize = 800;

impl<C: Code> Failure<C> {
    /// Creates a failure with this code and the current time.
    pub fn new(code: C) -> Self {
        Self { more: None, code: Some(code), time: Time::now() }.with_incident()
    }

    /// Creates a failure that a peer sent.
    pub(super) fn received(code: Option<C>, time: Time) -> Self {
        let failure = Self { more: None, code, time };
        // If it is sent on, it gets the id of an incident, and this id needs a place.
        if failure.is_incident() { failure.with(|_| {}) } else { failure }
    }

    pub(super) const HAS_INCIDENTS: bool = C::BODIES.has_incidents;

    /// Whether the failure needs the id of an incident: its status is 500 or more, and a body has the slot for it.
    fn is_incident(&self) -> bool {
        Self::HAS_INCIDENTS && self.status() >= 500
    }

    /// Gives the failure the id of an incident, if it needs one.
    pub(super) fn with_incident(self) -> Self {
        if !self.is_incident() {
            return self;
        }
        self.with(|more| {
            more.incident.get_or_init(incident::new);
        })
    }

    pub(super) fn with(mut self, change: impl FnOnce(&mut Details)) -> Self {
        change(self.more.get_or_insert_default());
        self
    }

    /// Sets the text of this occurrence. It replaces the text of the row.
    ///
    /// At a status of 500 or more, this text is only for the log, and a client gets the text of the row. To send it,
    /// call [`expose`](Self::expose) afterwards, or set `expose_server_errors = true` in the catalog.
    pub fn with_description(self, description: impl Into<Cow<'static, str>>) -> Self {
        self.with(|more| {
            more.description = Some(description.into());
            more.exposed = false;
        })
    }

    /// Exposes the text that the failure has now, and its params: a client gets them at every status. A text that you
    /// set later is not exposed.
    ///
    /// ```
    /// use errcat::Failure;
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// let body = |failure: Failure<ErrorCode>| String::from_utf8(failure.to_json()).unwrap();
    /// let failure = || Failure::new(ErrorCode::LowBalance).with_status(503).with_description("shard 7 is down");
    ///
    /// assert!(!body(failure()).contains("shard 7"));
    /// assert!(body(failure().expose()).contains("shard 7"));
    /// ```
    pub fn expose(self) -> Self {
        self.with(Details::expose)
    }

    /// Adds the error that caused the failure. It is for logs and [`Error::source`], and is never serialized.
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.with(|more| more.source = Some(source.into()))
    }

    /// Sets the time after which a client may try again. It replaces the time of the row. Clients only repeat a request if the row
    /// says that it is retryable.
    pub fn with_retry_after(self, retry_after: Duration) -> Self {
        self.with(|more| more.retry_after = Some(retry_after))
    }

    /// Adds a member to the body, next to the code. If the body already has a member with this name there, nothing is
    /// added.
    ///
    /// ```
    /// use errcat::Failure;
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// let failure = Failure::new(ErrorCode::WrongPassword).with_member("attempts_left", 2);
    /// assert_eq!(failure.members()["attempts_left"], 2);
    /// ```
    pub fn with_member(self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        let name = name.into();
        if C::BODIES.failure.owns(&name) {
            return self;
        }
        self.with(|more| drop(more.members.get_or_insert_default().insert(name, value.into())))
    }

    /// Sets an HTTP status that is not the status of the row, such as the status that a framework has chosen, or that a
    /// peer sent. A status below 400 or above 599 becomes 500.
    ///
    /// This status decides what a client may read. So set it here, and not next to the failure as in axum's
    /// `(StatusCode, Failure)`: there, the body is already written for the failure's own status.
    pub fn with_status(self, status: u16) -> Self {
        let mut failure = self.relabelled(status).with_incident();
        if !failure.is_incident()
            && let Some(more) = &mut failure.more
        {
            more.incident.take();
        }
        failure
    }

    /// Sets the status, but leaves the id of the incident as a peer sent it.
    pub(crate) fn relabelled(self, status: u16) -> Self {
        if self.status() == status {
            return self;
        }
        self.with(|more| more.status = Some(status::of_failure(status)))
    }

    /// Sets the time. A fraction of a second is cut off.
    pub fn at(self, time: Timestamp) -> Self {
        Self { time: time.into(), ..self }
    }

    /// The code. `None` if the code is neutral, if this build does not know it, or if a peer sent none.
    pub fn code(&self) -> Option<C> {
        self.code
    }

    /// The code that is sent, as text, even if this build does not know it. Empty if a peer sent no code.
    pub fn wire_code(&self) -> &str {
        let unknown = || self.more.as_ref()?.unknown_code.as_deref();
        match self.code {
            Some(code) => code.code(),
            None => unknown().unwrap_or_default(),
        }
    }

    /// Whether the failure has this code.
    pub fn is(&self, code: C) -> bool {
        self.code == Some(code)
    }

    /// The HTTP status: the status that was set, or else the status of the row, or else 500 if the code is unknown.
    pub fn status(&self) -> u16 {
        let own = self.more.as_ref().and_then(|more| more.status);
        own.unwrap_or_else(|| self.code.map_or(UNKNOWN_STATUS, Code::status))
    }

    /// Whether the same request may succeed later. This is what the row of the code says. If this build does not know
    /// the code, it is what a peer sent in the slot `{retryable}`, or else the statuses 408, 429, 502, 503 and 504 are retryable.
    pub fn is_retryable(&self) -> bool {
        match self.code {
            Some(code) => code.entry().is_retryable(),
            None => self.peers_retryable().unwrap_or_else(|| status::may_pass(self.status())),
        }
    }

    fn peers_retryable(&self) -> Option<bool> {
        match self.more.as_ref()?.data.as_ref()?.peers(Slot::Retryable)? {
            Value::Bool(is_retryable) => Some(*is_retryable),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The text of this occurrence, or else the message or the description of the row. Empty if there is no text.
    pub fn description(&self) -> &str {
        match (self.more.as_ref().and_then(|more| more.description.as_deref()), self.code) {
            (Some(description), _) => description,
            (None, Some(code)) => text(code.entry()),
            (None, None) => "",
        }
    }

    /// The id of the incident, which is also in the log. A failure with a status of 500 or more has one if its body
    /// has the slot `{incident}`. A failure that a peer sent without an id gets one when it is sent on.
    pub fn incident(&self) -> Option<&str> {
        self.more.as_ref()?.incident.get().map(String::as_str)
    }

    /// How long a client should wait before it tries again: the time of this occurrence, or else of the row. A time of more
    /// than a year that a peer sent counts as none.
    pub fn retry_after(&self) -> Option<Duration> {
        let own = self.more.as_ref().and_then(|more| more.retry_after);
        own.or_else(|| self.code?.entry().retry_after())
    }

    /// The members that belong to no slot of the body.
    pub fn members(&self) -> &Map<String, Value> {
        static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        self.more.as_ref().and_then(|more| more.members.as_ref()).unwrap_or(&NONE)
    }

    /// The time of the server in whole seconds, or `None` if a peer sent none.
    pub fn server_time(&self) -> Option<Timestamp> {
        self.time.get()
    }

    /// The body's bytes: compact JSON in UTF-8.
    pub fn to_json(&self) -> Vec<u8> {
        let mut body = Vec::new();
        if self.prerendered(&mut body).is_none() {
            body = self.sent_at(self.status()).to_json();
        }
        body
    }

    /// Reads a body: JSON in UTF-8. A byte order mark before it is skipped.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Envelope::from_json`], and an error if the body is a success.
    pub fn from_json(body: &[u8]) -> serde_json::Result<Self> {
        decode::failure_from_json(body, None)
    }

    /// Reads the body of a reply with this HTTP status, as [`Envelope::from_json_with_status`] does.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`from_json`](Self::from_json).
    pub fn from_json_with_status(body: &[u8], status: u16) -> serde_json::Result<Self> {
        decode::failure_from_json(body, Some(status))
    }
}

/// The text of an occurrence that has no text of its own.
#[inline]
pub(super) fn text(row: &'static Entry) -> &'static str {
    row.message().unwrap_or(row.description())
}

impl<C: Code> From<C> for Failure<C> {
    fn from(code: C) -> Self {
        Self::new(code)
    }
}

/// Writes one line of less than 8 KiB, whatever the texts are.
impl<C: Code> fmt::Debug for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        line::write(
            f,
            DEBUGGED,
            format_args!(
                "Failure {{ code: {}, status: {}, description: {}, params: {}, fields: {}, incident: {}, server_time: {:?}, retry_after: {:?}, request_id: {}, members: {}, source: {} }}",
                Debugged(&self.wire_code(), 1_000),
                self.status(),
                Debugged(&self.description(), SHOWN),
                Debugged(&self.to_params(), LISTED),
                Debugged(&self.fields(), LISTED),
                Debugged(&self.incident(), 300),
                self.server_time(),
                self.retry_after(),
                Debugged(&self.request_id(), 300),
                Debugged(self.members(), LISTED),
                Debugged(&self.source(), SHOWN),
            ),
        )
    }
}

impl<C: Code> fmt::Display for Failure<C> {
    /// Writes the code and the text as one line of less than 4 KiB: `wrong_password: Password is incorrect`. Control
    /// characters and invisible characters are escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = line::bounded(self.wire_code(), SHOWN);
        match (&*code, self.description()) {
            ("", "") => f.write_str("a failure without a code"),
            ("", description) => line::write(f, DISPLAYED, format_args!("{description}")),
            (code, "") => f.write_str(code),
            (code, description) => line::write(f, DISPLAYED, format_args!("{code}: {description}")),
        }
    }
}

impl<C: Code> Error for Failure<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.more.as_ref()?.source.as_deref()?;
        Some(source)
    }
}

impl<'de, C: Code> Deserialize<'de> for Failure<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match decode::envelope::<serde::de::IgnoredAny, C, D>(deserializer)? {
            Envelope::Failure(failure) => Ok(failure),
            Envelope::Success(_) => Err(D::Error::custom("expected a failure, the body is a success")),
        }
    }
}
