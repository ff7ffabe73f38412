//! Commands: what an account leaves for a channel's device, which fetches them one after the other.

mod error;

use axum::extract::State;
use errcat::openapi::AnyOf;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::error::CreateError;
use crate::app::App;
use crate::auth::{Owner, OwnerRejection, Writer, WriterRejection};
use crate::column::{Id, Time};
use crate::error_code::{self, Success};
use crate::extract::{ArrivalError, Json, JsonRejection, text};
use crate::routes::channels::{LimitError, within_limit};
use crate::store::{StoreError, Transaction};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create_command)).routes(routes!(execute_command))
}

#[derive(Serialize, ToSchema)]
struct Command {
    #[serde(rename = "command_id")]
    id: Id,
    #[serde(rename = "command_string")]
    string: String,
    /// Its place among those that wait, from 1; none once it has been fetched.
    position: Option<i64>,
    created_at: Time,
    executed_at: Option<Time>,
    channel_id: Id,
}

impl Command {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("command_id")?,
            string: row.get("command_string")?,
            position: None,
            created_at: row.get("created_at")?,
            executed_at: row.get("executed_at")?,
            channel_id: row.get("channel_id")?,
        })
    }
}

#[derive(Deserialize, ToSchema)]
struct NewCommand {
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    command_string: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct CommandReply {
    /// None where no command waits.
    command: Option<Command>,
}

/// Adds a command to the queue of the device.
#[utoipa::path(
    post,
    path = "/channels/{channel_id}/commands",
    tag = "commands",
    params(Owner),
    request_body = NewCommand,
    responses(Success<CommandReply>, AnyOf<(ArrivalError, OwnerRejection, JsonRejection, CreateError)>)
)]
async fn create_command(
    State(app): State<App>,
    owner: Owner,
    Json(new): Json<NewCommand>,
) -> error_code::Result<CommandReply, CreateError> {
    let command_string = text("command_string", new.command_string)?;
    let command =
        app.store.write(move |transaction| queue(transaction, owner.channel, &command_string)).await?;
    Ok(CommandReply { command: Some(command) }.into())
}

fn queue(transaction: &Transaction<'_>, channel: Id, string: &str) -> Result<Command, LimitError> {
    let count = "SELECT count(*) FROM commands WHERE channel_id = ?1 AND executed_at IS NULL";
    within_limit(transaction, count, channel, "commands that wait for a device")?;
    let sql = "INSERT INTO commands (channel_id, command_string, created_at) VALUES (?1, ?2, ?3) RETURNING *";
    let command = transaction.row(sql, (channel, string, Time::now()), Command::from_row)?;
    let position = transaction.row(count, [channel], |row| row.get(0))?;
    Ok(Command { position, ..command })
}

/// Takes the command that has waited longest.
#[utoipa::path(
    post,
    path = "/channels/{channel_id}/commands/execute",
    tag = "commands",
    params(Writer),
    responses(Success<CommandReply>, AnyOf<(ArrivalError, WriterRejection, StoreError)>)
)]
async fn execute_command(
    State(app): State<App>,
    writer: Writer,
) -> error_code::Result<CommandReply, StoreError> {
    let sql = "UPDATE commands SET executed_at = ?2
               WHERE command_id = (SELECT min(command_id) FROM commands
                                   WHERE channel_id = ?1 AND executed_at IS NULL)
               RETURNING *";
    let next = move |transaction: &Transaction<'_>| {
        let params = (writer.channel, Time::now());
        transaction.row_if_any(sql, params, Command::from_row)
    };
    Ok(CommandReply { command: app.store.write(next).await? }.into())
}
