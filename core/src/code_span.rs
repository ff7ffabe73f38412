//! Code spans of Markdown.

use core::fmt::{self, Display, Formatter};

/// A text as a code span of Markdown (`CommonMark`, section 6.1). Its fence is longer than each run of backticks in the text.
///
/// ```
/// use errcat_core::CodeSpan;
///
/// assert_eq!(CodeSpan("not_found").to_string(), "`not_found`");
/// assert_eq!(CodeSpan("a``b").to_string(), "```a``b```");
/// assert_eq!(CodeSpan("`a`").to_string(), "`` `a` ``");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CodeSpan<'a>(pub &'a str);

impl Display for CodeSpan<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(text) = self;
        let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
        let fence = |f: &mut Formatter<'_>| (0..=longest).try_for_each(|_| f.write_str("`"));
        // Markdown removes one space at each end.
        let space = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
        fence(f)?;
        write!(f, "{space}{text}{space}")?;
        fence(f)
    }
}
