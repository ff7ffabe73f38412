//! The number of an incident: what a client is told of a failure whose cause only the log holds.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// A number that no other incident of any process has, in all likelihood: 16 hexadecimal digits.
///
/// It is no secret and proves nothing; it only has to differ. Keys that the standard library draws from the system make
/// a random number of a count.
pub(super) fn new() -> String {
    static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:016x}", KEYS.hash_one(COUNT.fetch_add(1, Ordering::Relaxed)))
}
