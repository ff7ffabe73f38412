//! How an occurrence of a code is logged.

/// The level of a failure's log line: the row's own, or `Error` for a status of 500 and above and `Warn` for any other.
///
/// ```
/// use errcat::Level;
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// # fn main() {
/// assert_eq!(ErrorCode::WrongPassword.entry().level(), Level::Warn);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Something is broken here.
    Error,
    /// A request went wrong.
    Warn,
    /// Worth a line.
    Info,
    /// For people who look closely.
    Debug,
    /// For people who look at everything.
    Trace,
}
