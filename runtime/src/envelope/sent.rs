//! The parts of a failure that are sent. The status that is sent decides what a client may read.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::failure::text;
use super::{Failure, incident};
use crate::{Code, Tag};

impl<C: Code> Failure<C> {
    /// The text that is sent.
    pub(crate) fn sent_description(&self) -> &str {
        self.sent_description_at(self.status())
    }

    /// The text that is sent in a reply with this status. At 500 or more, this is a text that was exposed, or else the
    /// text of the row.
    pub(crate) fn sent_description_at(&self, status: u16) -> &str {
        let own = self.more.as_ref().and_then(|more| Some((more.description.as_deref()?, more.exposed)));
        match (own, self.code) {
            (Some((own, is_exposed)), _) if is_exposed || status < 500 || C::LAYOUT.expose_server_errors => {
                own
            }
            (_, Some(code)) => text(code),
            (Some(_), None) => errcat_core::reason(status),
            (None, None) => "",
        }
    }

    /// The code that is sent.
    pub(crate) fn sent_code(&self) -> SentCode<'_> {
        match self.wire_code() {
            "" => SentCode::Absent,
            text if C::LAYOUT.integer_codes => number(text).map_or(SentCode::Text(text), SentCode::Number),
            text => SentCode::Text(text),
        }
    }

    /// The number of the incident that is sent in a reply with this status. It is the same in the body and in the log.
    pub(crate) fn sent_incident_at(&self, status: u16) -> Option<&str> {
        if !Self::HAS_INCIDENTS || status < 500 {
            return None;
        }
        Some(self.more.as_ref()?.incident.get_or_init(incident::new))
    }

    pub(crate) fn sent_incident(&self) -> Option<&str> {
        self.sent_incident_at(self.status())
    }

    /// The whole seconds of `Retry-After` (RFC 9110, section 10.2.3); a fraction is rounded up, so that no client comes
    /// too early.
    #[cfg(feature = "__server")]
    pub(crate) fn retry_after_seconds(&self) -> Option<u64> {
        self.retry_after().map(|wait| wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)))
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
            // If `result` is left out, the member with the code is what separates a failure from a success.
            SentCode::Absent if C::LAYOUT.result.is_some() => {}
            code => map.serialize_entry(C::LAYOUT.code, &code)?,
        }
        let has_own_text = self.more.as_ref().is_some_and(|more| more.description.is_some());
        let is_text =
            has_own_text || self.code.is_some() && !self.members().contains_key(C::LAYOUT.description);
        if is_text {
            map.serialize_entry(C::LAYOUT.description, self.sent_description())?;
        }
        let incident = self.sent_incident();
        if let (Some(name), Some(incident)) = (C::LAYOUT.incident, incident) {
            map.serialize_entry(name, incident)?;
        }
        // A peer may have sent a member of the envelope with another type. It is sent on, unless the failure has a
        // value for this member.
        let is_taken = |name: &str| {
            (is_text && name == C::LAYOUT.description)
                || (self.server_time().is_some() && C::LAYOUT.server_time == Some(name))
                || (incident.is_some() && C::LAYOUT.incident == Some(name))
        };
        for (name, value) in self.members().iter().filter(|(name, _)| !is_taken(name)) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A code as a JSON value.
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

/// The number, if `text` is how the number is printed. A peer's `+5` or `007` stays a text.
fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_canonical = text == "0" || !digits.starts_with(['0', '+']);
    if is_canonical { text.parse().ok() } else { None }
}
