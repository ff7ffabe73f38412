//! How an occurrence of a code is logged.

/// The level of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Level {
    const ALL: [Self; 5] = [Self::Error, Self::Warn, Self::Info, Self::Debug, Self::Trace];

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

    /// All names.
    pub fn names() -> Vec<&'static str> {
        Self::ALL.map(Self::name).to_vec()
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// The level of a code whose row has none: what the server did wrong is an error, what a client did is not.
    pub const fn of_status(status: u16) -> Self {
        if status >= 500 { Self::Error } else { Self::Warn }
    }
}
