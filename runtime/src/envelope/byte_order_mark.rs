//! The byte order mark, which some libraries write before JSON. RFC 8259, section 8.1, allows a reader to ignore it.

/// U+FEFF in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The text without the byte order mark before it. A second mark is a part of the text.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(MARK).unwrap_or(text)
}
