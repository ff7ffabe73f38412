//! Commands: what an account leaves for a channel's device, which fetches them one after the other.

mod error;

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use self::error::CreateError;
use crate::app::App;
use crate::auth::{Owner, Writer};
use crate::column::{Id, Time};
use crate::error_code;
use crate::extract::{Json, text};
use crate::routes::channels::{LimitError, within_limit};
use crate::store::{StoreError, Transaction};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/channels/{channel_id}/commands", post(create))
        .route("/channels/{channel_id}/commands/execute", post(execute))
}

#[derive(Serialize)]
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

#[derive(Deserialize)]
struct NewCommand {
    command_string: Option<String>,
}

#[derive(Serialize)]
struct Reply {
    /// None where no command waits.
    command: Option<Command>,
}

async fn create(
    State(app): State<App>,
    owner: Owner,
    Json(new): Json<NewCommand>,
) -> error_code::Result<Reply, CreateError> {
    let command_string = text("command_string", new.command_string)?;
    let command =
        app.store.write(move |transaction| queue(transaction, owner.channel, &command_string)).await?;
    Ok(Reply { command: Some(command) }.into())
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
async fn execute(State(app): State<App>, writer: Writer) -> error_code::Result<Reply, StoreError> {
    let sql = "UPDATE commands SET executed_at = ?2
               WHERE command_id = (SELECT min(command_id) FROM commands
                                   WHERE channel_id = ?1 AND executed_at IS NULL)
               RETURNING *";
    let next = move |transaction: &Transaction<'_>| {
        let params = (writer.channel, Time::now());
        transaction.row_if_any(sql, params, Command::from_row)
    };
    Ok(Reply { command: app.store.write(next).await? }.into())
}
