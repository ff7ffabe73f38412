//! The rate limit: each key may send a number of requests per minute.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::column::Id;
use super::error::Error;

/// How many requests a key may send in one [`PERIOD`]. The load does not reach this number.
const MOST: u32 = u32::MAX;
const PERIOD: Duration = Duration::from_mins(1);

/// What every key has already used.
#[derive(Default)]
pub(super) struct Limit(Mutex<Windows>);

#[derive(Default)]
struct Windows {
    open: HashMap<Id, Window>,
    /// When closed windows are removed the next time.
    tidy: Option<Instant>,
}

struct Window {
    closes: Instant,
    requests: u32,
}

impl Limit {
    /// Counts one request.
    pub(super) fn count(&self, key: Id) -> Result<(), Error> {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        windows.count(key, Instant::now()).map_err(|wait| Error::TooFast { seconds: seconds(wait) })
    }
}

/// Rounded up.
fn seconds(wait: Duration) -> u32 {
    wait.as_millis().div_ceil(1000).try_into().unwrap_or(u32::MAX)
}

impl Windows {
    /// Returns the time to wait as the error.
    fn count(&mut self, key: Id, now: Instant) -> Result<(), Duration> {
        self.drop_closed(now);
        let window = self.open.entry(key).or_insert(Window { closes: now + PERIOD, requests: 0 });
        if window.closes <= now {
            *window = Window { closes: now + PERIOD, requests: 0 };
        }
        if window.requests == MOST {
            return Err(window.closes - now);
        }
        window.requests += 1;
        Ok(())
    }

    fn drop_closed(&mut self, now: Instant) {
        if self.tidy.is_none_or(|tidy| tidy <= now) {
            self.open.retain(|_, window| window.closes > now);
            self.tidy = Some(now + PERIOD);
        }
    }
}
