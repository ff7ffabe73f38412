//! Accounts: making one, proving that its address is one's own, and what it holds.

mod error;

use axum::extract::State;
use errcat::openapi::AnyOf;
use garde::Validate;
use rusqlite::{Row, named_params};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::error::{CreateError, LinkWechatError, SetSettingsError, VerifyError, WechatError};
use crate::app::App;
use crate::auth::{Account, AccountRejection, Kind, NewKey, digest, random_key};
use crate::column::{Id, Time};
use crate::error_code::{self, Success, axum::Garde};
use crate::extract::{ArrivalError, Json, JsonRejection, Missing, fits, secret, text, zone};
use crate::limit::Caller;
use crate::store::{StoreError, Transaction};

/// What a new account starts with.
const WELCOME: i64 = 100;
/// The fewest characters of a password.
const PASSWORD: usize = 8;
/// The longest settings, in bytes.
const SETTINGS: usize = 4 * 1024;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_account, create_account))
        .routes(routes!(verify_account))
        .routes(routes!(get_settings, set_settings))
        .routes(routes!(get_wechat, link_wechat))
}

/// Mistakes in the address and in the password are in one reply. What is missing or empty has a code of its own.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(description = "One reply names all mistakes in the address and in the password")]
struct NewAccount {
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    username: Option<String>,
    #[garde(inner(custom(is_address)))]
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    email: Option<String>,
    #[serde(default, deserialize_with = "secret")]
    #[garde(inner(custom(is_long_enough)))]
    #[schema(value_type = String, required, min_length = 8, max_length = 255)]
    password: Option<String>,
    /// A name of the IANA database; UTC, if it is not there.
    #[schema(nullable = false)]
    timezone: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct CreatedAccount {
    account_key: String,
}

/// Creates an account.
///
/// Its key works once the code that has been sent to its address comes back.
#[utoipa::path(
    post,
    path = "/accounts",
    tag = "accounts",
    request_body = NewAccount,
    responses(Success<CreatedAccount>, AnyOf<(ArrivalError, JsonRejection, CreateError)>)
)]
async fn create_account(
    State(app): State<App>,
    Garde(Json(new)): Garde<Json<NewAccount>>,
) -> error_code::Result<CreatedAccount, CreateError> {
    let username = text("username", new.username)?;
    let email = text("email", new.email)?;
    let password = text("password", new.password)?;
    let timezone = new.timezone.unwrap_or_else(|| "UTC".to_owned());
    zone(&timezone)?;
    let place = app.passwords.place()?;
    app.limit.count(Caller::Name(username.to_ascii_lowercase()))?;
    let password_hash = app.passwords.hash(place, password).await?;
    let (account_key, code) = (random_key()?, random_key()?);
    let row = NewRow { username: username.clone(), email, password_hash, timezone };
    let (key, kept) = (account_key.clone(), digest(&code));
    app.store.write(move |transaction| row.insert(transaction, &key, kept)).await?;
    tracing::info!(username, code, "this example sends no mail: its verification code stands here");
    Ok(CreatedAccount { account_key }.into())
}

struct NewRow {
    username: String,
    email: String,
    password_hash: String,
    timezone: String,
}

impl NewRow {
    fn insert(&self, transaction: &Transaction<'_>, key: &str, code: [u8; 32]) -> Result<(), CreateError> {
        let sql = "INSERT INTO accounts (username, email, password_hash, email_status, verification,
                       timezone, balance, created_at)
                   VALUES (:username, :email, :password_hash, 'unverified', :code, :timezone, :balance, :now)
                   ON CONFLICT DO NOTHING RETURNING account_id";
        let params = named_params! {
            ":username": self.username, ":email": self.email, ":password_hash": self.password_hash,
            ":code": code, ":timezone": self.timezone, ":balance": WELCOME, ":now": Time::now(),
        };
        let account = transaction.row_if_any(sql, params, |row| row.get(0))?;
        let account = account.ok_or(CreateError::NameTaken)?;
        NewKey { kind: Kind::Account, key, account, channel: None, expires_at: None }.insert(transaction)?;
        Ok(())
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde calls it so")]
fn is_address(email: &str, (): &()) -> garde::Result {
    let is_address = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    if is_address || email.is_empty() { Ok(()) } else { Err(garde::Error::new("is not an address")) }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde calls it so")]
fn is_long_enough(password: &str, (): &()) -> garde::Result {
    let is_long_enough = password.is_empty() || password.chars().count() >= PASSWORD;
    let mistake = || garde::Error::new(format_args!("is shorter than {PASSWORD} characters"));
    if is_long_enough { Ok(()) } else { Err(mistake()) }
}

#[derive(Deserialize, ToSchema)]
struct Verification {
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    username: Option<String>,
    #[serde(default, deserialize_with = "secret")]
    #[schema(value_type = String, required, min_length = 1, max_length = 255)]
    code: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct Verified {
    email_status: &'static str,
}

/// Verifies the e-mail address of an account.
#[utoipa::path(
    post,
    path = "/accounts/verify",
    tag = "accounts",
    request_body = Verification,
    responses(Success<Verified>, AnyOf<(ArrivalError, JsonRejection, VerifyError)>)
)]
async fn verify_account(
    State(app): State<App>,
    Json(verification): Json<Verification>,
) -> error_code::Result<Verified, VerifyError> {
    let username = text("username", verification.username)?;
    let code = text("code", verification.code)?;
    let sql = "UPDATE accounts SET email_status = 'live', verification = NULL
               WHERE username = ?1 AND verification = ?2";
    let changed =
        app.store.write(move |transaction| transaction.execute(sql, (username, digest(&code)))).await?;
    if changed == 0 {
        return Err(VerifyError::WrongCode);
    }
    Ok(Verified { email_status: "live" }.into())
}

#[derive(Serialize, ToSchema)]
struct ShownAccount {
    account: Profile,
}

#[derive(Serialize, ToSchema)]
struct Profile {
    user_id: Id,
    username: String,
    email: String,
    email_status: String,
    timezone: String,
    balance: i64,
    created_at: Time,
}

impl Profile {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            user_id: row.get("account_id")?,
            username: row.get("username")?,
            email: row.get("email")?,
            email_status: row.get("email_status")?,
            timezone: row.get("timezone")?,
            balance: row.get("balance")?,
            created_at: row.get("created_at")?,
        })
    }
}

/// Returns the account.
#[utoipa::path(
    get,
    path = "/accounts",
    tag = "accounts",
    params(Account),
    responses(Success<ShownAccount>, AnyOf<(ArrivalError, AccountRejection, StoreError)>)
)]
async fn get_account(
    State(app): State<App>,
    account: Account,
) -> error_code::Result<ShownAccount, StoreError> {
    let sql = "SELECT * FROM accounts WHERE account_id = ?1";
    let profile = move |transaction: &Transaction<'_>| transaction.row(sql, [account.id], Profile::from_row);
    Ok(ShownAccount { account: app.store.read(profile).await? }.into())
}

/// Whatever a client wants to keep: JSON in a string, which the platform does not look into.
#[derive(Serialize, ToSchema)]
struct Settings {
    settings: String,
}

/// Returns the settings of the account.
#[utoipa::path(
    get,
    path = "/accounts/settings",
    tag = "accounts",
    params(Account),
    responses(Success<Settings>, AnyOf<(ArrivalError, AccountRejection, StoreError)>)
)]
async fn get_settings(State(app): State<App>, account: Account) -> error_code::Result<Settings, StoreError> {
    let sql = "SELECT settings FROM accounts WHERE account_id = ?1";
    let settings = move |transaction: &Transaction<'_>| transaction.row(sql, [account.id], |row| row.get(0));
    Ok(Settings { settings: app.store.read(settings).await? }.into())
}

#[derive(Deserialize, ToSchema)]
struct NewSettings {
    /// JSON in a string.
    #[schema(value_type = String, max_length = 4096)]
    settings: Option<String>,
}

/// Changes the settings of the account.
#[utoipa::path(
    put,
    path = "/accounts/settings",
    tag = "accounts",
    params(Account),
    request_body = NewSettings,
    responses(Success<Settings>, AnyOf<(ArrivalError, AccountRejection, JsonRejection, SetSettingsError)>)
)]
async fn set_settings(
    State(app): State<App>,
    account: Account,
    Json(new): Json<NewSettings>,
) -> error_code::Result<Settings, SetSettingsError> {
    let settings = new.settings.ok_or(Missing("settings"))?;
    serde_json::from_str::<serde::de::IgnoredAny>(&settings).map_err(SetSettingsError::NotJson)?;
    fits("settings", &settings, SETTINGS)?;
    let kept = settings.clone();
    let sql = "UPDATE accounts SET settings = ?1 WHERE account_id = ?2";
    app.store.write(move |transaction| transaction.execute(sql, (kept, account.id))).await?;
    Ok(Settings { settings }.into())
}

#[derive(Serialize, ToSchema)]
struct Wechat {
    openid: String,
}

/// Returns the WeChat account that is linked to the account.
#[utoipa::path(
    get,
    path = "/accounts/wechat",
    tag = "accounts",
    params(Account),
    responses(Success<Wechat>, AnyOf<(ArrivalError, AccountRejection, WechatError)>)
)]
async fn get_wechat(State(app): State<App>, account: Account) -> error_code::Result<Wechat, WechatError> {
    let sql = "SELECT openid FROM accounts WHERE account_id = ?1";
    let openid = move |transaction: &Transaction<'_>| transaction.row(sql, [account.id], |row| row.get(0));
    let openid: Option<String> = app.store.read(openid).await?;
    Ok(Wechat { openid: openid.ok_or(WechatError::NotLinked(account.id))? }.into())
}

#[derive(Deserialize, ToSchema)]
struct NewWechat {
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    openid: Option<String>,
}

/// Links a WeChat account to the account.
#[utoipa::path(
    put,
    path = "/accounts/wechat",
    tag = "accounts",
    params(Account),
    request_body = NewWechat,
    responses(Success<Wechat>, AnyOf<(ArrivalError, AccountRejection, JsonRejection, LinkWechatError)>)
)]
async fn link_wechat(
    State(app): State<App>,
    account: Account,
    Json(new): Json<NewWechat>,
) -> error_code::Result<Wechat, LinkWechatError> {
    let openid = text("openid", new.openid)?;
    let linked = openid.clone();
    let sql = "UPDATE OR IGNORE accounts SET openid = ?1 WHERE account_id = ?2";
    let changed = app.store.write(move |transaction| transaction.execute(sql, (linked, account.id))).await?;
    if changed == 0 {
        return Err(LinkWechatError::LinkedToAnother);
    }
    Ok(Wechat { openid }.into())
}
