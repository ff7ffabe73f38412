//! What a new database holds, so that the README's requests work at once. Its keys are public: they are for a look
//! around, and not for a server that others can reach.

use std::error::Error;

use rusqlite::{named_params, params};

use super::{StoreError, Transaction};
use crate::auth::{Kind, NewKey};
use crate::column::{Id, Time};
use crate::password;

struct Person {
    username: &'static str,
    password: &'static str,
    account_key: &'static str,
    email_status: &'static str,
    openid: Option<&'static str>,
    balance: i64,
}

/// One who has everything, one who has not answered the mail yet, and one who has spent the balance.
const PEOPLE: [Person; 3] = [
    Person {
        username: "ada",
        password: "engine-of-1837",
        account_key: "ada-account-key",
        email_status: "live",
        openid: Some("ada-openid"),
        balance: 1000,
    },
    Person {
        username: "bob",
        password: "not-yet-verified",
        account_key: "bob-account-key",
        email_status: "unverified",
        openid: None,
        balance: 100,
    },
    Person {
        username: "eve",
        password: "all-spent-by-now",
        account_key: "eve-account-key",
        email_status: "live",
        openid: None,
        balance: 3,
    },
];

/// The keys of channel 1, which is the first person's.
const CHANNEL_KEYS: [(Kind, &str); 3] =
    [(Kind::Write, "ada-write-key"), (Kind::Read, "ada-read-key"), (Kind::Read, "busy-read-key")];

/// The fields that channel 1 starts with, an hour between them.
const FEEDS: [&str; 3] =
    [r#"{"field1":21.5,"field2":"48"}"#, r#"{"field1":22.0}"#, r#"{"field1":22.5,"field2":"45"}"#];

/// Fills the tables of a new database.
pub(super) fn plant(transaction: &Transaction<'_>) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut owner = None;
    for person in &PEOPLE {
        let account = plant_person(transaction, person)?;
        owner.get_or_insert(account);
    }
    match owner {
        Some(owner) => Ok(plant_channel(transaction, owner)?),
        None => Ok(()),
    }
}

fn plant_person(transaction: &Transaction<'_>, person: &Person) -> Result<Id, Box<dyn Error + Send + Sync>> {
    let sql = "INSERT INTO accounts
                   (username, email, password_hash, email_status, timezone, openid, balance, created_at)
               VALUES (:username, :email, :password_hash, :email_status, 'UTC', :openid, :balance, :now)
               RETURNING account_id";
    let params = named_params! {
        ":username": person.username,
        ":email": format!("{}@example.com", person.username),
        ":password_hash": password::hash(person.password, &mut Vec::new())?,
        ":email_status": person.email_status,
        ":openid": person.openid,
        ":balance": person.balance,
        ":now": Time::now(),
    };
    let account = transaction.row(sql, params, |row| row.get(0))?;
    let (kind, key) = (Kind::Account, person.account_key);
    NewKey { kind, key, account, channel: None, expires_at: None }.insert(transaction)?;
    Ok(account)
}

fn plant_channel(transaction: &Transaction<'_>, account: Id) -> Result<(), StoreError> {
    let sql = "INSERT INTO channels (account_id, name, created_at) VALUES (?1, 'greenhouse', ?2)
               RETURNING channel_id";
    let channel = transaction.row(sql, (account, Time::now()), |row| row.get(0))?;
    for (kind, key) in CHANNEL_KEYS {
        NewKey { kind, key, account, channel: Some(channel), expires_at: None }.insert(transaction)?;
    }
    for (hours, fields) in (0..).zip(FEEDS) {
        let sql = "INSERT INTO feeds (channel_id, created_at, fields) VALUES (?1, unixepoch() - 3600 * (3 - ?2), ?3)";
        transaction.execute(sql, params![channel, hours, fields])?;
    }
    plant_group(transaction, account, channel)
}

fn plant_group(transaction: &Transaction<'_>, account: Id, channel: Id) -> Result<(), StoreError> {
    let sql = "INSERT INTO groups (account_id, group_name, created_at) VALUES (?1, 'garden', ?2)
               RETURNING group_id";
    let group: Id = transaction.row(sql, (account, Time::now()), |row| row.get(0))?;
    transaction.execute("INSERT INTO group_channels VALUES (?1, ?2)", (group, channel))?;
    Ok(())
}
