//! Groups: channels of an account that belong together, under a name that is the only one of its kind.

mod error;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use errcat::openapi::AnyOf;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::error::{CreateError, MemberRejection};
use crate::app::App;
use crate::auth::{Account, AccountRejection, Owner, in_path};
use crate::column::{Id, Time};
use crate::error_code::{self, Success};
use crate::extract::{ArrivalError, Json, JsonRejection, id_in_path, text};
use crate::routes::channels::within_limit;
use crate::store::{StoreError, Transaction};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_groups, create_group))
        .routes(routes!(add_to_group, remove_from_group))
}

#[derive(Serialize, ToSchema)]
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

#[derive(Serialize, ToSchema)]
struct Groups {
    groups: Vec<Group>,
}

/// Lists the groups of the account.
#[utoipa::path(
    get,
    path = "/groups",
    tag = "groups",
    params(Account),
    responses(Success<Groups>, AnyOf<(ArrivalError, AccountRejection, StoreError)>)
)]
async fn list_groups(State(app): State<App>, account: Account) -> error_code::Result<Groups, StoreError> {
    Ok(Groups { groups: app.store.read(move |transaction| of_account(transaction, account.id)).await? }
        .into())
}

fn of_account(transaction: &Transaction<'_>, account: Id) -> Result<Vec<Group>, StoreError> {
    let sql = "SELECT * FROM groups WHERE account_id = ?1 ORDER BY group_id";
    let groups = transaction.rows(sql, [account], Group::from_row)?;
    groups.into_iter().map(|group| group.with_channels(transaction)).collect()
}

#[derive(Deserialize, ToSchema)]
struct NewGroup {
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    group_name: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct ShownGroup {
    group: Group,
}

/// Creates a group.
#[utoipa::path(
    post,
    path = "/groups",
    tag = "groups",
    params(Account),
    request_body = NewGroup,
    responses(Success<ShownGroup>, AnyOf<(ArrivalError, AccountRejection, JsonRejection, CreateError)>)
)]
async fn create_group(
    State(app): State<App>,
    account: Account,
    Json(new): Json<NewGroup>,
) -> error_code::Result<ShownGroup, CreateError> {
    let group_name = text("group_name", new.group_name)?;
    let group = app.store.write(move |transaction| insert(transaction, account.id, &group_name)).await?;
    Ok(ShownGroup { group }.into())
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

impl IntoParams for Member {
    fn into_params(place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let mut params = Owner::into_params(place);
        params.insert(0, in_path("group_id", "The number of the group"));
        params
    }
}

/// Adds a channel to a group.
#[utoipa::path(
    put,
    path = "/groups/{group_id}/channels/{channel_id}",
    tag = "groups",
    params(Member),
    responses(Success<ShownGroup>, AnyOf<(ArrivalError, MemberRejection, StoreError)>)
)]
async fn add_to_group(State(app): State<App>, member: Member) -> error_code::Result<ShownGroup, StoreError> {
    change(app, member.group, "INSERT OR IGNORE INTO group_channels VALUES (?1, ?2)", member.channel).await
}

/// Removes a channel from a group.
#[utoipa::path(
    delete,
    path = "/groups/{group_id}/channels/{channel_id}",
    tag = "groups",
    params(Member),
    responses(Success<ShownGroup>, AnyOf<(ArrivalError, MemberRejection, StoreError)>)
)]
async fn remove_from_group(
    State(app): State<App>,
    member: Member,
) -> error_code::Result<ShownGroup, StoreError> {
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
) -> error_code::Result<ShownGroup, StoreError> {
    let work = move |transaction: &Transaction<'_>| {
        transaction.execute(sql, (group, channel))?;
        let sql = "SELECT * FROM groups WHERE group_id = ?1";
        transaction.row(sql, [group], Group::from_row)?.with_channels(transaction)
    };
    Ok(ShownGroup { group: app.store.write(work).await? }.into())
}
