//! A failure that leaves the service, as an event for the people who run it.

use core::error::Error;

use crate::{Code, Failure};

/// Target of every event, for filters such as `errcat=warn`.
const TARGET: &str = "errcat";

/// One event: at `error` for a status of 500 and above, at `warn` below.
pub(crate) fn record<C: Code>(failure: &Failure<C>) {
    let code = failure.wire_code();
    let status = failure.status();
    let description = failure.description();
    let error = failure.source();
    if status >= 500 {
        tracing::error!(target: TARGET, code, status, error, "{description}");
    } else {
        tracing::warn!(target: TARGET, code, status, error, "{description}");
    }
}
