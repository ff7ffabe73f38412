//! Quotes text of the user in a message.

use crate::letters::invisible;

/// Returns `text` in backticks on one line. A long text is cut, and control characters and invisible characters are
/// escaped.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown = String::from("`");
    for (index, c) in text.chars().enumerate() {
        if index == LONGEST {
            shown.push('…');
            break;
        }
        if c.is_control() || invisible(c.encode_utf8(&mut [0; 4])).is_some() {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown.push('`');
    shown
}

/// Returns a text as a key of TOML.
pub(crate) fn toml_key(text: &str) -> String {
    let is_bare_byte = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let is_bare = !text.is_empty() && text.bytes().all(is_bare_byte);
    if is_bare { text.to_owned() } else { format!("{text:?}") }
}
