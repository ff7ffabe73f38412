//! What the slots of a failure's body contain.

use core::time::Duration;
use core::{fmt, mem};
use std::borrow::Cow;

use serde::de::Error;
use serde_json::{Map, Value};

#[cfg(feature = "tonic")]
use super::super::FieldError;
use super::super::digits::integer;
use super::super::failure::{LONGEST_WAIT, text};
use super::super::time::Time;
use super::super::written::level;
use super::super::{Failure, line};
#[cfg(feature = "tonic")]
use super::data::Beside;
use super::data::FoundData;
use super::fields;
use super::of_slot::{OfSlot, is_default, is_rows};
use super::read::Read;
use crate::contract::{Bodies, Node, Object, Slot};
use crate::problem::decoded;
use crate::{Code, Entry};

/// The values of a body's slots.
#[derive(Default)]
pub(super) struct Found<'de> {
    /// Whether there was a member at the place of the code.
    pub(super) has_code: bool,
    /// Whether there was the object that has the code as a member.
    pub(super) holds_code: bool,
    code: Option<Cow<'de, str>>,
    description: Option<Cow<'de, str>>,
    pub(super) time: Option<Time>,
    status: Option<u16>,
    incident: Option<Cow<'de, str>>,
    has_text_around_incident: bool,
    retry_after: Option<Duration>,
    /// Values that the row of a known code has as well. A value that differs from the row's becomes a member.
    row: Vec<OfSlot<'de>>,
    /// `None` if there is none, because it takes time to drop even an empty map.
    pub(super) members: Option<Map<String, Value>>,
    /// Few replies have any of it.
    pub(super) data: Option<Box<FoundData<'de>>>,
}

impl<'de> Found<'de> {
    /// Adds the members of an object. The members of an inner object count before those of the objects around it.
    pub(super) fn add(&mut self, members: Map<String, Value>) {
        let Some(others) = &mut self.members else {
            self.members = Some(members);
            return;
        };
        for (name, value) in members {
            others.entry(name).or_insert(value);
        }
    }

    /// Stores a text, if the slot is one that usually is a text. Returns whether it was stored.
    #[inline]
    pub(super) fn take_text(&mut self, slot: Slot, text: &'de str) -> bool {
        match slot {
            Slot::Code => {
                self.has_code = true;
                self.code = Some(Cow::Borrowed(text));
            }
            Slot::Description => self.description = Some(Cow::Borrowed(text)),
            Slot::ServerTime => match text.as_bytes().try_into().ok().and_then(Time::from_stamp) {
                Some(time) => self.time = Some(time),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// Stores the value of a slot. Returns the value, with the text around it, if it has a wrong type. `name` is the name
    /// of the member, and `object` its object, if that keeps values.
    pub(super) fn take(
        &mut self,
        slot: Slot,
        read: Read<'de>,
        whole: Option<Read<'de>>,
        name: &'static str,
        object: Option<&'static Object>,
    ) -> Option<Value> {
        self.has_code |= slot == Slot::Code;
        if read == Read::Null {
            return None;
        }
        // Only a row can ask for such a wait.
        let is_long = slot == Slot::RetryAfter && read.seconds().is_some_and(|wait| wait > LONGEST_WAIT);
        if slot.is_of_row() || is_long {
            self.row.push(OfSlot { slot, name, object, read, whole, bare: None });
            return None;
        }
        if slot == Slot::Incident {
            self.has_text_around_incident = whole.is_some();
        }
        let other = self.store(slot, read)?;
        Some(whole.map_or(other, Read::into_value))
    }

    /// Stores a value that is not in the row. Returns the value if it has a wrong type.
    fn store(&mut self, slot: Slot, read: Read<'de>) -> Option<Value> {
        match (slot, read) {
            (Slot::Code, Read::Text(text)) => self.code = Some(text),
            (Slot::Code, Read::Signed(number)) => self.code = Some(number.to_string().into()),
            (Slot::Code, Read::Unsigned(number)) => self.code = Some(number.to_string().into()),
            (Slot::Code, Read::Float(number)) => match integer(number) {
                Some(number) => self.code = Some(number.to_string().into()),
                None => return Some(number.into()),
            },
            (Slot::Description, Read::Text(text)) => self.description = Some(text),
            (Slot::Incident, Read::Text(text)) => self.incident = Some(text).filter(|text| !text.is_empty()),
            (Slot::ServerTime, Read::Text(text)) => match Time::parse(&text) {
                Ok(time) => self.time = Some(time),
                Err(_) => return Some(text.into_owned().into()),
            },
            (Slot::RequestId, Read::Text(text)) => self.data().request_id = Some(text),
            (Slot::Param(name), read) if !matches!(read, Read::Other(_)) => {
                self.data().single_params.entry(name).or_insert(read.into_value());
            }
            (Slot::UnixTime, read) => match read.number().and_then(Time::of_second) {
                // If a body has both times, the other one counts.
                Some(time) => drop(self.time.get_or_insert(time)),
                None => return Some(read.into_value()),
            },
            (Slot::Status, read) => match read.number().and_then(|number| u16::try_from(number).ok()) {
                Some(status @ 400..=599) => self.status = Some(status),
                _ => return Some(read.into_value()),
            },
            (Slot::RetryAfter, read) => match read.seconds() {
                Some(wait) => self.retry_after = Some(wait),
                None => return Some(read.into_value()),
            },
            (_, read) => return Some(read.into_value()),
        }
        None
    }

    /// Stores an object or an array. Returns the value if it has a wrong type.
    pub(super) fn take_composite(&mut self, slot: Slot, field: &'static Node, value: Value) -> Option<Value> {
        match (slot, value) {
            (Slot::Members, Value::Object(members)) => self.add(members),
            (Slot::Params | Slot::ParamTexts, Value::Object(params)) => self.data().params.extend(params),
            (Slot::Fields, value) => match fields::listed(field, &value) {
                Some(fields) => self.data().fields.extend(fields),
                None => return Some(value),
            },
            (Slot::FieldsByPath, Value::Object(paths)) => match fields::by_path(&paths) {
                Some(fields) => self.data().fields_by_path.extend(fields),
                None => return Some(Value::Object(paths)),
            },
            (_, value) => return Some(value),
        }
        None
    }

    /// Stores a member of an object that has the texts of field errors next to its own members. Returns the value if it
    /// has another type.
    pub(super) fn take_path(&mut self, path: &str, value: Value) -> Option<Value> {
        match fields::of_path(path, &value) {
            Some(fields) => self.data().fields_by_path.extend(fields),
            None => return Some(value),
        }
        None
    }

    pub(super) fn data(&mut self) -> &mut FoundData<'de> {
        self.data.get_or_insert_default()
    }

    /// Takes the values at later places of slots whose earlier places have no value.
    fn take_later(&mut self) {
        let Some(data) = &mut self.data else { return };
        let mut later = mem::take(&mut data.later);
        later.sort_by_key(|(earlier, _)| *earlier);
        for (_, OfSlot { slot, name, object, read, whole, .. }) in later {
            if self.has(slot) {
                self.take_bare(slot, read, whole.is_some());
                continue;
            }
            if let (Some(other), Some(object)) = (self.take(slot, read, whole, name, object), object) {
                self.keep_slot(name, object, false, other);
            }
        }
    }

    /// A text around the value of a slot of the row hides whether the value is a string. A later place may say it.
    fn take_bare(&mut self, slot: Slot, read: Read<'de>, has_text_around: bool) {
        let of_row = self.row.iter_mut().find(|of| of.slot == slot && of.whole.is_some());
        if let Some(of_row) = of_row
            && !has_text_around
            && !matches!(read, Read::Null | Read::Other(_))
        {
            of_row.bare.get_or_insert(read);
        }
    }

    /// Whether the slot has a value.
    fn has(&self, slot: Slot) -> bool {
        let data = self.data.as_deref();
        match slot {
            Slot::Code => self.code.is_some(),
            Slot::Description => self.description.is_some(),
            Slot::ServerTime | Slot::UnixTime => self.time.is_some(),
            Slot::Status => self.status.is_some(),
            Slot::Incident => self.incident.is_some(),
            Slot::RequestId => data.is_some_and(|data| data.request_id.is_some()),
            Slot::Param(name) => data.is_some_and(|data| data.single_params.contains_key(name)),
            // A wait that is too long is none.
            Slot::RetryAfter => self.retry_after.is_some(),
            slot => self.row.iter().any(|of| of.slot == slot && of.is_typed()),
        }
    }

    /// The time, from the first of its places that has one.
    pub(super) fn time(&mut self) -> Time {
        self.take_later();
        self.time.unwrap_or(Time::NONE)
    }

    /// In the text of a problem document, the id of an incident is a part of a reference.
    pub(super) fn decode_incident(&mut self) {
        self.take_later();
        if let Some(id) = self.incident.as_deref().filter(|_| self.has_text_around_incident).and_then(decoded)
        {
            self.incident = Some(id.into());
        }
    }

    /// Sets the status of the reply. A status below 400 is ignored: then the status of the body or of the row is better.
    pub(super) fn set_status(&mut self, status: Option<u16>) {
        // The status of the body may be at a later place.
        self.take_later();
        self.status = status.filter(|status| *status >= 400).or(self.status);
    }

    /// Stores what a peer has sent for the slots of a row that nobody here knows.
    fn keep_unknown_row(&mut self, bodies: &Bodies) {
        let of_row = self.row.iter().filter(|of| of.slot.is_of_row() && !of.is_unlike_its_text());
        let mut of_row: Vec<_> = of_row.collect();
        // At one of several places, the value can have a wrong type.
        of_row.sort_by_key(|of| !of.is_typed());
        let of_row: Vec<_> = of_row.into_iter().map(|of| (of.slot, of.value(bodies))).collect();
        if !of_row.is_empty() {
            self.data().of_row = of_row;
        }
    }

    /// Keeps what the row does not say. Without a row, a member is sent on in the place where it was.
    fn keep_of_row(&mut self, row: Option<&'static Entry>, bodies: &Bodies) {
        if row.is_none() {
            self.keep_unknown_row(bodies);
        }
        let status = self.status;
        let is_other = |OfSlot { slot, read, .. }: &OfSlot<'_>| match row {
            Some(row) => !is_rows(row, *slot, read),
            None => !is_default(bodies, *slot, read, status),
        };
        if !self.row.iter().any(is_other) {
            return;
        }
        let mut others = mem::take(&mut self.row);
        others.retain(is_other);
        // A member of an inner object counts before those of the objects around it.
        others.sort_by_key(|other| other.object.map(level));
        for of in others {
            let is_in_place = row.is_none() && of.slot.is_of_row() && !of.is_unlike_its_text();
            let OfSlot { name, object: Some(object), read, whole, .. } = of else { continue };
            self.keep_slot(name, object, is_in_place, whole.unwrap_or(read).into_value());
        }
    }

    pub(super) fn into_failure<C: Code>(mut self) -> Failure<C> {
        self.take_later();
        let code = self.code.as_deref().and_then(C::from_code);
        let row = code.map(Code::entry);
        self.keep_of_row(row, C::BODIES);
        let data =
            self.data.take().and_then(|data| data.into_data(row, self.members.get_or_insert_default()));
        let own = self.description.filter(|own| row.map(text) != Some(own));
        let wait = self.retry_after.filter(|wait| row.and_then(Entry::retry_after) != Some(*wait));
        let unknown = self.code.filter(|text| code.is_none() && !text.is_empty());
        let mut failure = Failure::received(code, self.time.unwrap_or(Time::NONE));
        let members = self.members.filter(|members| !members.is_empty());
        let is_plain = members.is_none() && self.incident.is_none() && data.is_none();
        if !is_plain || own.is_some() || wait.is_some() || unknown.is_some() {
            // The details are large, so they are not moved.
            failure = failure.with(|more| {
                more.unknown_code = unknown.map(Cow::into_owned);
                more.description = own.map(|own| own.into_owned().into());
                more.members = members;
                more.data = data;
                more.incident =
                    self.incident.map(|incident| incident.into_owned().into()).unwrap_or_default();
                more.retry_after = wait;
                more.expose();
            });
        }
        match self.status {
            Some(status) => failure.relabelled(status),
            None => failure,
        }
    }
}

/// What a peer sent without the template of a body.
#[cfg(feature = "tonic")]
pub(crate) struct Received {
    pub(crate) code: String,
    pub(crate) description: String,
    pub(crate) incident: Option<String>,
    pub(crate) request_id: Option<String>,
    /// Params and members. Which of them are params depends on the code.
    pub(crate) members: Vec<(String, Value)>,
    pub(crate) fields: Vec<FieldError>,
    pub(crate) retry_after: Option<Duration>,
}

#[cfg(feature = "tonic")]
impl Received {
    pub(crate) fn into_failure<C: Code>(self) -> Failure<C> {
        let data = FoundData {
            request_id: self.request_id.map(Cow::Owned),
            beside: self.members.into_iter().map(Beside::of_metadata).collect(),
            fields: self.fields,
            ..FoundData::default()
        };
        // A service of this catalog has sent the text, also if it is empty. Without a row, it is the same as none.
        let has_text = !self.description.is_empty() || C::from_code(&self.code).is_some();
        let found = Found {
            code: Some(self.code.into()),
            description: has_text.then_some(Cow::Owned(self.description)),
            incident: self.incident.map(Cow::Owned),
            data: Some(Box::new(data)),
            retry_after: self.retry_after.filter(|wait| *wait <= LONGEST_WAIT),
            ..Found::default()
        };
        found.into_failure()
    }
}

impl Found<'_> {
    /// The error for a body of another shape.
    pub(super) fn foreign<E: Error>(&self, code: &str) -> E {
        self.unlike(format_args!("expected a failure with a code in `{code}`"))
    }

    /// The error for a body that is not what was expected. It names the members that the template does not have.
    pub(super) fn unlike<E: Error>(&self, expected: fmt::Arguments<'_>) -> E {
        let others = self.others().map(|names| format!(", the body has {names}")).unwrap_or_default();
        E::custom(format_args!("{expected}{others}"))
    }

    /// The names of the members that the template does not have, for messages.
    pub(super) fn others(&self) -> Option<String> {
        let names = self.members.as_ref()?.keys().map(|name| format!("`{}`", line::bounded(name, 100)));
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| line::bounded(&names.join(", "), 400).into_owned())
    }
}
