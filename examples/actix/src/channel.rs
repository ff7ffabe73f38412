//! The only channel of the server, and its feeds, in memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use errcat::Coded;
use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;

use crate::ErrorCode;

/// The largest number of feeds that the channel keeps.
const KEPT: usize = 1000;

/// Why a request fails.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum RequestError {
    #[error("there is no channel {0}")]
    #[coded(InvalidChannelId)]
    NoChannel(u32),

    #[error("{0} is missing")]
    #[coded(MissingData, expose)]
    NoKey(&'static str),

    #[error("account_key, or token_id is not correct")]
    #[coded(PermissionDeniedForceLogOff, expose)]
    AccountKey,

    #[error("the api_key does not open the channel")]
    #[coded(InvalidApiKey)]
    WriteKey,

    #[error("the read_key does not open the channel")]
    #[coded(InvalidReadKey)]
    ReadKey,

    #[error("results is more than 1000")]
    #[coded(OverLimit, expose)]
    TooMany,

    #[error("there is no field in the feed")]
    #[coded(MissingFieldData, expose)]
    NoField,

    #[error("{0} is neither a string nor a number")]
    #[coded(InvalidFieldValue, expose)]
    NoValue(String),
}

/// The keys of channel 1. They are public, so do not run this server where others can reach it.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    Account,
    Write,
    Read,
}

impl Key {
    /// Checks that `given` is this key, and that it opens the channel `id`.
    pub(crate) fn opens(self, id: u32, given: Option<&str>) -> Result<(), RequestError> {
        let (name, right, wrong) = match self {
            Self::Account => ("account_key", "ada-account-key", RequestError::AccountKey),
            Self::Write => ("api_key", "ada-write-key", RequestError::WriteKey),
            Self::Read => ("read_key", "ada-read-key", RequestError::ReadKey),
        };
        if given.ok_or(RequestError::NoKey(name))? != right {
            return Err(wrong);
        }
        if id == 1 { Ok(()) } else { Err(RequestError::NoChannel(id)) }
    }
}

/// An entry, with the fields that it was written with.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Feed {
    entry_id: String,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

/// Channel 1.
pub(crate) struct Channel {
    feeds: Mutex<Vec<Feed>>,
}

impl Channel {
    pub(crate) fn new() -> Self {
        Self { feeds: Mutex::default() }
    }

    /// Stores a feed. If the channel is full, removes the oldest.
    pub(crate) fn write(&self, mut fields: Map<String, Value>) -> Result<Feed, RequestError> {
        fields.retain(|name, _| name.starts_with("field"));
        if fields.is_empty() {
            return Err(RequestError::NoField);
        }
        if let Some((name, _)) = fields.iter().find(|(_, value)| !(value.is_string() || value.is_number())) {
            return Err(RequestError::NoValue(name.clone()));
        }
        let mut feeds = self.feeds();
        if feeds.len() == KEPT {
            feeds.remove(0);
        }
        let last = feeds.last().and_then(|feed| feed.entry_id.parse::<u64>().ok());
        let feed = Feed { entry_id: (last.unwrap_or(0) + 1).to_string(), fields };
        feeds.push(feed.clone());
        Ok(feed)
    }

    /// Returns at most this many feeds, the newest first.
    pub(crate) fn newest(&self, most: usize) -> Vec<Feed> {
        self.feeds().iter().rev().take(most).cloned().collect()
    }

    /// Locks the feeds. After a panic, they are still complete, so a poisoned lock is not an error.
    fn feeds(&self) -> MutexGuard<'_, Vec<Feed>> {
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
