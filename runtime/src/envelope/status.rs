//! HTTP statuses of failures, and what they are called.

/// The status that is sent in place of one that is no failure's.
const INTERNAL_SERVER_ERROR: u16 = 500;

/// The status itself where it is a failure's, 400 to 599; anything else is a fault of the server's own.
pub(crate) const fn of_failure(status: u16) -> u16 {
    if matches!(status, 400..=599) { status } else { INTERNAL_SERVER_ERROR }
}

/// Whether a failure of which only the status is known may be over later.
pub(crate) const fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 429 | 502..=504)
}
