//! Finds out who sends a request: looks up the key of the query, counts it, and checks what it opens.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use rusqlite::{OptionalExtension, Row, Transaction, named_params};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::App;
use super::column::{Id, Time};
use super::error::Error;
use super::extract::channel_in_path;

#[derive(Clone, Copy)]
enum Kind {
    Account,
    Token,
    Write,
}

impl Kind {
    /// The name of the kind in the database.
    fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Token => "token",
            Self::Write => "write",
        }
    }

    /// The error for a key that does not exist, has expired, or opens something else.
    fn refusal(self) -> Error {
        match self {
            Self::Account | Self::Token => Error::AccountKey,
            Self::Write => Error::WriteKey,
        }
    }
}

/// The account and the channel that a key belongs to.
struct Holder {
    key: Id,
    account: Id,
    channel: Option<Id>,
    is_live: bool,
}

impl Holder {
    fn find(transaction: &Transaction<'_>, kind: Kind, key: &str) -> Result<Option<Self>, Error> {
        let sql = "SELECT key_id, account_id, channel_id, email_status = 'live'
                   FROM keys JOIN accounts USING (account_id)
                   WHERE digest = :digest AND kind = :kind AND ifnull(expires_at > :now, TRUE)";
        let digest: [u8; 32] = Sha256::digest(key).into();
        let params = named_params! { ":digest": digest, ":kind": kind.name(), ":now": Time::now() };
        Ok(transaction.prepare_cached(sql)?.query_row(params, Self::from_row).optional()?)
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { key: row.get(0)?, account: row.get(1)?, channel: row.get(2)?, is_live: row.get(3)? })
    }

    /// Looks up the key, and counts it.
    async fn admit(app: &App, kind: Kind, key: String) -> Result<Self, Error> {
        let find = move |transaction: &Transaction<'_>| Self::find(transaction, kind, &key);
        let holder = app.store.read(find).await?.ok_or_else(|| kind.refusal())?;
        app.limit.count(holder.key)?;
        Ok(holder)
    }
}

/// The keys that a query can contain.
#[derive(Deserialize)]
struct Keys {
    account_key: Option<String>,
    token_id: Option<String>,
    api_key: Option<String>,
}

impl Keys {
    fn of(parts: &Parts) -> Result<Self, Error> {
        let Query(keys) = Query::try_from_uri(&parts.uri)?;
        Ok(keys)
    }

    /// The key or the token of the account.
    fn of_account(self) -> Result<(Kind, String), Error> {
        let key = self.account_key.map(|key| (Kind::Account, key));
        key.or_else(|| self.token_id.map(|token| (Kind::Token, token)))
            .ok_or(Error::Missing("account_key, or token_id"))
    }
}

/// The channel in the path, for the account that owns it.
pub(super) struct Owner {
    pub(super) channel: Id,
}

impl FromRequestParts<App> for Owner {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (kind, key) = Keys::of(parts)?.of_account()?;
        let Holder { account, is_live, .. } = Holder::admit(app, kind, key).await?;
        if !is_live {
            return Err(Error::Unverified(account));
        }
        let channel = channel_in_path(parts).await?;
        app.store.read(move |transaction| owns(transaction, account, channel)).await?;
        Ok(Self { channel })
    }
}

fn owns(transaction: &Transaction<'_>, account: Id, channel: Id) -> Result<(), Error> {
    let sql = "SELECT TRUE FROM channels WHERE channel_id = ?1 AND account_id = ?2";
    let is_owned = transaction.prepare_cached(sql)?.exists((channel, account))?;
    if is_owned { Ok(()) } else { Err(Error::OthersChannel { account, channel }) }
}

/// The channel in the path, for whoever has its write key.
pub(super) struct Writer {
    pub(super) channel: Id,
}

impl FromRequestParts<App> for Writer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let key = Keys::of(parts)?.api_key.ok_or(Error::Missing("api_key"))?;
        let holder = Holder::admit(app, Kind::Write, key).await?;
        let channel = channel_in_path(parts).await?;
        if holder.channel == Some(channel) { Ok(Self { channel }) } else { Err(Error::WriteKey) }
    }
}
