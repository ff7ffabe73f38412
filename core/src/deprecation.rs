//! The text about a deprecated code.

use core::fmt::{self, Display, Formatter};

use crate::CodeSpan;

/// Why a code is deprecated and what replaces it, as sentences in Markdown.
///
/// ```
/// use errcat_core::Deprecation;
///
/// let whole = Deprecation { since: Some("1.3"), note: Some("nobody sends it\n"), replacement: Some("gone") };
/// assert_eq!(whole.to_string(), "Deprecated since 1.3: nobody sends it. Use `gone`.");
/// assert_eq!(Deprecation::default().to_string(), "Deprecated.");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deprecation<'a> {
    /// The version since which the code is deprecated.
    pub since: Option<&'a str>,
    /// The reason.
    pub note: Option<&'a str>,
    /// The code that replaces it.
    pub replacement: Option<&'a str>,
}

impl Display for Deprecation<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Deprecated")?;
        if let Some(since) = self.since.filter(|since| !since.is_empty()) {
            write!(f, " since {since}")?;
        }
        let note = self.note.map(str::trim).filter(|note| !note.is_empty());
        if let Some(note) = note {
            write!(f, ": {note}")?;
        }
        if note.is_none_or(|note| !note.ends_with(['.', '!', '?', '…'])) {
            f.write_str(".")?;
        }
        match self.replacement {
            Some(code) => write!(f, " Use {}.", CodeSpan(code)),
            None => Ok(()),
        }
    }
}
