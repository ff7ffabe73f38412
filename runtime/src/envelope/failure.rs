//! The envelope of a request that was not done.

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
use super::status;
use super::time::Time;
use super::{Envelope, decode, incident};
use crate::{Code, HttpKind};

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
    /// The number by which this occurrence is found in the logs. Of a peer's failure that came without one it is settled
    /// when the failure is sent.
    pub(super) incident: OnceLock<String>,
    /// The HTTP status, where it is not the row's.
    status: Option<u16>,
    /// Whether this description is sent even where the server is to blame.
    pub(super) exposed: bool,
    retry_after: Option<Duration>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// The status of a failure whose code this build does not know.
const UNKNOWN_STATUS: u16 = 500;

/// The most bytes of what is shown of a failure: all of it, as `Display` and as `Debug`, and one of its texts.
const DISPLAYED: usize = 4_000;
const DEBUGGED: usize = 8_000;
pub(crate) const SHOWN: usize = 1_800;

impl<C: Code> Failure<C> {
    /// A failure with this code, made now.
    pub fn new(code: C) -> Self {
        Self { more: None, code: Some(code), time: Time::now() }.with_incident()
    }

    /// A failure as a peer sent it, of whose code and time there is no more.
    pub(super) fn plain(code: C, time: Time) -> Self {
        let failure = Self { more: None, code: Some(code), time };
        // Where it is sent on, its incident has to have a place.
        if failure.is_incident() { failure.with(|_| {}) } else { failure }
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
        // What has come over the wire is no secret.
        more.exposed = more.description.is_some();
        let is_plain = more.unknown_code.is_none()
            && more.description.is_none()
            && more.members.is_empty()
            && more.incident.get().is_none();
        match code {
            Some(code) if is_plain => Self::plain(code, time),
            None if is_plain && !Self::HAS_INCIDENTS => Self { more: None, code, time },
            _ => Self { more: Some(Box::new(more)), code, time },
        }
    }

    pub(super) const HAS_INCIDENTS: bool = C::LAYOUT.incident.is_some();

    /// Whether the failure is the server's, in a catalog that numbers such failures.
    fn is_incident(&self) -> bool {
        Self::HAS_INCIDENTS && self.status() >= 500
    }

    /// The failure with a number, if it is to have one.
    fn with_incident(self) -> Self {
        if !self.is_incident() {
            return self;
        }
        self.with(|more| {
            more.incident.get_or_init(incident::new);
        })
    }

    fn with(mut self, change: impl FnOnce(&mut More)) -> Self {
        change(self.more.get_or_insert_default());
        self
    }

    /// The same with a text about this occurrence, sent in place of the row's description.
    ///
    /// Where the server is to blame, at a status of 500 and above, it is kept for the log: the row's description is sent,
    /// unless the catalog has `expose_server_errors`, or this text is [exposed](Self::expose) afterwards.
    #[must_use]
    pub fn with_description(self, description: impl Into<Cow<'static, str>>) -> Self {
        self.with(|more| {
            more.description = Some(description.into());
            more.exposed = false;
        })
    }

    /// The same, with the text that it has now sent whatever the status. A later text is not exposed.
    #[must_use]
    pub fn expose(self) -> Self {
        self.with(|more| more.exposed = more.description.is_some())
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
    /// sent. What is no failure's status, that is below 400 or above 599, becomes 500.
    ///
    /// What a client may read goes by this status. Set it here and not beside the failure, as in axum's
    /// `(StatusCode, Failure)`: that pair is sent with the body of the failure's own status.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        let mut failure = self.relabelled(status).with_incident();
        if !failure.is_incident()
            && let Some(more) = &mut failure.more
        {
            more.incident.take();
        }
        failure
    }

    /// The failure with the status that its peer sent it with.
    pub(crate) fn relabelled(self, status: u16) -> Self {
        if self.status() == status {
            return self;
        }
        self.with(|more| more.status = Some(status::of_failure(status)))
    }

    /// The failure of a framework's own, with the status that the framework answers with: of the code that the catalog's
    /// `[http]` gives the kind at that status.
    ///
    /// Where it gives none, the code is neutral: the [kind's name](HttpKind::name), or the status where codes are integers,
    /// with the status's reason phrase for a text. [`code`](Self::code) is `None` then, and
    /// [`wire_code`](Self::wire_code) has the neutral code.
    pub fn from_http(kind: HttpKind, status: u16) -> Self {
        let status = status::of_failure(status);
        // A status that the kind cannot have says more of what it is.
        let kind = if kind.may_have(status) { kind } else { HttpKind::from_status(status) };
        let failure = match kind.code_at::<C>(status) {
            Some(code) => Self::new(code),
            None => Self::neutral(kind, status),
        };
        if failure.status() == status { failure } else { failure.with_status(status) }
    }

    fn neutral(kind: HttpKind, status: u16) -> Self {
        let more = More {
            unknown_code: Some(kind.neutral_code::<C>(status).into_owned()),
            status: Some(status),
            description: Some(Cow::Borrowed(errcat_core::reason(status))),
            exposed: true,
            ..More::default()
        };
        Self { more: Some(Box::new(more)), code: None, time: Time::now() }.with_incident()
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
            None => status::may_pass(self.status()),
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

    /// The number by which this occurrence is found in the logs: of a failure of the server, where the catalog's
    /// `[envelope] incident` names a member for it. A peer's failure that came without one gets it when it is sent.
    pub fn incident(&self) -> Option<&str> {
        self.more.as_ref()?.incident.get().map(String::as_str)
    }

    /// How long the client waits before it tries again: this occurrence's time, or the row's.
    pub fn retry_after(&self) -> Option<Duration> {
        let own = self.more.as_ref().and_then(|more| more.retry_after);
        own.or_else(|| self.code?.entry().retry_after())
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
        decode::failure_from_json(body, None)
    }

    /// Reads the body of a reply with this HTTP status, as [`Envelope::from_json_with_status`] does.
    ///
    /// # Errors
    ///
    /// As [`from_json`](Self::from_json).
    pub fn from_json_with_status(body: &[u8], status: u16) -> serde_json::Result<Self> {
        decode::failure_from_json(body, Some(status))
    }
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

/// One line of less than 8 KiB, whatever the texts are.
impl<C: Code> fmt::Debug for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = format_args!(
            "Failure {{ code: {}, status: {}, description: {}, server_time: {:?}, retry_after: {:?}, members: {}, source: {} }}",
            Debugged(&self.wire_code(), SHOWN),
            self.status(),
            Debugged(&self.description(), SHOWN),
            self.server_time(),
            self.retry_after(),
            Debugged(self.members(), SHOWN),
            Debugged(&self.source(), SHOWN),
        );
        line::write(f, DEBUGGED, shown)
    }
}

impl<C: Code> fmt::Display for Failure<C> {
    /// The code and the text, as one line of less than 4 KiB: `wrong_password: Password is incorrect`. Control characters
    /// and others that no text needs are shown escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = line::of(self.wire_code(), SHOWN);
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
