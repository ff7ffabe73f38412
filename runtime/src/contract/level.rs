//! How an occurrence of a code is logged.

/// The level of a failure's log line: the row's own, or `Error` for a status of 500 and above and `Warn` for any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Something is broken here.
    Error,
    /// A request went wrong.
    Warn,
    /// Worth a line.
    Info,
    /// For who looks closely.
    Debug,
    /// For who looks at everything.
    Trace,
}
