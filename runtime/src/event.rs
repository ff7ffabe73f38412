//! A failure that leaves the service, as an event for the people who run it.

use core::error::Error;

use crate::{Code, Failure, Level};

/// Target of every event, for filters such as `errcat=warn`.
const TARGET: &str = "errcat";

/// One event at the level of the code's row; of a code that has none, at `error`.
pub(crate) fn record<C: Code>(failure: &Failure<C>) {
    let code = failure.wire_code();
    let status = failure.status();
    let description = failure.description();
    let incident = failure.incident();
    let error = failure.source();
    // A level is a constant of the place that it is logged at.
    macro_rules! event {
        ($level:ident) => {
            tracing::event!(target: TARGET, tracing::Level::$level, code, status, incident, error, "{description}")
        };
    }
    match failure.code().map_or(Level::Error, |code| code.entry().level()) {
        Level::Error => event!(ERROR),
        Level::Warn => event!(WARN),
        Level::Info => event!(INFO),
        Level::Debug => event!(DEBUG),
        Level::Trace => event!(TRACE),
    }
}
