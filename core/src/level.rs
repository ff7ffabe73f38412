//! The level at which a failure is logged.

/// The level at which a failure is logged.
///
/// A row can set it with the key `level`. Without this key, it is `Error` for a status of 500 or more, and `Warn` for
/// all others.
///
/// ```
/// # use errcat_core as errcat;
/// use errcat::Level;
///
/// assert_eq!(Level::from_name("warn"), Some(Level::of_status(404)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The service does not work as it should.
    Error,
    /// A request failed.
    Warn,
    /// Useful information about normal operation.
    Info,
    /// Useful while debugging.
    Debug,
    /// The most detailed level.
    Trace,
}

impl Level {
    /// Every level. The index of a level is the number that a row stores.
    pub const ALL: [Self; 5] = [Self::Error, Self::Warn, Self::Info, Self::Debug, Self::Trace];

    /// Returns the name that a catalog uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }

    /// Returns the level with this name, or `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// Returns the level for a status, which applies to a row without the key `level`.
    #[inline]
    pub const fn of_status(status: u16) -> Self {
        if status >= 500 { Self::Error } else { Self::Warn }
    }
}
