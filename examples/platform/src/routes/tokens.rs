//! Tokens: what opens an account for a while, for who knows its password or its key.

mod error;

use axum::extract::State;
use errcat::openapi::AnyOf;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::error::{KeepError, LoginError, TokenError};
use crate::app::App;
use crate::auth::{Account, AccountRejection, Kind, NewKey, Unverified, random_key};
use crate::column::{Id, Time};
use crate::error_code::{self, Success};
use crate::extract::{ArrivalError, Json, JsonRejection, Query, QueryRejection, secret, text};
use crate::limit::Caller;
use crate::store::{StoreError, Transaction};

/// How long a token lives, in seconds, where the request does not say.
const TOKEN: u32 = 60 * 60;
/// The longest that a token lives.
const TOKEN_MAX: u32 = 24 * 60 * 60;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(log_in)).routes(routes!(create_token))
}

#[derive(Deserialize, ToSchema)]
struct Login {
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    username: Option<String>,
    #[serde(default, deserialize_with = "secret")]
    #[schema(value_type = String, required, min_length = 1, max_length = 255)]
    password: Option<String>,
}

struct Known {
    account: Id,
    password_hash: String,
    email_status: String,
}

impl Known {
    fn find(transaction: &Transaction<'_>, username: &str) -> Result<Option<Self>, StoreError> {
        let sql = "SELECT account_id, password_hash, email_status FROM accounts WHERE username = ?1";
        let known = |row: &Row<'_>| {
            Ok(Self { account: row.get(0)?, password_hash: row.get(1)?, email_status: row.get(2)? })
        };
        transaction.row_if_any(sql, [username], known)
    }
}

/// Makes a token for whoever knows the password of an account.
///
/// A name that nobody has is answered like a wrong password, and takes as long.
#[utoipa::path(
    post,
    path = "/accounts/login",
    tag = "accounts",
    request_body = Login,
    responses(Success<LoggedIn>, AnyOf<(ArrivalError, JsonRejection, LoginError)>)
)]
async fn log_in(
    State(app): State<App>,
    Json(login): Json<Login>,
) -> error_code::Result<LoggedIn, LoginError> {
    let username = text("username", login.username)?.to_ascii_lowercase();
    let password = text("password", login.password)?;
    let place = app.passwords.place()?;
    app.limit.count(Caller::Name(username.clone()))?;
    let known = app.store.read(move |transaction| Known::find(transaction, &username)).await?;
    let kept = known.as_ref().map(|known| known.password_hash.as_str());
    let is_correct = app.passwords.is_correct(place, password, kept).await?;
    let known = known.ok_or(LoginError::WrongName)?;
    if !is_correct {
        return Err(LoginError::WrongPassword(known.account));
    }
    if known.email_status != "live" {
        return Err(Unverified(known.account).into());
    }
    Ok(token(&app, known.account, "password", TOKEN).await?.into())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TokenQuery {
    /// How long the token lives: an hour, if it is not there.
    #[param(nullable = false, maximum = 86400)]
    expire_in_seconds: Option<u32>,
}

/// Makes a token for whoever has the key of an account.
#[utoipa::path(
    post,
    path = "/accounts/token",
    tag = "accounts",
    params(Account, TokenQuery),
    responses(Success<LoggedIn>, AnyOf<(ArrivalError, AccountRejection, QueryRejection, TokenError)>)
)]
async fn create_token(
    State(app): State<App>,
    account: Account,
    Query(query): Query<TokenQuery>,
) -> error_code::Result<LoggedIn, TokenError> {
    let seconds = query.expire_in_seconds.unwrap_or(TOKEN);
    if seconds > TOKEN_MAX {
        return Err(TokenError::LongToken);
    }
    Ok(token(&app, account.with_key()?, "token_by_account_key", seconds).await?.into())
}

#[derive(Serialize, ToSchema)]
struct LoggedIn {
    token_id: String,
    expire_time: Time,
    account: TokenAccount,
    token_type: &'static str,
    login_type: &'static str,
}

#[derive(Serialize, ToSchema)]
struct TokenAccount {
    user_id: Id,
    email_status: &'static str,
    token_id: String,
}

/// A new token, in the place of those of the account that have expired.
async fn token(
    app: &App,
    account: Id,
    login_type: &'static str,
    seconds: u32,
) -> Result<LoggedIn, KeepError> {
    let token_id = random_key()?;
    let expire_time = Time::now().after(seconds);
    let key = token_id.clone();
    app.store
        .write(move |transaction| {
            let sql = "DELETE FROM keys WHERE account_id = ?1 AND expires_at <= ?2";
            transaction.execute(sql, (account, Time::now()))?;
            let expires_at = Some(expire_time);
            NewKey { kind: Kind::Token, key: &key, account, channel: None, expires_at }.insert(transaction)
        })
        .await?;
    let account = TokenAccount { user_id: account, email_status: "live", token_id: token_id.clone() };
    Ok(LoggedIn { token_id, expire_time, account, token_type: "user", login_type })
}
