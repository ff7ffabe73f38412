//! The number of an incident. The client gets the number, and the log has the number and the cause.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};

/// Creates a number of 16 hexadecimal digits that most likely no other incident of any process has.
///
/// The number is not a secret. It is the hash of a counter, with random keys that the standard library gets from the
/// system. Each thread has its own keys and its own counter, so that threads do not wait for each other.
pub(super) fn new() -> String {
    thread_local! {
        static KEYS: RandomState = RandomState::new();
        static COUNT: Cell<u64> = const { Cell::new(0) };
    }
    let count = COUNT.replace(COUNT.get().wrapping_add(1));
    format!("{:016x}", KEYS.with(|keys| keys.hash_one(count)))
}
