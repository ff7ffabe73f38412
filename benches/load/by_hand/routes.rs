//! The two handlers, and their replies.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use rusqlite::{Row, Transaction};
use serde::Serialize;
use serde_json::{Map, Value};

use super::App;
use super::auth::{Owner, Writer};
use super::column::{Fields, Id, Time};
use super::error::Error;
use super::extract::Json;

/// The longest text in a field, in bytes.
const FIELD: usize = 64;
/// The names of the fields.
const FIELDS: [&str; 10] =
    ["field1", "field2", "field3", "field4", "field5", "field6", "field7", "field8", "field9", "field10"];

#[derive(Serialize)]
pub(super) struct Success<T> {
    result: &'static str,
    server_time: Time,
    #[serde(flatten)]
    payload: T,
}

impl<T> Success<T> {
    fn new(payload: T) -> Self {
        Self { result: "success", server_time: Time::now(), payload }
    }
}

impl<T: Serialize> IntoResponse for Success<T> {
    fn into_response(self) -> Response {
        axum::Json(self).into_response()
    }
}

#[derive(Serialize)]
struct Channel {
    #[serde(rename = "channel_id")]
    id: Id,
    name: String,
    created_at: Time,
}

impl Channel {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { id: row.get("channel_id")?, name: row.get("name")?, created_at: row.get("created_at")? })
    }
}

#[derive(Serialize)]
pub(super) struct Shown {
    channel: Channel,
}

pub(super) async fn show(State(app): State<App>, owner: Owner) -> Result<Success<Shown>, Error> {
    let read = move |transaction: &Transaction<'_>| {
        let mut statement = transaction.prepare_cached("SELECT * FROM channels WHERE channel_id = ?1")?;
        Ok(statement.query_row([owner.channel], Channel::from_row)?)
    };
    Ok(Success::new(Shown { channel: app.store.read(read).await? }))
}

#[derive(Serialize)]
struct Feed {
    entry_id: Id,
    created_at: String,
    #[serde(flatten)]
    fields: Fields,
}

impl Feed {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let created_at: Time = row.get("created_at")?;
        let created_at = created_at.text_in(None);
        Ok(Self { entry_id: row.get("entry_id")?, created_at, fields: row.get("fields")? })
    }
}

#[derive(Serialize)]
pub(super) struct Written {
    feed: Feed,
}

pub(super) async fn write(
    State(app): State<App>,
    writer: Writer,
    Json(mut feed): Json<Map<String, Value>>,
) -> Result<Success<Written>, Error> {
    feed.retain(|_, value| !value.is_null());
    let created_at = feed.remove("created_at").map_or_else(|| Ok(Time::now()), |value| created_at(&value))?;
    let fields = fields(feed)?;
    let insert = move |transaction: &Transaction<'_>| {
        let sql = "INSERT INTO feeds (channel_id, created_at, fields) VALUES (?1, ?2, ?3) RETURNING *";
        let params = (writer.channel, created_at, fields);
        Ok(transaction.prepare_cached(sql)?.query_row(params, Feed::from_row)?)
    };
    Ok(Success::new(Written { feed: app.store.write(insert).await? }))
}

fn created_at(value: &Value) -> Result<Time, Error> {
    let time = value.as_str().and_then(|text| text.parse::<Timestamp>().ok());
    time.map(Time::from).ok_or(Error::NoTime)
}

fn fields(members: Map<String, Value>) -> Result<Fields, Error> {
    if members.is_empty() {
        return Err(Error::NoFields);
    }
    for (name, value) in &members {
        check(name, value)?;
    }
    Ok(Fields(members))
}

fn check(name: &str, value: &Value) -> Result<(), Error> {
    let field = FIELDS.into_iter().find(|field| *field == name);
    let field = field.ok_or_else(|| Error::UnknownField(name.to_owned()))?;
    match value {
        Value::Number(_) => Ok(()),
        Value::String(text) if text.len() <= FIELD => Ok(()),
        Value::String(_) => Err(Error::TooLong { member: field, most: FIELD }),
        _ => Err(Error::FieldValue(field)),
    }
}
