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
