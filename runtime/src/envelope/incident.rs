//! The number of an incident: what a client is told of a failure whose cause only the log holds.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};

/// A number that no other incident of any process has, in all likelihood: 16 hexadecimal digits.
///
/// It is no secret and proves nothing; it only has to differ. Keys that the standard library draws from the system make
/// a random number of a count. Each thread has keys and a count of its own, so that threads do not wait for each other.
pub(super) fn new() -> String {
    thread_local! {
        static KEYS: RandomState = RandomState::new();
        static COUNT: Cell<u64> = const { Cell::new(0) };
    }
    let count = COUNT.replace(COUNT.get().wrapping_add(1));
    format!("{:016x}", KEYS.with(|keys| keys.hash_one(count)))
}
