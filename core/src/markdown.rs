//! Texts in Markdown: code spans, and texts that stay as they are.

use core::fmt::{self, Display, Formatter, Write};

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

/// A text that Markdown shows as it is, in one line, also in a table. A control character becomes a space.
///
/// ```
/// use errcat_core::Escaped;
///
/// assert_eq!(Escaped("invalid channel_id").to_string(), "invalid channel_id");
/// assert_eq!(Escaped("<name> or *_a_*").to_string(), r"\<name> or \*\_a\_\*");
/// assert_eq!(Escaped("a|b\n&lt; Q & A").to_string(), r"a\|b \&lt; Q & A");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(text) = self;
        let mut before = ' ';
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            let is_next = |is: fn(char) -> bool| letters.clone().next().is_some_and(is);
            let is_markup = match letter {
                '\\' | '`' | '*' | '[' | ']' | '<' | '{' | '}' | '|' | '~' => true,
                // In a word, it is a letter.
                '_' => !before.is_alphanumeric() || !is_next(char::is_alphanumeric),
                // Otherwise, it does not begin the name of a character.
                '&' => is_next(|next| next.is_ascii_alphabetic() || next == '#'),
                _ => false,
            };
            if is_markup {
                f.write_char('\\')?;
            }
            f.write_char(if letter.is_control() { ' ' } else { letter })?;
            before = letter;
        }
        Ok(())
    }
}
