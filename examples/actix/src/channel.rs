//! The one channel that there is, and its feeds, in memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use errcat::Coded;
use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;

use crate::ErrorCode;

/// The most feeds that are kept.
const KEPT: usize = 1000;

/// Why a request is not done.
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

    #[error("{0} is no text and no number")]
    #[coded(InvalidFieldValue, expose)]
    NoValue(String),
}

/// What opens channel 1. The keys are public: for a look around, and not for a server that others can reach.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    Account,
    Write,
    Read,
}

impl Key {
    /// Whether the key that was given is this one, and the channel the one that it opens.
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

/// An entry, with whatever fields it was written with.
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

    /// Keeps a feed; where there is no room, the oldest goes.
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

    /// So many feeds at most, the newest first.
    pub(crate) fn newest(&self, most: usize) -> Vec<Feed> {
        self.feeds().iter().rev().take(most).cloned().collect()
    }

    /// A panic of another request leaves no feed half written.
    fn feeds(&self) -> MutexGuard<'_, Vec<Feed>> {
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
