//! Numbers for ids: of incidents, and of requests.

use std::cell::Cell;
use std::hash::{BuildHasher, Hasher, RandomState};

use jiff::Timestamp;

/// Returns a number that most likely no other call in any process returns.
///
/// The number is not a secret. It is the hash of the time and of a counter, with random keys that the standard library
/// gets from the system. Each thread has its own keys and its own counter, so that threads do not wait for each other.
/// A process that is copied, by `fork` or with its machine, has the keys of the other, but not its time.
pub(super) fn number() -> u128 {
    thread_local! {
        static KEYS: RandomState = RandomState::new();
        static COUNT: Cell<u64> = const { Cell::new(0) };
    }
    let count = COUNT.replace(COUNT.get().wrapping_add(1));
    let mut hasher = KEYS.with(RandomState::build_hasher);
    hasher.write_i128(Timestamp::now().as_nanosecond());
    hasher.write_u64(count);
    let high = u128::from(hasher.finish());
    hasher.write_u8(0);
    high << 64 | u128::from(hasher.finish())
}
