//! The types of columns: how a value stands in the database, and how on the wire.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// The number of a row: an integer in the database, and its digits in a string on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ToSchema)]
#[schema(value_type = String, description = "A number, as its digits", example = "1")]
pub(crate) struct Id(i64);

impl FromStr for Id {
    type Err = std::num::ParseIntError;

    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        digits.parse().map(Self)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

/// A time of whole seconds: seconds since 1970 in the database, `2017-10-09T08:48:34Z` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToSchema)]
#[schema(
    value_type = String,
    description = "A time of whole seconds in UTC",
    format = DateTime,
    example = "2017-10-09T08:48:34Z"
)]
pub(crate) struct Time(Timestamp);

impl Time {
    pub(crate) fn now() -> Self {
        Self::from(Timestamp::now())
    }

    /// The same some seconds later; the last of all times where there is no later one.
    pub(crate) fn after(self, seconds: u32) -> Self {
        let later = self.0.as_second().saturating_add(i64::from(seconds));
        Self(Timestamp::from_second(later).unwrap_or(Timestamp::MAX))
    }

    /// Its text where `timezone` is the clock on the wall: `2017-10-09T16:48:34+08:00`, and a `Z` in UTC.
    pub(crate) fn text_in(self, timezone: Option<&TimeZone>) -> String {
        match timezone {
            Some(timezone) if *timezone != TimeZone::UTC => {
                self.0.display_with_offset(timezone.to_offset(self.0)).to_string()
            }
            _ => self.to_string(),
        }
    }
}

impl From<Timestamp> for Time {
    /// A fraction of a second is cut off.
    fn from(time: Timestamp) -> Self {
        Self(Timestamp::from_second(time.as_second()).unwrap_or(Timestamp::MIN))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl ToSql for Time {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_second().into())
    }
}

impl FromSql for Time {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let second = i64::column_result(value)?;
        Timestamp::from_second(second).map(Self).map_err(|_| FromSqlError::OutOfRange(second))
    }
}

/// The fields of a feed by their names: JSON text in the database.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct Fields(pub(crate) Map<String, Value>);

impl ToSql for Fields {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0);
        text.map(ToSqlOutput::from).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

impl FromSql for Fields {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}
