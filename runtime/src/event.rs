//! A failure that leaves the service, as an event for the people who run it.

use core::error::Error;

use crate::{Code, Failure, Level};

/// Target of every event, for filters such as `errcat=warn`.
const TARGET: &str = "errcat";

impl<C: Code> Failure<C> {
    /// Logs the failure: one event of the target `errcat`, at the level of the code's row (`error` where this build does
    /// not know the code), with the fields `code`, `status`, `incident` and `error`, the source with its chain.
    ///
    /// The features of frameworks call it for each failure that they send; call it where you send one yourself.
    pub fn record(&self) {
        let code = self.wire_code();
        let status = self.status();
        let description = self.description();
        let incident = self.incident();
        let error = self.source();
        // A level is a constant of the place that it is logged at.
        macro_rules! event {
            ($level:ident) => {
                tracing::event!(
                    target: TARGET,
                    tracing::Level::$level,
                    code,
                    status,
                    incident,
                    error,
                    "{description}"
                )
            };
        }
        match self.code().map_or(Level::Error, |code| code.entry().level()) {
            Level::Error => event!(ERROR),
            Level::Warn => event!(WARN),
            Level::Info => event!(INFO),
            Level::Debug => event!(DEBUG),
            Level::Trace => event!(TRACE),
        }
    }
}
