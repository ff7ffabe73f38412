//! The errors of a body, without its values. A log must not contain a token that a service has sent.

use serde::de::Error as _;
use serde_json::Error;

/// How serde and `serde_json` begin a text that continues with a value.
const BEFORE_VALUES: [&str; 2] = ["invalid type: ", "invalid value: "];

/// What serde and `serde_json` say of a value before they show it, if they do.
const VALUES: [&str; 18] = [
    "Option value",
    "boolean",
    "byte array",
    "character",
    "enum",
    "floating point",
    "integer",
    "map",
    "newtype struct",
    "newtype variant",
    "null",
    "number",
    "sequence",
    "string",
    "struct variant",
    "tuple variant",
    "unit value",
    "unit variant",
];

/// How serde begins a text with no value but names of fields, which are those of the type.
const WITHOUT_VALUES: [&str; 2] = ["missing field `", "duplicate field `"];

/// An error about the envelope. Its text is serde's or errcat's.
pub(super) fn of_envelope(error: Error) -> Error {
    shortened(&error.to_string()).map_or(error, Error::custom)
}

/// An error about the payload. Its text may be from the payload's type, and is then replaced.
pub(super) fn of_payload(error: Error) -> Error {
    let text = error.to_string();
    if !error.is_data() || WITHOUT_VALUES.iter().any(|start| text.starts_with(start)) {
        return error;
    }
    let place =
        || format!("the payload has a wrong value at line {} column {}", error.line(), error.column());
    Error::custom(shortened(&text).unwrap_or_else(place))
}

/// The text of serde without the value in it, or `None` if it is not serde's.
fn shortened(text: &str) -> Option<String> {
    // The value may contain anything, so only the last such words are serde's. In a text that was cut, all may be the value's.
    let is_cut = text.ends_with('…');
    let after = if is_cut { None } else { text.rfind(", expected ") };
    let expected = after.map_or("", |after| &text[after..]);
    for name in ["unknown variant", "unknown field"] {
        if let Some(rest) = text.strip_prefix(name).filter(|rest| rest.starts_with(" `")) {
            let has_none =
                [", there are no variants", ", there are no fields"].iter().any(|end| rest.contains(end));
            return Some(format!("{name}{}", if has_none { "" } else { expected }));
        }
    }
    if let Some(rest) = text.strip_prefix("invalid length ") {
        let is_length = rest.starts_with(|c: char| c.is_ascii_digit());
        return is_length.then(|| format!("invalid length{expected}"));
    }
    let start = BEFORE_VALUES.iter().find(|start| text.starts_with(*start))?;
    let rest = &text[start.len()..];
    let value = VALUES.iter().find(|value| rest.starts_with(*value))?;
    let is_serdes = [" `", " \"", ", expected "].iter().any(|next| rest[value.len()..].starts_with(next));
    is_serdes.then(|| format!("{start}{value}{expected}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_not_in_the_text() {
        for (text, expected) in [
            ("invalid type: integer `5`, expected a string", "invalid type: integer, expected a string"),
            ("invalid type: map, expected `a` or `b`", "invalid type: map, expected `a` or `b`"),
            (
                r#"invalid value: string "x, expected y", expected a time"#,
                "invalid value: string, expected a time",
            ),
            ("unknown variant `x`, expected `a` or `b`", "unknown variant, expected `a` or `b`"),
            ("unknown variant `x`, there are no variants", "unknown variant"),
            ("unknown variant `a, expected s3cret`, there are no variants", "unknown variant"),
            ("unknown field `s3cret`, expected `b`", "unknown field, expected `b`"),
            ("invalid length 3, expected a tuple of size 2", "invalid length, expected a tuple of size 2"),
            // It was cut, because it is too long.
            (r#"invalid type: string "xxx…"#, "invalid type: string"),
            (r#"invalid type: string "x, expected s3cret…"#, "invalid type: string"),
        ] {
            assert_eq!(of_payload(Error::custom(text)).to_string(), expected);
            assert_eq!(of_envelope(Error::custom(text)).to_string(), expected);
        }
    }

    #[test]
    fn a_text_without_a_value_stays() {
        for text in ["missing field `a`", "duplicate field `a`"] {
            assert_eq!(of_payload(Error::custom(text)).to_string(), text);
        }
        let syntax = serde_json::from_str::<Vec<u8>>("[").expect_err("half an array");
        assert_eq!(of_payload(syntax).to_string(), "EOF while parsing a list at line 1 column 1");
        let own = "member `result` is \"ok\", expected \"success\"";
        assert_eq!(of_envelope(Error::custom(own)).to_string(), own);
    }

    #[test]
    fn a_text_of_the_payloads_type_is_replaced() {
        for text in [
            "no such token: s3cret",
            "invalid value: s3cret",
            "invalid value: s3cret, expected a color",
            "invalid value: strings3cret, expected a color",
            "unknown variant s3cret",
            "unknown field s3cret",
            "invalid length of s3cret",
        ] {
            let error = of_payload(Error::custom(format_args!("{text} at line 2 column 7")));
            assert_eq!(error.to_string(), "the payload has a wrong value at line 2 column 7");
        }
    }
}
