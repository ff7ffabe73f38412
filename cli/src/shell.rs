//! Commands in messages, which users copy into a shell.

/// Characters that no shell reads as anything else, besides letters and digits.
const PLAIN: &str = "%+,-./:=@_";

/// A word of a command. It is in quotes if a shell would not take it as it is. A path that would be an option begins with `./`.
pub(crate) fn word(text: &str) -> String {
    let folder = if text.starts_with('-') { "./" } else { "" };
    let text = folder.to_owned() + &text.replace(char::is_control, "\u{fffd}");
    let is_plain = |letter: char| letter.is_alphanumeric() || PLAIN.contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn what_a_shell_would_change_is_in_quotes() {
        assert_eq!(word("code-removed:a.b/c_1"), "code-removed:a.b/c_1");
        assert_eq!(word("ä"), "ä");
        assert_eq!(word("a b"), "'a b'");
        assert_eq!(word("$(a)"), "'$(a)'");
        assert_eq!(word("it's"), r"'it'\''s'");
        assert_eq!(word("-x.toml"), "./-x.toml");
        assert_eq!(word(""), "''");
        assert_eq!(word("a\n"), "'a\u{fffd}'");
    }
}
