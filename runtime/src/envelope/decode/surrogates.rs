//! Escapes of half a character. JavaScript writes one if it cuts a string within a character, and `serde_json` rejects the
//! whole body.

/// The text with `U+FFFD` in place of each escape of half a character. `None` if there are none.
pub(super) fn whole(json: &str) -> Option<String> {
    let mut whole: Option<String> = None;
    let (mut rest, mut copied) = (json, 0);
    while let Some(at) = rest.find('\\') {
        let escape = &rest[at..];
        let place = json.len() - escape.len();
        let length = match (unit(escape), unit(escape.get(6..).unwrap_or_default())) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                let text = whole.get_or_insert_default();
                text.push_str(&json[copied..place]);
                text.push_str("\\ufffd");
                copied = place + 6;
                6
            }
            (Some(_), _) => 6,
            // Another escape, such as `\\`: the backslash and a character.
            (None, _) => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        rest = &escape[length..];
    }
    whole.map(|text| text + &json[copied..])
}

/// The number in an escape such as `\ud83d`.
fn unit(escape: &str) -> Option<u16> {
    let digits = escape
        .strip_prefix("\\u")?
        .get(..4)
        .filter(|digits| digits.bytes().all(|d| d.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_character_is_replaced() {
        for (json, expected) in [
            (r#"{"a":"caf\ud83d"}"#, Some(r#"{"a":"caf\ufffd"}"#)),
            (
                r#""\ude00\uD83D\u0041 \ud83d\ud83d\ude00""#,
                Some(r#""\ufffd\ufffd\u0041 \ufffd\ud83d\ude00""#),
            ),
            (r#""\ud83d\ude00 \\ud83d \n \u00e9 é""#, None),
            (r#""\ud83"#, None),
            (r#""\u+d83 \"#, None),
            (r#""\é\ud83é""#, None),
            ("{}", None),
        ] {
            assert_eq!(whole(json).as_deref(), expected, "{json}");
        }
    }
}
