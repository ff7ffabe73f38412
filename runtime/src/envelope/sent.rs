//! The parts of a failure that are sent. The status that is sent decides what a client may read.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::failure::text;
use super::written::{Slots, Value, Written};
use super::{Failure, incident};
use crate::contract::{Scalar, Slot};
use crate::{Code, Entry};

impl<C: Code> Failure<C> {
    /// The text that is sent in a reply with this status. At 500 or more, this is a text that was exposed, or else the
    /// text of the row.
    pub(crate) fn sent_description_at(&self, status: u16) -> &str {
        let is_kept_back = || self.more.as_ref().is_some_and(|more| more.description.is_some());
        match (self.own_text_at(status), self.code) {
            (Some(own), _) => own,
            (None, Some(code)) => text(code),
            (None, None) if is_kept_back() => errcat_core::reason(status),
            (None, None) => "",
        }
    }

    /// The text of this occurrence, if a client may read it in a reply with this status.
    #[inline]
    pub(super) fn own_text_at(&self, status: u16) -> Option<&str> {
        let more = self.more.as_deref()?;
        let may_be_sent = more.exposed || status < 500 || C::BODIES.expose_server_errors;
        more.description.as_deref().filter(|_| may_be_sent)
    }

    /// The number of the incident that is sent in a reply with this status. It is the same in the body and in the log.
    pub(crate) fn sent_incident_at(&self, status: u16) -> Option<&str> {
        if !Self::HAS_INCIDENTS || status < 500 {
            return None;
        }
        Some(self.more.as_ref()?.incident.get_or_init(incident::new))
    }

    /// The whole seconds of `Retry-After` (RFC 9110, section 10.2.3); a fraction is rounded up, so that no client comes
    /// too early.
    pub(crate) fn retry_after_seconds(&self) -> Option<u64> {
        self.retry_after().map(|wait| wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)))
    }
}

/// A failure in a reply with this status.
pub(crate) struct Sent<'a, C> {
    pub(crate) failure: &'a Failure<C>,
    pub(crate) status: u16,
}

impl<C: Code> Sent<'_, C> {
    fn row(&self) -> Option<&'static Entry> {
        self.failure.code().map(Code::entry)
    }

    fn code(&self) -> Option<Value<'_>> {
        match self.failure.wire_code() {
            // If only the code separates a failure from a success, it cannot be left out.
            "" if C::BODIES.tells.is_empty() => Some(Value::Null),
            "" => None,
            text if C::BODIES.integer_codes => {
                Some(number(text).map_or(Value::Text(text.into()), Value::Number))
            }
            text => Some(Value::Text(text.into())),
        }
    }

    fn data(&self, index: usize) -> Option<Value<'_>> {
        let scalar = match self.row() {
            Some(row) => row.data_at(index),
            None => C::BODIES.data.get(index).copied().flatten(),
        };
        scalar.map(Value::Constant)
    }

    fn has_member(&self, name: &str) -> bool {
        self.failure.more.as_ref().is_some_and(|more| more.members.contains_key(name))
    }

    fn description(&self) -> Option<Value<'_>> {
        let is_own = self.failure.more.as_ref().is_some_and(|more| more.description.is_some());
        // A text of another type that a peer sent is one of the members. The text of the row does not replace it.
        let is_text = is_own || self.failure.code().is_some() && !self.has_member(C::BODIES.description);
        is_text.then(|| Value::Text(self.failure.sent_description_at(self.status).into()))
    }
}

impl<C: Code> Slots for Sent<'_, C> {
    fn value(&self, slot: Slot) -> Option<Value<'_>> {
        let text = |text: &'static str| Value::Text(text.into());
        match slot {
            Slot::Code => self.code(),
            Slot::Description => self.description(),
            Slot::Title => self.row().map(|row| text(row.description())),
            Slot::Status => Some(Value::Number(self.status.into())),
            Slot::ServerTime => self.failure.time.value(),
            Slot::UnixTime => Some(Value::Number(self.failure.time.get()?.as_second())),
            Slot::Incident => Some(Value::Text(self.failure.sent_incident_at(self.status)?.into())),
            Slot::DocsUrl => self.row()?.docs_url().map(text),
            Slot::Help => self.row()?.help().map(text),
            Slot::RetryAfter => self.failure.retry_after_seconds().map(Value::Natural),
            Slot::Retryable => Some(Value::Constant(Scalar::Boolean(self.failure.is_retryable()))),
            Slot::Data(index) => self.data(index),
            Slot::Absent | Slot::Members | Slot::Payload => None,
        }
    }

    fn has_rest(&self) -> bool {
        !self.failure.members().is_empty()
    }

    fn placed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.failure.members().serialize(serializer)
    }

    /// A peer may have sent a member of the body with another type. It is sent on, unless the failure has a value for
    /// this member.
    fn flat<M: SerializeMap>(&self, map: &mut M, is_taken: impl Fn(&str) -> bool) -> Result<(), M::Error> {
        for (name, value) in self.failure.members().iter().filter(|(name, _)| !is_taken(name)) {
            map.serialize_entry(name, value)?;
        }
        Ok(())
    }
}

impl<C: Code> Serialize for Failure<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let slots = Sent { failure: self, status: self.status() };
        Written { node: &C::BODIES.failure.root, slots: &slots }.serialize(serializer)
    }
}

/// The number, if `text` is how the number is printed. A peer's `+5` or `007` stays a text.
fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_canonical = text == "0" || !digits.starts_with(['0', '+']);
    if is_canonical { text.parse().ok() } else { None }
}
