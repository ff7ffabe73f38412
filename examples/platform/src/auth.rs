//! Who sends a request: the keys and tokens of its query, looked up, counted, and held against what they open.

mod error;
mod params;

use std::fmt::Write;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use rusqlite::{Row, named_params};
use serde::Deserialize;
use sha2::{Digest, Sha256};

pub(crate) use self::error::{
    AccountRejection, NoRandomness, OwnerRejection, ReaderRejection, TokenOnly, Unverified, WriterRejection,
};
use self::error::{KeyError, NoChannel};
pub(crate) use self::params::in_path;
use crate::app::App;
use crate::column::{Id, Time};
use crate::extract::{Query, id_in_path};
use crate::limit::Caller;
use crate::store::{StoreError, Transaction};

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `account_key`: everything that is the account's, for good.
    Account,
    /// `token_id`: the same, for a while.
    Token,
    /// `api_key`: writes to one channel.
    Write,
    /// `read_key`: reads from one channel.
    Read,
}

impl Kind {
    /// Its name in the database.
    fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Token => "token",
            Self::Write => "write",
            Self::Read => "read",
        }
    }
}

/// 128 random bits in hexadecimal: what a client keeps. The database keeps its [`digest`] only.
pub(crate) fn random_key() -> Result<String, NoRandomness> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").ok();
        text
    }))
}

/// What is kept of a key: who reads the database cannot use it. A key is random, and needs no slow hash.
pub(crate) fn digest(key: &str) -> [u8; 32] {
    Sha256::digest(key).into()
}

/// A key that is about to be kept.
pub(crate) struct NewKey<'a> {
    pub(crate) kind: Kind,
    pub(crate) key: &'a str,
    pub(crate) account: Id,
    pub(crate) channel: Option<Id>,
    pub(crate) expires_at: Option<Time>,
}

impl NewKey<'_> {
    pub(crate) fn insert(&self, transaction: &Transaction<'_>) -> Result<(), StoreError> {
        let sql = "INSERT INTO keys (kind, digest, account_id, channel_id, expires_at)
                   VALUES (:kind, :digest, :account, :channel, :expires_at)";
        let params = named_params! {
            ":kind": self.kind.name(),
            ":digest": digest(self.key),
            ":account": self.account,
            ":channel": self.channel,
            ":expires_at": self.expires_at,
        };
        transaction.execute(sql, params).map(drop)
    }
}

/// Whom a key belongs to.
struct Holder {
    key: Id,
    account: Id,
    channel: Option<Id>,
    is_live: bool,
}

impl Holder {
    fn find(transaction: &Transaction<'_>, kind: Kind, key: &str) -> Result<Option<Self>, StoreError> {
        let sql = "SELECT key_id, account_id, channel_id, email_status = 'live'
                   FROM keys JOIN accounts USING (account_id)
                   WHERE digest = :digest AND kind = :kind AND ifnull(expires_at > :now, TRUE)";
        let params = named_params! { ":digest": digest(key), ":kind": kind.name(), ":now": Time::now() };
        transaction.row_if_any(sql, params, Self::from_row)
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { key: row.get(0)?, account: row.get(1)?, channel: row.get(2)?, is_live: row.get(3)? })
    }

    /// Looks the key up, and counts it. `None` where it does not exist, or has expired.
    async fn admit(app: &App, kind: Kind, key: String) -> Result<Option<Self>, KeyError> {
        let find = move |transaction: &Transaction<'_>| Self::find(transaction, kind, &key);
        let holder = app.store.read(find).await?;
        if let Some(holder) = &holder {
            app.limit.count(Caller::Key(holder.key))?;
        }
        Ok(holder)
    }

    /// Whether the key is one to this channel.
    fn opens(&self, channel: Id) -> bool {
        self.channel == Some(channel)
    }
}

/// The keys that a query may hold.
#[derive(Deserialize)]
struct Keys {
    account_key: Option<String>,
    token_id: Option<String>,
    api_key: Option<String>,
    read_key: Option<String>,
}

impl Keys {
    async fn of(parts: &mut Parts) -> Result<Self, KeyError> {
        let Query(keys) = Query::from_request_parts(parts, &()).await?;
        Ok(keys)
    }

    /// The account's key or token, whichever is there.
    fn of_account(self) -> Result<(Kind, String), KeyError> {
        let key = self.account_key.map(|key| (Kind::Account, key));
        key.or_else(|| self.token_id.map(|token| (Kind::Token, token)))
            .ok_or(KeyError::NoKey("account_key, or token_id"))
    }
}

/// An account that has been verified, by its key or a token.
pub(crate) struct Account {
    pub(crate) id: Id,
    kind: Kind,
}

impl Account {
    /// Fails for who came with a token: tokens that made tokens would never expire.
    pub(crate) fn with_key(self) -> Result<Id, TokenOnly> {
        match self.kind {
            Kind::Account => Ok(self.id),
            _ => Err(TokenOnly),
        }
    }
}

impl FromRequestParts<App> for Account {
    type Rejection = AccountRejection;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AccountRejection> {
        let (kind, key) = Keys::of(parts).await?.of_account()?;
        let holder = Holder::admit(app, kind, key).await?.ok_or(AccountRejection::WrongKey)?;
        if !holder.is_live {
            return Err(Unverified(holder.account).into());
        }
        Ok(Self { id: holder.account, kind })
    }
}

/// A channel of the path, for the account that it belongs to.
pub(crate) struct Owner {
    pub(crate) account: Id,
    pub(crate) channel: Id,
}

impl FromRequestParts<App> for Owner {
    type Rejection = OwnerRejection;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, OwnerRejection> {
        let account = Account::from_request_parts(parts, app).await?.id;
        let channel = channel_in_path(parts).await?;
        let owned = move |transaction: &Transaction<'_>| owns(transaction, account, channel);
        app.store.read(owned).await?;
        Ok(Self { account, channel })
    }
}

fn owns(transaction: &Transaction<'_>, account: Id, channel: Id) -> Result<(), OwnerRejection> {
    let sql = "SELECT TRUE FROM channels WHERE channel_id = ?1 AND account_id = ?2";
    let is_owned = transaction.exists(sql, (channel, account))?;
    if is_owned { Ok(()) } else { Err(OwnerRejection::OthersChannel { account, channel }) }
}

/// A channel of the path, for who may write to it.
pub(crate) struct Writer {
    pub(crate) channel: Id,
}

impl FromRequestParts<App> for Writer {
    type Rejection = WriterRejection;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WriterRejection> {
        let key = Keys::of(parts).await?.api_key.ok_or(KeyError::NoKey("api_key"))?;
        let holder = Holder::admit(app, Kind::Write, key).await?.ok_or(WriterRejection::WrongKey)?;
        let channel = channel_in_path(parts).await?;
        if holder.opens(channel) { Ok(Self { channel }) } else { Err(WriterRejection::WrongKey) }
    }
}

/// A channel of the path, for who may read it: with a read key, or as its owner.
pub(crate) struct Reader {
    pub(crate) channel: Id,
}

impl FromRequestParts<App> for Reader {
    type Rejection = ReaderRejection;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ReaderRejection> {
        let Some(key) = Keys::of(parts).await?.read_key else {
            let channel = Owner::from_request_parts(parts, app).await?.channel;
            return Ok(Self { channel });
        };
        let holder = Holder::admit(app, Kind::Read, key).await?.ok_or(ReaderRejection::WrongKey)?;
        let channel = channel_in_path(parts).await?;
        if holder.opens(channel) { Ok(Self { channel }) } else { Err(ReaderRejection::WrongKey) }
    }
}

async fn channel_in_path(parts: &mut Parts) -> Result<Id, NoChannel> {
    id_in_path(parts, "channel_id").await.ok_or(NoChannel)
}
