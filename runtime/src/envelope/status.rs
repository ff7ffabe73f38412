//! HTTP statuses of failures.

pub(crate) use errcat_core::may_pass;

/// Replaces a status that is not the status of a failure.
const INTERNAL_SERVER_ERROR: u16 = 500;

/// Returns the status if it is 400 to 599. Any other status is a mistake of the server, and becomes 500.
pub(crate) const fn of_failure(status: u16) -> u16 {
    if matches!(status, 400..=599) { status } else { INTERNAL_SERVER_ERROR }
}
