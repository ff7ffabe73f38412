//! The errors of a body, without its values. A log must not contain a token that a service has sent.

use serde::de::Error as _;
use serde_json::Error;

/// How serde begins a text that continues with a value.
const BEFORE_VALUES: [&str; 3] = ["invalid type: ", "invalid value: ", "unknown variant "];

/// How serde begins a text without a value.
const WITHOUT_VALUES: [&str; 4] = ["missing field ", "duplicate field ", "unknown field ", "invalid length "];

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
    let start = BEFORE_VALUES.iter().find(|start| text.starts_with(*start))?.len();
    let value = text[start..].find(['`', '"']).map_or(text.len(), |at| start + at);
    // The value may contain anything, so only the last such words are serde's. In a text that was cut, all may be the value's.
    let is_cut = text.ends_with('…');
    let after = if is_cut { None } else { text.rfind(", expected ") }.unwrap_or(text.len());
    Some(format!("{}{}", text[..value.min(after)].trim_end(), &text[after..]))
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
        for text in ["missing field `a`", "duplicate field `a`", "unknown field `a`, expected `b`"] {
            assert_eq!(of_payload(Error::custom(text)).to_string(), text);
        }
        let syntax = serde_json::from_str::<Vec<u8>>("[").expect_err("half an array");
        assert_eq!(of_payload(syntax).to_string(), "EOF while parsing a list at line 1 column 1");
        let own = "member `result` is \"ok\", expected \"success\"";
        assert_eq!(of_envelope(Error::custom(own)).to_string(), own);
    }

    #[test]
    fn a_text_of_the_payloads_type_is_replaced() {
        let error = of_payload(Error::custom("no such token: s3cret at line 2 column 7"));
        assert_eq!(error.to_string(), "the payload has a wrong value at line 2 column 7");
    }
}
