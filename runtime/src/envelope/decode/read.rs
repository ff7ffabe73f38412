//! A value of a body, before it is known whether its slot accepts it.

use core::time::Duration;
use std::borrow::Cow;

use serde::de::Unexpected;
use serde_json::Value;

use super::super::digits::integer;
use crate::contract::Scalar;

/// A value that was read.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Read<'de> {
    Null,
    Boolean(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(Cow<'de, str>),
    /// An object, an array, or a text without the constant parts of the template.
    Other(Value),
}

impl Read<'_> {
    /// Returns `None` for an object or an array.
    pub(super) fn of(value: &Value) -> Option<Read<'_>> {
        Some(match value {
            Value::Null => Read::Null,
            Value::Bool(boolean) => Read::Boolean(*boolean),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => Read::Signed(number),
                (None, Some(number)) => Read::Unsigned(number),
                (None, None) => Read::Float(number.as_f64()?),
            },
            Value::String(text) => Read::Text(text.into()),
            Value::Array(_) | Value::Object(_) => return None,
        })
    }

    /// Whether the value is this constant.
    pub(super) fn is(&self, scalar: Scalar) -> bool {
        match self {
            Self::Null => scalar == Scalar::Null,
            Self::Boolean(boolean) => scalar == Scalar::Boolean(*boolean),
            Self::Signed(number) => scalar.is_number(number),
            Self::Unsigned(number) => scalar.is_number(number),
            Self::Float(number) => {
                // `-0` is 0.
                let bits = |number: f64| (number + 0.0).to_bits();
                matches!(scalar, Scalar::Number(text) if text.parse::<f64>().is_ok_and(|own| bits(own) == bits(*number)))
            }
            Self::Text(text) => matches!(scalar, Scalar::Text(constant) if constant == text),
            Self::Other(_) => false,
        }
    }

    /// Whether the value can be a code.
    pub(super) fn is_code(&self) -> bool {
        match self {
            Self::Boolean(_) | Self::Other(_) => false,
            Self::Float(number) => integer(*number).is_some(),
            _ => true,
        }
    }

    pub(super) fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Boolean(boolean) => Unexpected::Bool(*boolean),
            Self::Signed(number) => Unexpected::Signed(*number),
            Self::Unsigned(number) => Unexpected::Unsigned(*number),
            Self::Float(number) => Unexpected::Float(*number),
            Self::Text(text) => Unexpected::Str(text),
            Self::Other(_) => Unexpected::Other("value"),
        }
    }

    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(boolean) => boolean.into(),
            Self::Signed(number) => number.into(),
            Self::Unsigned(number) => number.into(),
            Self::Float(number) => number.into(),
            Self::Text(text) => text.into_owned().into(),
            Self::Other(value) => value,
        }
    }

    /// The seconds, also if they are written as a string.
    pub(super) fn seconds(&self) -> Option<Duration> {
        self.number().and_then(|number| u64::try_from(number).ok()).map(Duration::from_secs)
    }

    /// The number, also if it is written as a string.
    pub(super) fn number(&self) -> Option<i64> {
        match self {
            Self::Signed(number) => Some(*number),
            Self::Unsigned(number) => i64::try_from(*number).ok(),
            Self::Text(text) => text.parse().ok(),
            Self::Float(number) => integer(*number),
            Self::Null | Self::Boolean(_) | Self::Other(_) => None,
        }
    }
}
