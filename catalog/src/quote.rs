//! What the user wrote, as a message shows it.

use crate::letters::invisible;

/// `text` in backticks on one line, however long it is and whatever it holds.
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
