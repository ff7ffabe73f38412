//! The beginning of a body, as one line for a log.

use crate::envelope::{EXCERPT, line};

/// The longest excerpt, in bytes.
const LONGEST: usize = 256;

/// The beginning of the bytes: one line of at most [`LONGEST`] bytes of UTF-8. White space is shortened to one space.
pub(super) fn bounded(bytes: &[u8]) -> String {
    // A long body is not decoded as a whole. This is four times the limit, which leaves room for white space that is skipped.
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(EXCERPT)]);
    let words: Vec<&str> = text.split_whitespace().collect();
    line::bounded(&words.join(" "), LONGEST).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(bounded(b"  <html>\r\n\t<b>\x1b[31m502\0</b> \n"), r"<html> <b>\u{1b}[31m502\u{0}</b>");
        assert_eq!(bounded(b""), "");
        assert_eq!(bounded("ü\u{85}b".as_bytes()), "ü b");
    }

    #[test]
    fn an_excerpt_is_never_longer_than_it_may_be() {
        for bytes in
            [&[b'a'; 10_000][..], &[0xff; 10_000], "€".repeat(5_000).as_bytes(), &b"a ".repeat(5_000)]
        {
            let excerpt = bounded(bytes);
            assert!((LONGEST - 3..=LONGEST).contains(&excerpt.len()), "{}", excerpt.len());
        }
    }
}
