//! The two axes of a finding: who notices the change, and how surely it breaks something.

use std::fmt;
use std::str::FromStr;

/// Who notices a change.
///
/// ```
/// use errcat_catalog::contract::Who;
///
/// assert_eq!("rust".parse(), Ok(Who::Rust));
/// assert_eq!(Who::Wire.to_string(), "wire");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Clients, which read the replies.
    Wire,
    /// Rust crates that use the generated enum and its module.
    Rust,
    /// People who read the catalog, its pages or the log.
    Readers,
}

/// How surely a change breaks something. A later variant is more severe.
///
/// ```
/// use errcat_catalog::contract::Severity;
///
/// let deny: Severity = "risky".parse()?;
/// assert!(Severity::Breaking >= deny && Severity::Info < deny);
/// # Ok::<(), errcat_catalog::contract::UnknownName>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The change breaks nothing.
    Info,
    /// The change can break a client that relies on details.
    Risky,
    /// The change breaks clients.
    Breaking,
}

/// The number of known names up to which an error lists them.
const MOST_LISTED: usize = 10;

/// The error for a name that is none of the known ones. Its `Display` has a similar name, or lists them if they are few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    name: String,
    known: Vec<&'static str>,
}

impl UnknownName {
    pub(super) fn new(name: &str, known: Vec<&'static str>) -> Self {
        Self { name: name.to_owned(), known }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = crate::nearest(&self.name, self.known.iter().copied());
        let name = crate::quote::quote(&self.name);
        match near {
            Some(near) => write!(f, "unknown name {name}; a similar name exists: `{near}`"),
            None if self.known.len() > MOST_LISTED => write!(f, "unknown name {name}"),
            None => write!(f, "unknown name {name}; use one of `{}`", self.known.join("`, `")),
        }
    }
}

impl std::error::Error for UnknownName {}

impl Who {
    /// Everybody.
    pub const ALL: [Self; 3] = [Self::Wire, Self::Rust, Self::Readers];

    /// Returns the name: `wire`, `rust` or `readers`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Rust => "rust",
            Self::Readers => "readers",
        }
    }
}

impl Severity {
    /// Every level. The most severe comes first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Risky, Self::Info];

    /// Returns the name: `breaking`, `risky` or `info`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Risky => "risky",
            Self::Info => "info",
        }
    }
}

macro_rules! names {
    ($($scale:ident)+) => {$(
        impl fmt::Display for $scale {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $scale {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                let found = Self::ALL.into_iter().find(|level| level.as_str() == name);
                found.ok_or_else(|| UnknownName::new(name, Self::ALL.map(Self::as_str).to_vec()))
            }
        }
    )+};
}

names! { Who Severity }
