//! Writes the texts of others as one line of a log.
//!
//! All that is shown of a failure is written here: its events, `Display` and `Debug`, and what a client quotes from a
//! body.

use core::fmt::{self, Write};
use std::borrow::Cow;

/// Whether a character ends a line, moves the cursor, changes the direction of the text, or is invisible. These are
/// Unicode's general categories Cc, Cf, Zl and Zp, and all other characters that Unicode calls default-ignorable.
fn is_escaped(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}'
            | '\u{34f}'
            | '\u{600}'..='\u{605}'
            | '\u{61c}'
            | '\u{6dd}'
            | '\u{70f}'
            | '\u{890}'..='\u{891}'
            | '\u{8e2}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{110bd}'
            | '\u{110cd}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether a text consists of spaces and visible ASCII characters, as almost all texts do. The compiler makes this a loop
/// over many bytes at once, because it has no early end.
fn is_visible_ascii(text: &str) -> bool {
    text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'))
}

/// The end of a text that was cut.
const CUT: &str = "…";

/// Writes a text to `out` as one line of at most `left` bytes.
struct Line<'a, W: Write + ?Sized> {
    out: &'a mut W,
    left: usize,
    /// Why the text ended early, if it did.
    end: Option<End>,
}

enum End {
    Cut,
    /// `out` returned an error.
    Closed,
}

impl<W: Write + ?Sized> Line<'_, W> {
    /// Writes a text at once if all of it fits, and it is visible ASCII. Most texts of errors are.
    fn push_whole(&mut self, text: &str) -> Option<Result<(), End>> {
        let left = self.left.checked_sub(text.len()).filter(|left| *left >= CUT.len())?;
        is_visible_ascii(text).then(|| {
            self.left = left;
            self.out.write_str(text).map_err(|fmt::Error| End::Closed)
        })
    }

    fn push(&mut self, c: char) -> Result<(), End> {
        let escaped = is_escaped(c).then(|| c.escape_default());
        let len = escaped.as_ref().map_or(c.len_utf8(), ExactSizeIterator::len);
        let is_cut = len + CUT.len() > self.left;
        let written = match escaped {
            _ if is_cut => self.out.write_str(CUT),
            Some(escaped) => write!(self.out, "{escaped}"),
            None => self.out.write_char(c),
        };
        written.map_err(|fmt::Error| End::Closed)?;
        self.left = self.left.saturating_sub(len);
        if is_cut { Err(End::Cut) } else { Ok(()) }
    }
}

impl<W: Write + ?Sized> Write for Line<'_, W> {
    /// Fails when the line is full, so that no more text is formatted.
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.end.is_none() {
            let written = self.push_whole(text);
            self.end = written.unwrap_or_else(|| text.chars().try_for_each(|c| self.push(c))).err();
        }
        if self.end.is_none() { Ok(()) } else { Err(fmt::Error) }
    }
}

/// Writes `shown` as one line of at most `longest` bytes. A longer text is cut and ends with an ellipsis.
///
/// # Errors
///
/// Returns only the errors of `out`. If `shown` itself fails, the text ends there.
pub(crate) fn write(
    out: &mut (impl Write + ?Sized),
    longest: usize,
    shown: fmt::Arguments<'_>,
) -> fmt::Result {
    let mut line = Line { out, left: longest, end: None };
    let _ = line.write_fmt(shown);
    match line.end {
        Some(End::Closed) => Err(fmt::Error),
        Some(End::Cut) | None => Ok(()),
    }
}

/// The `Debug` text of a value, as one line with a limit in bytes.
pub(crate) struct Debugged<'a>(pub(crate) &'a dyn fmt::Debug, pub(crate) usize);

impl fmt::Display for Debugged<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.1, format_args!("{:?}", self.0))
    }
}

/// Returns the text as one line of at most `longest` bytes. Most texts are returned unchanged.
pub(crate) fn bounded(text: &str, longest: usize) -> Cow<'_, str> {
    if text.len() <= longest && (is_visible_ascii(text) || !text.contains(is_escaped)) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(longest.min(2 * text.len()));
    // Writing into a string cannot fail.
    let _ = write(&mut line, longest, format_args!("{text}"));
    Cow::Owned(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_one_line_is_unchanged() {
        for text in ["", "a b", "größe: 5 €", "C:\\path \"quoted\"", "日本語", "👩 ok"] {
            assert!(matches!(bounded(text, 100), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn control_characters_and_invisible_characters_are_escaped() {
        for (text, line) in [
            ("a\r\nb\tc", r"a\r\nb\tc"),
            ("\u{1b}[31m\0\u{7f}", r"\u{1b}[31m\u{0}\u{7f}"),
            ("\u{85}\u{9b}2J", r"\u{85}\u{9b}2J"),
            ("a\u{2028}b\u{2029}", r"a\u{2028}b\u{2029}"),
            ("\u{202e}txt\u{2066}\u{200f}\u{61c}", r"\u{202e}txt\u{2066}\u{200f}\u{61c}"),
            ("a\u{200b}b\u{feff}c\u{ad}\u{2060}", r"a\u{200b}b\u{feff}c\u{ad}\u{2060}"),
            ("\u{e0041}\u{fe0f}\u{3164}", r"\u{e0041}\u{fe0f}\u{3164}"),
        ] {
            assert_eq!(bounded(text, 100), line);
        }
    }

    #[test]
    fn a_long_text_is_cut_between_two_characters() {
        for text in ["a".repeat(1000), "€".repeat(1000), "\n".repeat(1000), "a\u{200b}".repeat(1000)] {
            for longest in 3..40 {
                let line = bounded(&text, longest);
                assert!(line.len() <= longest && line.ends_with('…'), "{longest}: {line}");
            }
        }
        assert_eq!(bounded("abcd", 4), "abcd");
    }

    #[test]
    fn a_line_ends_at_the_same_place_however_its_text_is_written() {
        let text = "an error: ".repeat(10);
        for longest in 0..text.len() + 5 {
            let (mut whole, mut by_char) = (String::new(), String::new());
            write(&mut whole, longest, format_args!("{text}")).expect("a string");
            let mut line = Line { out: &mut by_char, left: longest, end: None };
            let _ = text.chars().try_for_each(|c| line.push(c));
            assert_eq!(whole, by_char, "{longest}");
        }
    }

    struct Broken;

    impl fmt::Debug for Broken {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half")?;
            Err(fmt::Error)
        }
    }

    #[test]
    fn a_value_that_fails_to_be_shown_ends_there() {
        assert_eq!(Debugged(&Broken, 100).to_string(), "half");
    }
}
