//! How an occurrence of a code is logged.

/// The level of a failure's log line: the row's own, or `Error` for a status of 500 and above and `Warn` for any other.
///
/// ```
/// # use errcat_core as errcat;
/// use errcat::Level;
///
/// assert_eq!(Level::from_name("warn"), Some(Level::of_status(404)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Something is broken here.
    Error,
    /// A request went wrong.
    Warn,
    /// Worth a line.
    Info,
    /// Useful while debugging.
    Debug,
    /// The finest detail.
    Trace,
}

impl Level {
    /// Every level, in the order of its number in a row.
    pub const ALL: [Self; 5] = [Self::Error, Self::Warn, Self::Info, Self::Debug, Self::Trace];

    /// The name in a catalog.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }

    /// The level of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// The level of a code whose row has none.
    #[inline]
    pub const fn of_status(status: u16) -> Self {
        if status >= 500 { Self::Error } else { Self::Warn }
    }
}
