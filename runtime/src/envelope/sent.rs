//! The parts of a failure that are sent. The status that is sent decides what a client may read.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json};

use super::failure::{Data, text};
use super::occurrence::Occurrence;
use super::time::Time;
use super::value::Value;
use super::written::{Slots, Written};
use super::{Failure, incident};
use crate::contract::{Bodies, Form, Node, Scalar, Slot};
use crate::{Code, Entry};

impl<C: Code> Failure<C> {
    /// The text that is sent in a reply with this status. At 500 or more, this is a text that was exposed, or else the
    /// text of the row.
    pub(crate) fn sent_description_at(&self, status: u16) -> &str {
        let is_kept_back = || self.more.as_ref().is_some_and(|more| more.description.is_some());
        match (self.own_text_at(status), self.code) {
            (Some(own), _) => own,
            (None, Some(code)) => text(code.entry()),
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

    /// The id of the incident that is sent in a reply with this status. It is the same in the body and in the log.
    pub(crate) fn sent_incident_at(&self, status: u16) -> Option<&str> {
        if !Self::HAS_INCIDENTS || status < 500 {
            return None;
        }
        let id = &self.more.as_ref()?.incident;
        // Below 500, the log has no id. Such a failure may get this status only after it has been logged.
        if self.status() < 500 {
            return id.get().map(String::as_str);
        }
        Some(id.get_or_init(incident::new))
    }

    /// The whole seconds of `Retry-After` (RFC 9110, section 10.2.3); a fraction is rounded up, so that no client comes
    /// too early.
    pub(crate) fn retry_after_seconds(&self) -> Option<u64> {
        self.retry_after().map(|wait| wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)))
    }
}

/// What a failure sends in a reply with a status. The type of its catalog is not in it, so that the code which writes it
/// is compiled once for all catalogs.
pub(crate) struct Sent<'a> {
    pub(crate) bodies: &'static Bodies,
    pub(crate) code: &'a str,
    /// The text, also if a body leaves it out.
    pub(crate) text: &'a str,
    pub(crate) incident: Option<&'a str>,
    row: Option<&'static Entry>,
    is_own_text: bool,
    status: u16,
    time: Time,
    retry_after: Option<u64>,
    is_retryable: bool,
    members: &'a Map<String, Json>,
    data: Option<&'a Data>,
    pub(crate) occurrence: Occurrence<'a>,
}

impl<C: Code> Failure<C> {
    /// What is sent in a reply with this status.
    pub(crate) fn sent_at(&self, status: u16) -> Sent<'_> {
        Sent {
            bodies: C::BODIES,
            code: self.wire_code(),
            text: self.sent_description_at(status),
            incident: self.sent_incident_at(status),
            row: self.code().map(Code::entry),
            is_own_text: self.more.as_ref().is_some_and(|more| more.description.is_some()),
            status,
            time: self.time,
            retry_after: self.retry_after_seconds(),
            is_retryable: self.is_retryable(),
            members: self.members(),
            data: self.more.as_ref().and_then(|more| more.data.as_deref()),
            occurrence: self.occurrence_at(status),
        }
    }
}

impl Sent<'_> {
    /// Writes a body as JSON.
    pub(super) fn to_json(&self) -> Vec<u8> {
        json(&Written::new(&self.bodies.failure.root, self))
    }

    fn code(&self) -> Option<Value<'_>> {
        match self.code {
            // If only the code separates a failure from a success, it cannot be left out.
            "" if self.bodies.tells.is_empty() => Some(Value::Constant(Scalar::Null)),
            "" => None,
            text if self.row.is_none() => Some(self.unknown_code(text)),
            text => Some(self.value_of_code(text)),
        }
    }

    /// A code as the bodies of the catalog have it.
    pub(crate) fn value_of_code<'c>(&self, text: &'c str) -> Value<'c> {
        let number = if self.bodies.integer_codes { number(text) } else { None };
        number.map_or(Value::Text(text.into()), Value::Number)
    }

    /// A code without a row, which may be any text. In the form of a success's code, it would make a success of the body.
    fn unknown_code<'c>(&self, text: &'c str) -> Value<'c> {
        let usual = self.value_of_code(text);
        let Some((success, form)) = code_of_success(&self.bodies.failure.root) else { return usual };
        if !is_constant(success, &usual, form) {
            return usual;
        }
        let other = match usual {
            Value::Number(_) => Value::Text(text.into()),
            _ => number(text).map_or(Value::Constant(Scalar::Null), Value::Number),
        };
        if is_constant(success, &other, form) { Value::Constant(Scalar::Null) } else { other }
    }

    /// What a row says for a slot. Without a row, it is what a peer has sent, or else the default.
    fn of_row(&self, slot: Slot) -> Option<Value<'_>> {
        let text = |text: &'static str| Value::Text(text.into());
        let Some(row) = self.row else {
            let peers = self.data.and_then(|data| data.peers(slot));
            return peers.map(Value::Json).or_else(|| self.default(slot));
        };
        match slot {
            Slot::Title => Some(text(row.description())),
            Slot::DocsUrl => row.docs_url().map(text),
            Slot::Help => row.help().map(text),
            Slot::Data(index) => row.data_at(index).map(Value::Constant),
            _ => self.default(slot),
        }
    }

    fn default(&self, slot: Slot) -> Option<Value<'_>> {
        match slot {
            Slot::Retryable => Some(Value::Constant(Scalar::Boolean(self.is_retryable))),
            Slot::Data(index) => self.bodies.data.get(index).copied().flatten().map(Value::Constant),
            _ => None,
        }
    }

    fn description(&self) -> Option<Value<'_>> {
        // A peer may have sent a value of another type in the place of the text. Then it is one of the members, and the
        // text of the row does not replace it.
        let replacement = || self.members.get(self.bodies.description.filter(|name| !self.is_outer(name))?);
        let is_replaced = || replacement().is_some_and(|value| !value.is_string());
        let is_text = self.is_own_text || self.row.is_some() && !is_replaced();
        is_text.then(|| Value::Text(self.text.into()))
    }

    /// Whether there is a text. It may be empty.
    pub(crate) fn has_text(&self) -> bool {
        self.is_own_text || self.row.is_some()
    }
}

impl Slots for Sent<'_> {
    fn value(&self, slot: Slot) -> Option<Value<'_>> {
        match slot {
            Slot::Code => self.code(),
            Slot::Description => self.description(),
            Slot::Status => Some(Value::Number(self.status.into())),
            Slot::ServerTime => self.time.value(),
            Slot::UnixTime => Some(Value::Number(self.time.get()?.as_second())),
            Slot::Incident => Some(Value::Text(self.incident?.into())),
            Slot::RetryAfter => self.retry_after.map(Value::Natural),
            slot if slot.is_of_row() => self.of_row(slot),
            other => self.occurrence.value(other),
        }
    }

    /// A peer may have sent a member of the body with another type. It is sent on, unless the failure has a value for
    /// this member.
    fn members(&self) -> Option<&Map<String, Json>> {
        Some(self.members)
    }

    fn is_of_unknown_row(&self, slot: Slot) -> bool {
        self.row.is_none() && slot.is_of_row()
    }

    fn is_outer(&self, name: &str) -> bool {
        self.data.is_some_and(|data| data.outer.binary_search_by(|outer| outer.as_str().cmp(name)).is_ok())
    }
}

/// Writes a body that consists of strings, numbers and JSON values. These always serialize into memory.
pub(crate) fn json(body: &Written<'_>) -> Vec<u8> {
    let mut json = Vec::with_capacity(512);
    serde_json::to_writer(&mut json, body).expect("a failure is made of strings and JSON values");
    json
}

impl<C: Code> Serialize for Failure<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let slots = self.sent_at(self.status());
        Written::new(&C::BODIES.failure.root, &slots).serialize(serializer)
    }
}

/// The constant that a success has in the place of the code, and the form of the code.
fn code_of_success(node: &Node) -> Option<(Scalar, Form)> {
    match node {
        Node::Tell(tell, Node::Slot(Slot::Code, form) | Node::Again(_, Node::Slot(Slot::Code, form))) => {
            Some((tell.success?, *form))
        }
        Node::Object(object) => object.members.iter().find_map(|member| code_of_success(&member.node)),
        _ => None,
    }
}

/// Whether a code in this form is the constant.
fn is_constant(constant: Scalar, code: &Value<'_>, form: Form) -> bool {
    match (code, constant) {
        (Value::Text(text), Scalar::Text(constant)) => *text == constant,
        (Value::Number(number), Scalar::Text(constant)) => {
            form == Form::Text && number.to_string() == constant
        }
        (Value::Number(number), constant) => form != Form::Text && constant.is_number(number),
        _ => false,
    }
}

/// The number, if `text` is how the number is printed. A peer's `+5` or `007` stays a text.
fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_canonical = text == "0" || !digits.starts_with(['0', '+']);
    if is_canonical { text.parse().ok() } else { None }
}
