//! The value of a slot that is compared with the row, once the code is known.

use serde_json::Value;

use super::super::failure::UNKNOWN_STATUS;
use super::super::status::may_pass;
use super::read::Read;
use crate::Entry;
use crate::contract::{Bodies, Object, Scalar, Slot};

/// The value of a slot, for later.
pub(super) struct OfSlot<'de> {
    pub(super) slot: Slot,
    /// The name of its member.
    pub(super) name: &'static str,
    /// The object with the member, if it keeps values.
    pub(super) object: Option<&'static Object>,
    pub(super) read: Read<'de>,
    /// The text around the value, if there is one.
    pub(super) whole: Option<Read<'de>>,
    /// The value at a later place without a text around it.
    pub(super) bare: Option<Read<'de>>,
}

impl OfSlot<'_> {
    /// Whether a text around the slot is not that of the template. Then the value is a member and not that of the slot.
    pub(super) fn is_unlike_its_text(&self) -> bool {
        self.whole.is_some() && matches!(self.read, Read::Other(_))
    }

    /// Whether the value has the type of the slot.
    pub(super) fn is_typed(&self) -> bool {
        match (self.slot, &self.read) {
            (Slot::Title | Slot::DocsUrl | Slot::Help, read) => matches!(read, Read::Text(_)),
            (Slot::Retryable, Read::Text(text)) => matches!(&**text, "true" | "false"),
            (Slot::Retryable, read) => matches!(read, Read::Boolean(_)),
            (_, read) => !matches!(read, Read::Other(_)),
        }
    }

    /// The value. In a text, a number and a boolean look like a string, so there the default says the type.
    pub(super) fn value(&self, bodies: &Bodies) -> Value {
        let default = match self.slot {
            Slot::Data(index) => bodies.data.get(index).copied().flatten(),
            Slot::Retryable => Some(Scalar::Boolean(false)),
            _ => None,
        };
        match (&self.bare, &self.read, default) {
            (Some(bare), ..) => bare.clone().into_value(),
            (None, Read::Text(text), Some(Scalar::Number(_) | Scalar::Boolean(_)))
                if self.whole.is_some() =>
            {
                let typed = serde_json::from_str(text).ok();
                // Only if the text of the value is the same.
                let is_typed =
                    |value: &Value| (value.is_number() || value.is_boolean()) && format!("{value}") == **text;
                typed.filter(is_typed).unwrap_or_else(|| text.as_ref().into())
            }
            (None, read, _) => read.clone().into_value(),
        }
    }
}

/// Whether this is what a failure without a row sends.
pub(super) fn is_default(bodies: &Bodies, slot: Slot, read: &Read<'_>, status: Option<u16>) -> bool {
    match slot {
        Slot::Retryable => {
            let is_retryable = may_pass(status.unwrap_or(UNKNOWN_STATUS));
            is_scalar(read, Scalar::Boolean(is_retryable))
        }
        Slot::Data(index) => {
            let default = bodies.data.get(index).copied().flatten();
            default.is_some_and(|scalar| is_scalar(read, scalar))
        }
        _ => false,
    }
}

/// Whether this is the constant. A number or a boolean may be written as a string.
fn is_scalar(read: &Read<'_>, scalar: Scalar) -> bool {
    read.is(scalar) || read.is(Scalar::Text(scalar.text()))
}

/// Whether the row says the same.
pub(super) fn is_rows(row: &'static Entry, slot: Slot, read: &Read<'_>) -> bool {
    let is = |text: Option<&'static str>| text.is_some_and(|text| read.is(Scalar::Text(text)));
    match slot {
        Slot::Title => is(Some(row.description())),
        Slot::DocsUrl => is(row.docs_url()),
        Slot::Help => is(row.help()),
        Slot::Retryable => is_scalar(read, Scalar::Boolean(row.is_retryable())),
        Slot::RetryAfter => row.retry_after() == read.seconds(),
        Slot::Data(index) => row.data_at(index).is_some_and(|scalar| is_scalar(read, scalar)),
        _ => false,
    }
}
