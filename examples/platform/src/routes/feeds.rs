//! Feeds: what devices write to a channel, ten fields at a time.

mod error;
mod schema;

use axum::extract::State;
use errcat::openapi::AnyOf;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::error::{EntryError, ReadError, WriteError};
use self::schema::NewFeed;
use crate::app::App;
use crate::auth::{Reader, ReaderRejection, Writer, WriterRejection};
use crate::column::{Fields, Id, Time};
use crate::error_code::{self, Success};
use crate::extract::{ArrivalError, Json, JsonRejection, Query, QueryRejection, fits, zone};
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

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read_feeds, write_feed))
}

#[derive(Serialize, ToSchema)]
struct Feed {
    entry_id: Id,
    #[schema(format = DateTime)]
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

#[derive(Serialize, ToSchema)]
struct Written {
    feed: Feed,
}

/// Adds an entry.
#[utoipa::path(
    post,
    path = "/channels/{channel_id}/feeds",
    tag = "feeds",
    params(Writer),
    request_body = NewFeed,
    responses(Success<Written>, AnyOf<(ArrivalError, WriterRejection, JsonRejection, WriteError)>)
)]
async fn write_feed(
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

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// How many entries: 100, if it is not there.
    #[param(nullable = false, maximum = 1000)]
    results: Option<u32>,
    /// The time zone of their times, by its name in the IANA database: UTC, if it is not there.
    #[param(nullable = false)]
    timezone: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct Feeds {
    channel_id: Id,
    feeds: Vec<Feed>,
}

/// Returns the newest entries, newest first.
#[utoipa::path(
    get,
    path = "/channels/{channel_id}/feeds",
    tag = "feeds",
    params(Reader, Wanted),
    responses(Success<Feeds>, AnyOf<(ArrivalError, ReaderRejection, QueryRejection, ReadError)>)
)]
async fn read_feeds(
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
