//! The rate limit: so many requests a minute for each key, and so many passwords for each name.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::column::Id;

/// How long a caller's window stands, from its first request on.
const PERIOD: Duration = Duration::from_secs(60);

/// Who is counted.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum Caller {
    /// A key or token that exists: one that does not is refused before it is counted, and takes no memory.
    Key(Id),
    /// Who asks for a password to be hashed, by the name given.
    Name(String),
}

/// What every caller has used up.
#[derive(Debug)]
pub(crate) struct Limit(Mutex<Windows>);

#[derive(Debug)]
struct Windows {
    /// How many requests a caller has in one [`PERIOD`].
    most: u32,
    open: HashMap<Caller, Window>,
    /// When the windows that have closed are next dropped.
    tidy: Option<Instant>,
}

#[derive(Debug)]
struct Window {
    closes: Instant,
    requests: u32,
}

/// One request too many.
#[derive(Debug, Error, Coded)]
#[error("the caller's window opens again in {seconds} s")]
#[coded(ErrorCode)]
#[coded(RequestTooFast { seconds }, retry_after = Duration::from_secs(u64::from(*seconds)))]
pub(crate) struct TooFast {
    seconds: u32,
}

impl TooFast {
    /// Whole seconds, rounded up: who waits that long is not refused again.
    fn new(wait: Duration) -> Self {
        Self { seconds: wait.as_millis().div_ceil(1000).try_into().unwrap_or(u32::MAX) }
    }
}

impl Limit {
    /// So many requests a minute for each caller.
    pub(crate) fn new(most: NonZeroU32) -> Self {
        Self(Mutex::new(Windows::new(most.get())))
    }

    /// Counts one request.
    pub(crate) fn count(&self, caller: Caller) -> Result<(), TooFast> {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        windows.count(caller, Instant::now()).map_err(TooFast::new)
    }
}

impl Windows {
    fn new(most: u32) -> Self {
        Self { most, open: HashMap::new(), tidy: None }
    }

    /// Fails with the time to wait.
    fn count(&mut self, caller: Caller, now: Instant) -> Result<(), Duration> {
        self.drop_closed(now);
        let window = self.open.entry(caller).or_insert(Window { closes: now + PERIOD, requests: 0 });
        if window.closes <= now {
            *window = Window { closes: now + PERIOD, requests: 0 };
        }
        if window.requests == self.most {
            return Err(window.closes - now);
        }
        window.requests += 1;
        Ok(())
    }

    /// Once a period, so that the memory is that of the callers of two periods, and no request pays for it twice.
    fn drop_closed(&mut self, now: Instant) {
        if self.tidy.is_none_or(|tidy| tidy <= now) {
            self.open.retain(|_, window| window.closes > now);
            self.open.shrink_to_fit();
            self.tidy = Some(now + PERIOD);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: u32 = 60;

    fn name(name: &str) -> Caller {
        Caller::Name(name.to_owned())
    }

    #[test]
    fn a_window_opens_again() {
        let mut windows = Windows::new(MOST);
        let start = Instant::now();
        for _ in 0..MOST {
            windows.count(name("ada"), start).expect("within the limit");
        }
        let late = Duration::from_millis(59_750);
        assert_eq!(windows.count(name("ada"), start + late), Err(Duration::from_millis(250)));
        assert_eq!(windows.count(name("ada"), start + PERIOD), Ok(()));
    }

    #[test]
    fn callers_do_not_share() {
        let mut windows = Windows::new(MOST);
        let start = Instant::now();
        while windows.count(name("ada"), start).is_ok() {}
        assert_eq!(windows.count(name("bob"), start), Ok(()));
    }

    #[test]
    fn closed_windows_take_no_memory() {
        let mut windows = Windows::new(MOST);
        let start = Instant::now();
        for number in 0..100 {
            windows.count(name(&number.to_string()), start).expect("the first");
        }
        windows.count(name("later"), start + PERIOD).expect("the first");
        assert_eq!(windows.open.len(), 1);
        assert!(windows.open.capacity() < 10, "{}", windows.open.capacity());
    }

    #[test]
    fn a_fraction_of_a_second_is_waited_for() {
        let failure = TooFast::new(Duration::from_millis(59_001)).into_failure();
        assert_eq!(failure.description(), "please wait another 60 seconds");
        assert_eq!(failure.retry_after(), Some(Duration::from_secs(60)));
    }
}
