//! Bytes of a stranger's, made fit for a line of a log.

/// The longest excerpt, in bytes.
const LONGEST: usize = 256;

/// How the bytes begin: at most [`LONGEST`] bytes of UTF-8, on one line, without control characters.
pub(super) fn of(bytes: &[u8]) -> String {
    // Each byte becomes at most one character, so no more than these can be needed but for what is skipped.
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * LONGEST)]);
    let mut excerpt = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let space = if excerpt.is_empty() { "" } else { " " };
        for c in space.chars().chain(word.chars()) {
            if excerpt.len() + c.len_utf8() > LONGEST {
                return excerpt;
            }
            excerpt.push(c);
        }
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(of(b"  <html>\r\n\t<b>\x1b[31m502\0</b> \n"), "<html> <b> [31m502 </b>");
        assert_eq!(of(b""), "");
        assert_eq!(of("ü\u{85}b".as_bytes()), "ü b");
    }

    #[test]
    fn an_excerpt_is_never_longer_than_it_may_be() {
        for bytes in
            [&[b'a'; 10_000][..], &[0xff; 10_000], "€".repeat(5_000).as_bytes(), &b"a ".repeat(5_000)]
        {
            let excerpt = of(bytes);
            assert!((LONGEST - 3..=LONGEST).contains(&excerpt.len()), "{}", excerpt.len());
        }
    }
}
