//! Logs a failure that a service sends, as an event of `tracing`.

use core::error::Error;
use core::fmt;

use errcat_core::header::{LONGEST_NAME, Unfit};

use super::failure::SHOWN;
use super::{line, request_id};
use crate::{Code, Failure, Level};

/// Target of every event, for filters such as `errcat=warn`.
const TARGET: &str = "errcat";

impl<C: Code> Failure<C> {
    /// Logs the failure as one event.
    pub(super) fn log(&self) {
        request_id::current_or(self.request_id(), |id| self.log_with(id));
    }

    fn log_with(&self, request_id: Option<&str>) {
        // In `tracing`, the level of an event must be a constant.
        macro_rules! event {
            ($level:ident) => {
                tracing::event!(
                    target: TARGET,
                    tracing::Level::$level,
                    code = &*line::bounded(self.wire_code(), SHOWN),
                    "error.type" = self.label(),
                    status = self.status(),
                    incident = self.sent_incident_at(self.status()).map(|incident| line::bounded(incident, SHOWN)).as_deref(),
                    request_id = request_id.map(|id| line::bounded(id, SHOWN)).as_deref(),
                    error = self.source().map(Chain::of).as_ref().map(|chain| chain as &(dyn Error + 'static)),
                    "{}",
                    line::bounded(self.description(), SHOWN)
                )
            };
        }
        match self.level() {
            Level::Error => event!(ERROR),
            Level::Warn => event!(WARN),
            Level::Info => event!(INFO),
            Level::Debug => event!(DEBUG),
            Level::Trace => event!(TRACE),
        }
    }

    fn level(&self) -> Level {
        match self.code() {
            Some(code) if code.status() / 100 == self.status() / 100 => code.entry().level(),
            _ if self.status() >= 500 => Level::Error,
            _ => Level::Warn,
        }
    }
}

/// Logs that a failure with this code does not get a header. The value is not logged, because it may be a secret.
pub(super) fn dropped_header(code: &str, name: &str, unfit: Unfit) {
    tracing::warn!(
        target: TARGET,
        code = &*line::bounded(code, SHOWN),
        header = &*line::bounded(name, LONGEST_NAME),
        "a header of a failure is dropped: {unfit}"
    );
}

/// The text of an error and of its causes, as one error without a source. Subscribers follow the sources to the end,
/// and there may be no end.
#[derive(Debug)]
pub(crate) struct Chain(String);

/// The largest number of errors of a chain that are shown. A chain may have no end: an error can be its own source.
const DEEPEST: usize = 32;

impl Chain {
    pub(crate) fn of(error: &(dyn Error + 'static)) -> Self {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = line::write(&mut text, SHOWN, format_args!("{}", Causes(error)));
        Self(text)
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Chain {}

struct Causes<'a>(&'a (dyn Error + 'static));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut last = self.0;
        for _ in 1..DEEPEST {
            let Some(source) = last.source() else { return Ok(()) };
            write!(f, ": {source}")?;
            last = source;
        }
        if last.source().is_some() { f.write_str(": …") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Endless;

    impl fmt::Display for Endless {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("again\n")
        }
    }

    impl Error for Endless {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&Self)
        }
    }

    #[test]
    fn a_chain_without_an_end_is_cut() {
        let line = Chain::of(&Endless).to_string();
        assert_eq!(line.matches(r"again\n").count(), DEEPEST);
        assert!(line.ends_with(": …"), "{line}");
    }
}
