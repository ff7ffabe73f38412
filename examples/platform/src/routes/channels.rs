//! Channels: what an account's devices write to, and the keys to them.

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use errcat::OrFail;
use rusqlite::{Row, Transaction};
use serde::{Deserialize, Serialize};

use crate::ErrorCode;
use crate::app::App;
use crate::auth::{Account, Kind, NewKey, Owner, random_key};
use crate::column::{Id, Time};
use crate::error_code::{self, Failure};
use crate::extract::{Json, text};
use crate::store::Fault;

/// What a channel costs.
const PRICE: i64 = 10;
/// The most of anything that is counted: channels of an account, read keys of a channel.
const MOST: i64 = 100;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/channels", get(list).post(create))
        .route("/channels/{channel_id}", get(show).delete(delete))
        .route("/channels/{channel_id}/read_keys", post(make_read_key))
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
struct Channels {
    channels: Vec<Channel>,
}

async fn list(State(app): State<App>, account: Account) -> error_code::Result<Channels> {
    let sql = "SELECT * FROM channels WHERE account_id = ?1 ORDER BY channel_id";
    let channels = move |transaction: &Transaction<'_>| {
        let mut statement = transaction.prepare_cached(sql)?;
        let rows = statement.query_map([account.id], Channel::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    Ok(Channels { channels: app.store.read(channels).await? }.into())
}

#[derive(Deserialize)]
struct NewChannel {
    name: Option<String>,
}

#[derive(Serialize)]
struct Created {
    channel: Channel,
    /// Shown this once.
    write_key: String,
}

/// Makes a channel, and takes its price off the balance: both, or neither.
async fn create(
    State(app): State<App>,
    account: Account,
    Json(new): Json<NewChannel>,
) -> error_code::Result<Created> {
    let name = text("name", new.name)?;
    let write_key = random_key()?;
    let key = write_key.clone();
    let channel = app
        .store
        .write(move |transaction| {
            let count = "SELECT count(*) FROM channels WHERE account_id = ?1";
            within_limit(transaction, count, account.id, "channels of an account")?;
            pay(transaction, account.id)?;
            let sql = "INSERT INTO channels (account_id, name, created_at) VALUES (?1, ?2, ?3) RETURNING *";
            let params = (account.id, name, Time::now());
            let channel = transaction.query_row(sql, params, Channel::from_row)?;
            keep(transaction, Kind::Write, &key, account.id, channel.id)?;
            Ok(channel)
        })
        .await?;
    Ok(Created { channel, write_key }.into())
}

/// Fails where what `count` counts has reached [`MOST`].
pub(crate) fn within_limit(
    transaction: &Transaction<'_>,
    count: &str,
    of: Id,
    what: &str,
) -> Result<(), Fault> {
    let count: i64 = transaction.query_row(count, [of], |row| row.get(0))?;
    if count >= MOST {
        return Err(Failure::new(ErrorCode::OverLimit)
            .with_description(format!("at most {MOST} {what}"))
            .into());
    }
    Ok(())
}

fn pay(transaction: &Transaction<'_>, account: Id) -> Result<(), Fault> {
    let sql = "UPDATE accounts SET balance = balance - ?1 WHERE account_id = ?2 AND balance >= ?1";
    let paid = transaction.execute(sql, (PRICE, account))?;
    (paid > 0).then_some(()).or_fail_with(ErrorCode::LowBalance, || format!("a channel costs {PRICE}"))?;
    Ok(())
}

fn keep(
    transaction: &Transaction<'_>,
    kind: Kind,
    key: &str,
    account: Id,
    channel: Id,
) -> rusqlite::Result<()> {
    NewKey { kind, key, account, channel: Some(channel), expires_at: None }.insert(transaction)
}

#[derive(Serialize)]
struct Shown {
    channel: Channel,
}

async fn show(State(app): State<App>, owner: Owner) -> error_code::Result<Shown> {
    let sql = "SELECT * FROM channels WHERE channel_id = ?1";
    let channel = move |transaction: &Transaction<'_>| {
        Ok(transaction.query_row(sql, [owner.channel], Channel::from_row)?)
    };
    Ok(Shown { channel: app.store.read(channel).await? }.into())
}

/// Deletes a channel with all that is its own.
async fn delete(State(app): State<App>, owner: Owner) -> error_code::Result<()> {
    let sql = "DELETE FROM channels WHERE channel_id = ?1";
    app.store.write(move |transaction| Ok(transaction.execute(sql, [owner.channel])?)).await?;
    Ok(().into())
}

#[derive(Serialize)]
struct ReadKey {
    /// Shown this once.
    read_key: String,
}

async fn make_read_key(State(app): State<App>, owner: Owner) -> error_code::Result<ReadKey> {
    let read_key = random_key()?;
    let key = read_key.clone();
    app.store
        .write(move |transaction| {
            let count = "SELECT count(*) FROM keys WHERE channel_id = ?1 AND kind = 'read'";
            within_limit(transaction, count, owner.channel, "read keys of a channel")?;
            Ok(keep(transaction, Kind::Read, &key, owner.account, owner.channel)?)
        })
        .await?;
    Ok(ReadKey { read_key }.into())
}
