//! The routes. The middleware and the configuration of the extractors answer everything else.

use actix_web::web::{Data, Path, ServiceConfig, get, resource};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::channel::{Channel, Feed, Key, RequestError};
use crate::error_code::{self, actix::Json, actix::Query};

/// The largest number of entries that one request can read.
const RESULTS: usize = 1000;

/// Adds the paths, each with all of its methods. So another method gets 405 and not 404.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(resource("/channels/{channel_id}").route(get().to(show)))
        .service(resource("/channels/{channel_id}/feeds").get(read).post(write));
}

/// The parameters that a query can have.
#[derive(Deserialize)]
struct Asked {
    account_key: Option<String>,
    api_key: Option<String>,
    read_key: Option<String>,
    results: Option<usize>,
}

#[derive(Serialize)]
struct Shown {
    channel: Profile,
}

#[derive(Serialize)]
struct Profile {
    channel_id: String,
    name: &'static str,
}

async fn show(id: Path<u32>, Query(asked): Query<Asked>) -> error_code::Result<Shown> {
    Key::Account.opens(*id, asked.account_key.as_deref())?;
    Ok(Shown { channel: Profile { channel_id: id.to_string(), name: "greenhouse" } }.into())
}

#[derive(Serialize)]
struct Read {
    channel_id: String,
    feeds: Vec<Feed>,
}

async fn read(channel: Data<Channel>, id: Path<u32>, Query(asked): Query<Asked>) -> error_code::Result<Read> {
    Key::Read.opens(*id, asked.read_key.as_deref())?;
    let results = asked.results.unwrap_or(100);
    if results > RESULTS {
        Err(RequestError::TooMany)?;
    }
    Ok(Read { channel_id: id.to_string(), feeds: channel.newest(results) }.into())
}

#[derive(Serialize)]
struct Written {
    feed: Feed,
}

async fn write(
    channel: Data<Channel>,
    id: Path<u32>,
    Query(asked): Query<Asked>,
    Json(fields): Json<Map<String, Value>>,
) -> error_code::Result<Written> {
    Key::Write.opens(*id, asked.api_key.as_deref())?;
    Ok(Written { feed: channel.write(fields)? }.into())
}
