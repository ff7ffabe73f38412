//! Groups: channels of an account that belong together, under a name that is the only one of its kind.

mod error;

use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::routing::{get, put};
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use self::error::{CreateError, MemberRejection};
use crate::app::App;
use crate::auth::{Account, Owner};
use crate::column::{Id, Time};
use crate::error_code;
use crate::extract::{Json, id_in_path, text};
use crate::routes::channels::within_limit;
use crate::store::{StoreError, Transaction};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/groups", get(list).post(create))
        .route("/groups/{group_id}/channels/{channel_id}", put(add).delete(remove))
}

#[derive(Serialize)]
struct Group {
    #[serde(rename = "group_id")]
    id: Id,
    #[serde(rename = "group_name")]
    name: String,
    created_at: Time,
    channels: Vec<Id>,
}

impl Group {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("group_id")?,
            name: row.get("group_name")?,
            created_at: row.get("created_at")?,
            channels: Vec::new(),
        })
    }

    fn with_channels(self, transaction: &Transaction<'_>) -> Result<Self, StoreError> {
        let sql = "SELECT channel_id FROM group_channels WHERE group_id = ?1 ORDER BY channel_id";
        Ok(Self { channels: transaction.rows(sql, [self.id], |row| row.get(0))?, ..self })
    }
}

#[derive(Serialize)]
struct Groups {
    groups: Vec<Group>,
}

async fn list(State(app): State<App>, account: Account) -> error_code::Result<Groups, StoreError> {
    Ok(Groups { groups: app.store.read(move |transaction| of_account(transaction, account.id)).await? }
        .into())
}

fn of_account(transaction: &Transaction<'_>, account: Id) -> Result<Vec<Group>, StoreError> {
    let sql = "SELECT * FROM groups WHERE account_id = ?1 ORDER BY group_id";
    let groups = transaction.rows(sql, [account], Group::from_row)?;
    groups.into_iter().map(|group| group.with_channels(transaction)).collect()
}

#[derive(Deserialize)]
struct NewGroup {
    group_name: Option<String>,
}

#[derive(Serialize)]
struct Shown {
    group: Group,
}

async fn create(
    State(app): State<App>,
    account: Account,
    Json(new): Json<NewGroup>,
) -> error_code::Result<Shown, CreateError> {
    let group_name = text("group_name", new.group_name)?;
    let group = app.store.write(move |transaction| insert(transaction, account.id, &group_name)).await?;
    Ok(Shown { group }.into())
}

fn insert(transaction: &Transaction<'_>, account: Id, name: &str) -> Result<Group, CreateError> {
    let count = "SELECT count(*) FROM groups WHERE account_id = ?1";
    within_limit(transaction, count, account, "groups of an account")?;
    let sql = "INSERT INTO groups (account_id, group_name, created_at) VALUES (?1, ?2, ?3)
               ON CONFLICT DO NOTHING RETURNING *";
    let group = transaction.row_if_any(sql, (account, name, Time::now()), Group::from_row)?;
    group.ok_or(CreateError::NameTaken)
}

/// A group and a channel of the path, both of the account that asks.
struct Member {
    group: Id,
    channel: Id,
}

impl FromRequestParts<App> for Member {
    type Rejection = MemberRejection;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, MemberRejection> {
        let Owner { account, channel } = Owner::from_request_parts(parts, app).await?;
        let group = id_in_path(parts, "group_id").await.ok_or(MemberRejection::NoGroup)?;
        let sql = "SELECT TRUE FROM groups WHERE group_id = ?1 AND account_id = ?2";
        let is_owned = app.store.read(move |transaction| transaction.exists(sql, (group, account))).await?;
        is_owned.then_some(Self { group, channel }).ok_or(MemberRejection::NoGroup)
    }
}

async fn add(State(app): State<App>, member: Member) -> error_code::Result<Shown, StoreError> {
    change(app, member.group, "INSERT OR IGNORE INTO group_channels VALUES (?1, ?2)", member.channel).await
}

async fn remove(State(app): State<App>, member: Member) -> error_code::Result<Shown, StoreError> {
    change(
        app,
        member.group,
        "DELETE FROM group_channels WHERE group_id = ?1 AND channel_id = ?2",
        member.channel,
    )
    .await
}

async fn change(
    app: App,
    group: Id,
    sql: &'static str,
    channel: Id,
) -> error_code::Result<Shown, StoreError> {
    let work = move |transaction: &Transaction<'_>| {
        transaction.execute(sql, (group, channel))?;
        let sql = "SELECT * FROM groups WHERE group_id = ?1";
        transaction.row(sql, [group], Group::from_row)?.with_channels(transaction)
    };
    Ok(Shown { group: app.store.write(work).await? }.into())
}
