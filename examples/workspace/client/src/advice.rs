//! Advice for the user: for the codes that this client handles, and for all other troubles.

use contract::ErrorCode;
use contract::error_code::{Failure, OutOfStock};

use crate::trouble::Trouble;

/// What the user can do about a trouble.
pub(crate) fn on(trouble: &Trouble) -> Option<String> {
    match trouble {
        Trouble::Refused(failure) => on_failure(failure),
        Trouble::Foreign { .. } => Some("look for a proxy between here and the shop".to_owned()),
        Trouble::Unanswered(_) => None,
    }
}

#[expect(deprecated, reason = "shops before 2.0 send `sold_out`")]
fn on_failure(failure: &Failure) -> Option<String> {
    let status = failure.status();
    match failure.code() {
        Some(ErrorCode::OutOfStock | ErrorCode::SoldOut) => Some(match failure.params() {
            Some(Ok(OutOfStock { left: left @ 1.., .. })) => format!("order {left} or fewer"),
            // An old shop does not send how many are left.
            _ => "come back next week".to_owned(),
        }),
        // The client has no text of its own for the other codes of the contract.
        Some(code) => code.entry().help().map(str::to_owned),
        None if failure.wire_code().is_empty() => Some(format!("the shop gave no code, only HTTP {status}")),
        None => Some(format!("the shop is newer than this client, and answered HTTP {status}")),
    }
}
