//! Channels: what an account's devices write to, and the keys to them.

mod error;

use axum::extract::State;
use errcat::openapi::AnyOf;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use self::error::LimitError;
use self::error::{CreateError, ReadKeyError};
use crate::app::App;
use crate::auth::{Account, AccountRejection, Kind, NewKey, Owner, OwnerRejection, random_key};
use crate::column::{Id, Time};
use crate::error_code::{self, Success};
use crate::extract::{ArrivalError, Json, JsonRejection, text};
use crate::store::{StoreError, Transaction};

/// What a channel costs.
const PRICE: i64 = 10;
/// The most of anything that is counted: channels of an account, read keys of a channel.
const MOST: i64 = 100;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_channels, create_channel))
        .routes(routes!(get_channel, delete_channel))
        .routes(routes!(create_read_key))
}

#[derive(Serialize, ToSchema)]
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

#[derive(Serialize, ToSchema)]
struct Channels {
    channels: Vec<Channel>,
}

/// Lists the channels of the account.
#[utoipa::path(
    get,
    path = "/channels",
    tag = "channels",
    params(Account),
    responses(Success<Channels>, AnyOf<(ArrivalError, AccountRejection, StoreError)>)
)]
async fn list_channels(State(app): State<App>, account: Account) -> error_code::Result<Channels, StoreError> {
    let sql = "SELECT * FROM channels WHERE account_id = ?1 ORDER BY channel_id";
    let channels =
        move |transaction: &Transaction<'_>| transaction.rows(sql, [account.id], Channel::from_row);
    Ok(Channels { channels: app.store.read(channels).await? }.into())
}

#[derive(Deserialize, ToSchema)]
struct NewChannel {
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    name: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct CreatedChannel {
    channel: Channel,
    /// Shown this once.
    write_key: String,
}

/// Creates a channel, which costs 10 of the balance.
#[utoipa::path(
    post,
    path = "/channels",
    tag = "channels",
    params(Account),
    request_body = NewChannel,
    responses(Success<CreatedChannel>, AnyOf<(ArrivalError, AccountRejection, JsonRejection, CreateError)>)
)]
async fn create_channel(
    State(app): State<App>,
    account: Account,
    Json(new): Json<NewChannel>,
) -> error_code::Result<CreatedChannel, CreateError> {
    let name = text("name", new.name)?;
    let write_key = random_key()?;
    let key = write_key.clone();
    let channel = app.store.write(move |transaction| buy(transaction, account.id, &name, &key)).await?;
    Ok(CreatedChannel { channel, write_key }.into())
}

/// Makes a channel, and takes its price off the balance: both, or neither.
fn buy(transaction: &Transaction<'_>, account: Id, name: &str, key: &str) -> Result<Channel, CreateError> {
    let count = "SELECT count(*) FROM channels WHERE account_id = ?1";
    within_limit(transaction, count, account, "channels of an account")?;
    pay(transaction, account)?;
    let sql = "INSERT INTO channels (account_id, name, created_at) VALUES (?1, ?2, ?3) RETURNING *";
    let channel = transaction.row(sql, (account, name, Time::now()), Channel::from_row)?;
    keep(transaction, Kind::Write, key, account, channel.id)?;
    Ok(channel)
}

/// Fails where what `count` counts has reached [`MOST`].
pub(crate) fn within_limit(
    transaction: &Transaction<'_>,
    count: &str,
    of: Id,
    what: &'static str,
) -> Result<(), LimitError> {
    let count: i64 = transaction.row(count, [of], |row| row.get(0))?;
    if count >= MOST { Err(LimitError::TooMany(what)) } else { Ok(()) }
}

fn pay(transaction: &Transaction<'_>, account: Id) -> Result<(), CreateError> {
    let sql = "UPDATE accounts SET balance = balance - ?1 WHERE account_id = ?2 AND balance >= ?1";
    let paid = transaction.execute(sql, (PRICE, account))?;
    if paid == 0 { Err(CreateError::LowBalance) } else { Ok(()) }
}

fn keep(
    transaction: &Transaction<'_>,
    kind: Kind,
    key: &str,
    account: Id,
    channel: Id,
) -> Result<(), StoreError> {
    NewKey { kind, key, account, channel: Some(channel), expires_at: None }.insert(transaction)
}

#[derive(Serialize, ToSchema)]
struct ShownChannel {
    channel: Channel,
}

/// Returns a channel.
#[utoipa::path(
    get,
    path = "/channels/{channel_id}",
    tag = "channels",
    params(Owner),
    responses(Success<ShownChannel>, AnyOf<(ArrivalError, OwnerRejection, StoreError)>)
)]
async fn get_channel(State(app): State<App>, owner: Owner) -> error_code::Result<ShownChannel, StoreError> {
    let sql = "SELECT * FROM channels WHERE channel_id = ?1";
    let channel =
        move |transaction: &Transaction<'_>| transaction.row(sql, [owner.channel], Channel::from_row);
    Ok(ShownChannel { channel: app.store.read(channel).await? }.into())
}

/// Deletes a channel with all that is its own.
#[utoipa::path(
    delete,
    path = "/channels/{channel_id}",
    tag = "channels",
    params(Owner),
    responses(Success<()>, AnyOf<(ArrivalError, OwnerRejection, StoreError)>)
)]
async fn delete_channel(State(app): State<App>, owner: Owner) -> error_code::Result<(), StoreError> {
    let sql = "DELETE FROM channels WHERE channel_id = ?1";
    app.store.write(move |transaction| transaction.execute(sql, [owner.channel])).await?;
    Ok(().into())
}

#[derive(Serialize, ToSchema)]
struct ReadKey {
    /// Shown this once.
    read_key: String,
}

/// Creates a read key of a channel.
#[utoipa::path(
    post,
    path = "/channels/{channel_id}/read_keys",
    tag = "channels",
    params(Owner),
    responses(Success<ReadKey>, AnyOf<(ArrivalError, OwnerRejection, ReadKeyError)>)
)]
async fn create_read_key(State(app): State<App>, owner: Owner) -> error_code::Result<ReadKey, ReadKeyError> {
    let read_key = random_key()?;
    let key = read_key.clone();
    app.store.write(move |transaction| keep_read_key(transaction, &owner, &key)).await?;
    Ok(ReadKey { read_key }.into())
}

fn keep_read_key(transaction: &Transaction<'_>, owner: &Owner, key: &str) -> Result<(), ReadKeyError> {
    let count = "SELECT count(*) FROM keys WHERE channel_id = ?1 AND kind = 'read'";
    within_limit(transaction, count, owner.channel, "read keys of a channel")?;
    Ok(keep(transaction, Kind::Read, key, owner.account, owner.channel)?)
}
