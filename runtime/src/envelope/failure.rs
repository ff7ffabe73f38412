//! The envelope of a request that was not done.

use core::error::Error;
use core::fmt;
use core::time::Duration;
use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::Timestamp;
use serde::de::{Error as _, IgnoredAny};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::time::Time;
use super::{Envelope, decode, incident};
use crate::{Code, HttpKind, Tag};

/// A reply to a request that was not done: a code of the catalog, its HTTP status, and a text about it.
///
/// The specification, "Failure": `{"result":"error","server_time":…,"errorCode":…,"desp":…}`. The text is the one of
/// this occurrence where it has one, and the row's description otherwise. The source is for logs: it is never
/// serialized.
///
/// A failure is two words on 64-bit platforms, and allocates only for what is added to its code.
///
/// ```
/// use errcat::Failure;
/// # #[errcat::catalog("../error_codes.toml")]
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
pub struct Failure<C> {
    pub(super) more: Option<Box<More>>,
    pub(super) code: Option<C>,
    pub(super) time: Time,
}

/// What a failure holds beside its code and time.
#[derive(Default)]
pub(super) struct More {
    /// The text of the code where this build does not know it.
    pub(super) unknown_code: Option<String>,
    pub(super) description: Option<Cow<'static, str>>,
    pub(super) members: Map<String, Value>,
    /// The number by which this occurrence is found in the logs.
    pub(super) incident: Option<String>,
    /// The HTTP status, where it is not the row's.
    status: Option<u16>,
    /// Whether the description is sent even where the server is to blame.
    exposed: bool,
    retry_after: Option<Duration>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// The status of a failure whose code this build does not know.
const UNKNOWN_STATUS: u16 = 500;

impl<C: Code> Failure<C> {
    /// A failure with this code, made now.
    pub fn new(code: C) -> Self {
        let failure = Self { more: None, code: Some(code), time: Time::now() };
        if C::LAYOUT.incident.is_some() && code.status() >= 500 {
            return failure.with(|more| more.incident = Some(incident::new()));
        }
        failure
    }

    /// A failure as a peer sent it. A text that is the row's own is not kept twice.
    pub(super) fn decoded(
        code: Option<C>,
        time: Time,
        description: Option<Cow<'_, str>>,
        mut more: More,
    ) -> Self {
        let own = description.filter(|description| code.map(text) != Some(description));
        more.description = own.map(|own| Cow::Owned(own.into_owned()));
        let is_plain = more.unknown_code.is_none()
            && more.description.is_none()
            && more.members.is_empty()
            && more.incident.is_none();
        // What has come over the wire is no secret.
        more.exposed = true;
        Self { more: (!is_plain).then(|| Box::new(more)), code, time }
    }

    fn with(mut self, change: impl FnOnce(&mut More)) -> Self {
        change(self.more.get_or_insert_default());
        self
    }

    /// The same with a text about this occurrence, sent in place of the row's description.
    ///
    /// Where the server is to blame, at a status of 500 and above, it is kept for the log: the row's description is sent,
    /// unless the catalog has `expose_server_errors`, or the failure is [exposed](Self::expose).
    #[must_use]
    pub fn with_description(self, description: impl Into<Cow<'static, str>>) -> Self {
        self.with(|more| more.description = Some(description.into()))
    }

    /// The same, with the text of this occurrence sent whatever the status.
    #[must_use]
    pub fn expose(self) -> Self {
        self.with(|more| more.exposed = true)
    }

    /// The same with the error that caused it: for logs and [`Error::source`], never serialized.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.with(|more| more.source = Some(source.into()))
    }

    /// The same with a time after which the client may try again, in place of the row's.
    #[must_use]
    pub fn with_retry_after(self, retry_after: Duration) -> Self {
        self.with(|more| more.retry_after = Some(retry_after))
    }

    /// The same with one more top-level member. A name of the envelope's own is not taken: that member stands as it is.
    #[must_use]
    pub fn with_member(self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        let name = name.into();
        if C::LAYOUT.owns(&name) {
            return self;
        }
        self.with(|more| drop(more.members.insert(name, value.into())))
    }

    /// The same with another HTTP status than its row's: one that a framework has settled already, or that a peer has
    /// sent.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        self.with(|more| more.status = Some(status))
    }

    /// The failure of a framework's own: the code that the catalog gives the kind, with the status that the framework
    /// answers with. A catalog without such a code has no word for it; the envelope is kept all the same, with the
    /// kind's name for a code.
    pub fn of_http(kind: HttpKind, status: u16) -> Self {
        let failure = match kind.code::<C>() {
            Some(code) => Self::new(code),
            None => Self::nameless(kind),
        };
        if failure.status() == status { failure } else { failure.with_status(status) }
    }

    fn nameless(kind: HttpKind) -> Self {
        let more = More {
            unknown_code: Some(kind.name().to_owned()),
            description: Some(Cow::Borrowed("the request failed")),
            exposed: true,
            ..More::default()
        };
        Self { more: Some(Box::new(more)), code: None, time: Time::now() }
    }

    /// The same at another time. A fraction of a second is cut off.
    #[must_use]
    pub fn at(self, time: Timestamp) -> Self {
        Self { time: time.into(), ..self }
    }

    /// The code; `None` where a peer sent none, or one that this build does not know.
    pub fn code(&self) -> Option<C> {
        self.code
    }

    /// The code's text as it is on the wire, known or not; empty where a peer sent none.
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

    /// The HTTP status: its own, the one of the code's row, or 500 where this build does not know the code.
    pub fn status(&self) -> u16 {
        let own = self.more.as_ref().and_then(|more| more.status);
        own.unwrap_or_else(|| self.code.map_or(UNKNOWN_STATUS, Code::status))
    }

    /// Whether the same request may succeed later, as the code's row says; of a code that this build does not know, as
    /// its status does: 408, 429, 502, 503 and 504.
    pub fn is_retryable(&self) -> bool {
        match self.code {
            Some(code) => code.entry().is_retryable(),
            None => may_pass(self.status()),
        }
    }

    /// The text about this occurrence, or the row's message or description; empty where there is none.
    pub fn description(&self) -> &str {
        match (self.more.as_ref().and_then(|more| more.description.as_deref()), self.code) {
            (Some(description), _) => description,
            (None, Some(code)) => text(code),
            (None, None) => "",
        }
    }

    /// The text as a client reads it.
    pub(crate) fn sent_description(&self) -> &str {
        let is_exposed =
            C::LAYOUT.expose_server_errors || self.more.as_ref().is_some_and(|more| more.exposed);
        match self.code {
            Some(code) if code.status() >= 500 && !is_exposed => text(code),
            _ => self.description(),
        }
    }

    /// The code as a client reads it.
    pub(crate) fn sent_code(&self) -> SentCode<'_> {
        match self.wire_code() {
            "" => SentCode::Absent,
            text if C::LAYOUT.integer_codes => number(text).map_or(SentCode::Text(text), SentCode::Number),
            text => SentCode::Text(text),
        }
    }

    /// The number by which this occurrence is found in the logs: of a failure of the server, where the catalog's
    /// `[envelope] incident` names a member for it.
    pub fn incident(&self) -> Option<&str> {
        self.more.as_ref()?.incident.as_deref()
    }

    /// How long the client waits before it tries again: this occurrence's time, or the row's.
    pub fn retry_after(&self) -> Option<Duration> {
        let own = self.more.as_ref().and_then(|more| more.retry_after);
        own.or_else(|| self.code?.entry().retry_after())
    }

    /// The whole seconds of `Retry-After` (RFC 9110, section 10.2.3); a fraction is rounded up, so that no client comes
    /// too early.
    #[cfg(any(
        feature = "actix-web",
        feature = "axum",
        feature = "http",
        feature = "poem",
        feature = "rocket",
        feature = "salvo"
    ))]
    pub(crate) fn retry_after_seconds(&self) -> Option<u64> {
        self.retry_after().map(|wait| wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)))
    }

    /// The top-level members beside the envelope's own.
    pub fn members(&self) -> &Map<String, Value> {
        static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        self.more.as_ref().map_or(&NONE, |more| &more.members)
    }

    /// The server's time in whole seconds; `None` where a peer sent none.
    pub fn server_time(&self) -> Option<Timestamp> {
        self.time.get()
    }

    /// The body's bytes: compact JSON in UTF-8.
    #[expect(
        clippy::missing_panics_doc,
        reason = "strings, numbers and JSON values always serialize into memory"
    )]
    pub fn to_json(&self) -> Vec<u8> {
        self.framed().unwrap_or_else(|| {
            serde_json::to_vec(self).expect("a failure is made of strings and JSON values")
        })
    }

    /// Reads a body: JSON in UTF-8.
    ///
    /// # Errors
    ///
    /// As [`Envelope::from_json`], and a body that is a success.
    pub fn from_json(body: &[u8]) -> serde_json::Result<Self> {
        match Self::from_framed(body) {
            Some(failure) => Ok(failure),
            None => serde_json::from_slice(body),
        }
    }
}

/// Whether a failure of which only the status is known may be over later.
pub(crate) const fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 429 | 502..=504)
}

/// The text of an occurrence that has none of its own.
pub(super) fn text<C: Code>(code: C) -> &'static str {
    let entry = code.entry();
    entry.message().unwrap_or(entry.description())
}

/// A failure whose text is a row's message with its parameters.
pub fn failure<C: Code>(code: C, params: &dyn fmt::Display) -> Failure<C> {
    Failure::new(code).with_description(params.to_string()).expose()
}

impl<C: Code> From<C> for Failure<C> {
    fn from(code: C) -> Self {
        Self::new(code)
    }
}

impl<C: Code> fmt::Debug for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("code", &self.wire_code())
            .field("status", &self.status())
            .field("description", &self.description())
            .field("server_time", &self.server_time())
            .field("retry_after", &self.retry_after())
            .field("members", self.members())
            .field("source", &self.source())
            .finish()
    }
}

impl<C: Code> fmt::Display for Failure<C> {
    /// The code and the text: `wrong_password: Password is incorrect`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.wire_code(), self.description()) {
            ("", "") => f.write_str("a failure without a code"),
            ("", description) => f.write_str(description),
            (code, "") => f.write_str(code),
            (code, description) => write!(f, "{code}: {description}"),
        }
    }
}

impl<C: Code> Error for Failure<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.more.as_ref()?.source.as_deref()?;
        Some(source)
    }
}

impl<C: Code> Serialize for Failure<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match (C::LAYOUT.result, C::LAYOUT.error) {
            (Some(result), Tag::Text(text)) => map.serialize_entry(result, text)?,
            (Some(result), tag) => map.serialize_entry(result, &tag)?,
            (None, _) => {}
        }
        if let Some(name) = C::LAYOUT.server_time {
            self.time.serialize_entry(name, &mut map)?;
        }
        match self.sent_code() {
            // Where `result` is left out, it is the code's member that tells a failure.
            SentCode::Absent if C::LAYOUT.result.is_some() => {}
            code => map.serialize_entry(C::LAYOUT.code, &code)?,
        }
        let description = self.sent_description();
        if self.code.is_some() || !description.is_empty() {
            map.serialize_entry(C::LAYOUT.description, description)?;
        }
        if let (Some(name), Some(incident)) = (C::LAYOUT.incident, self.incident()) {
            map.serialize_entry(name, incident)?;
        }
        for (name, value) in self.more.iter().flat_map(|more| &more.members) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A code as JSON has it.
pub(crate) enum SentCode<'a> {
    Absent,
    Number(i64),
    Text(&'a str),
}

impl Serialize for SentCode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_unit(),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// The number of which `text` is the decimal digits, as it comes back: a peer's `+5` or `007` stays the text it is.
fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_canonical = text == "0" || !digits.starts_with(['0', '+']);
    if is_canonical { text.parse().ok() } else { None }
}

impl<'de, C: Code> Deserialize<'de> for Failure<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match decode::envelope::<IgnoredAny, C, D>(deserializer)? {
            Envelope::Failure(failure) => Ok(failure),
            Envelope::Success(_) => Err(D::Error::custom("expected a failure, the body is a success")),
        }
    }
}
