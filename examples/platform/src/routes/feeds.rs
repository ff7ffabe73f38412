//! Feeds: what devices write to a channel, ten fields at a time.

mod error;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use self::error::{EntryError, ReadError, WriteError};
use crate::app::App;
use crate::auth::{Reader, Writer};
use crate::column::{Fields, Id, Time};
use crate::error_code;
use crate::extract::{Json, Query, fits, zone};
use crate::store::Transaction;

/// The most entries that one request reads.
const RESULTS: u32 = 1000;
/// How many it reads where it does not say.
const RESULTS_DEFAULT: u32 = 100;
/// The longest text in a field, in bytes.
const FIELD: usize = 64;
/// The names of the fields.
const FIELDS: [&str; 10] =
    ["field1", "field2", "field3", "field4", "field5", "field6", "field7", "field8", "field9", "field10"];

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/channels/{channel_id}/feeds", get(read).post(write))
}

#[derive(Serialize)]
struct Feed {
    entry_id: Id,
    created_at: String,
    #[serde(flatten)]
    fields: Fields,
}

impl Feed {
    fn from_row(row: &Row<'_>, timezone: Option<&TimeZone>) -> rusqlite::Result<Self> {
        let created_at: Time = row.get("created_at")?;
        let created_at = created_at.text_in(timezone);
        Ok(Self { entry_id: row.get("entry_id")?, created_at, fields: row.get("fields")? })
    }
}

#[derive(Serialize)]
struct Written {
    feed: Feed,
}

async fn write(
    State(app): State<App>,
    writer: Writer,
    Json(mut feed): Json<Map<String, Value>>,
) -> error_code::Result<Written, WriteError> {
    // A member that is null is not there.
    feed.retain(|_, value| !value.is_null());
    let created_at = feed.remove("created_at").map_or_else(|| Ok(Time::now()), |value| created_at(&value))?;
    let fields = fields(feed)?;
    let sql = "INSERT INTO feeds (channel_id, created_at, fields) VALUES (?1, ?2, ?3) RETURNING *";
    let insert = move |transaction: &Transaction<'_>| {
        let params = (writer.channel, created_at, fields);
        transaction.row(sql, params, |row| Feed::from_row(row, None))
    };
    Ok(Written { feed: app.store.write(insert).await? }.into())
}

fn created_at(value: &Value) -> Result<Time, EntryError> {
    let time = value.as_str().and_then(|text| text.parse::<Timestamp>().ok());
    time.map(Time::from).ok_or(EntryError::NoTime)
}

/// The members that are fields; any other is a mistake that would lose data.
fn fields(members: Map<String, Value>) -> Result<Fields, EntryError> {
    if members.is_empty() {
        return Err(EntryError::NoFields);
    }
    for (name, value) in &members {
        check(name, value)?;
    }
    Ok(Fields(members))
}

fn check(name: &str, value: &Value) -> Result<(), EntryError> {
    let field = FIELDS.into_iter().find(|field| *field == name);
    let field = field.ok_or_else(|| EntryError::UnknownField(name.chars().take(FIELD).collect()))?;
    match value {
        Value::Number(_) => Ok(()),
        Value::String(text) => Ok(fits(field, text, FIELD)?),
        _ => Err(EntryError::FieldValue(field)),
    }
}

#[derive(Deserialize)]
struct Wanted {
    results: Option<u32>,
    timezone: Option<String>,
}

#[derive(Serialize)]
struct Feeds {
    channel_id: Id,
    feeds: Vec<Feed>,
}

/// The newest entries, newest first.
async fn read(
    State(app): State<App>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> error_code::Result<Feeds, ReadError> {
    let results = wanted.results.unwrap_or(RESULTS_DEFAULT);
    if results > RESULTS {
        return Err(ReadError::TooManyResults);
    }
    let timezone = wanted.timezone.as_deref().map(zone).transpose()?;
    let sql = "SELECT * FROM feeds WHERE channel_id = ?1 ORDER BY created_at DESC, entry_id DESC LIMIT ?2";
    let feeds = move |transaction: &Transaction<'_>| {
        transaction.rows(sql, (reader.channel, results), |row| Feed::from_row(row, timezone.as_ref()))
    };
    Ok(Feeds { channel_id: reader.channel, feeds: app.store.read(feeds).await? }.into())
}
