//! HTTP statuses of failures.

/// Replaces a status that is not the status of a failure.
const INTERNAL_SERVER_ERROR: u16 = 500;

/// Returns the status if it is 400 to 599. Any other status is a mistake of the server, and becomes 500.
pub(crate) const fn of_failure(status: u16) -> u16 {
    if matches!(status, 400..=599) { status } else { INTERNAL_SERVER_ERROR }
}

/// Whether the same request may succeed later, if only the status of the failure is known.
pub(crate) const fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 429 | 502..=504)
}
