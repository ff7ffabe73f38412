//! What the user wrote, as a message shows it.

/// `text` in backticks on one line, however long it is and whatever it holds.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown = String::from("`");
    for (index, c) in text.chars().enumerate() {
        if index == LONGEST {
            shown.push('…');
            break;
        }
        if c.is_control() {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown.push('`');
    shown
}
