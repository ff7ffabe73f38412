//! The format that a client prefers: the header `Accept` (RFC 9110, section 12.5.1).

use errcat_core::media_type::PROBLEM_JSON;

/// Whether the lines of `Accept` give `application/problem+json` more weight than the type of the envelope.
///
/// A range that is not well formed is ignored. Parameters other than the weight are ignored too.
pub(crate) fn prefers_problem<'a>(lines: impl IntoIterator<Item = &'a [u8]>, envelope: &str) -> bool {
    let mut problem = Quality::default();
    let mut other = Quality::default();
    for range in lines.into_iter().flat_map(|line| split(line, b',')) {
        let Some((name, weight)) = range_and_weight(range) else { continue };
        problem.consider(name, weight, PROBLEM_JSON.as_bytes());
        other.consider(name, weight, envelope.as_bytes());
    }
    problem.weight > other.weight
}

/// Whether the lines of `Vary` say already that a reply depends on `Accept`.
#[cfg(feature = "__server")]
pub(crate) fn varies<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> bool {
    let names = lines.into_iter().flat_map(|line| split(line, b',')).map(<[u8]>::trim_ascii);
    names.into_iter().any(|name| name == b"*" || name.eq_ignore_ascii_case(b"accept"))
}

/// The weight of a type, from the most specific range that matches it.
#[derive(Default)]
struct Quality {
    specificity: u8,
    /// In thousandths. 0 means that the client does not accept the type.
    weight: u16,
}

impl Quality {
    fn consider(&mut self, range: &[u8], weight: u16, name: &[u8]) {
        let specificity = match range {
            b"*/*" => 1,
            [group @ .., b'/', b'*'] if is_group(name, group) => 2,
            _ if range.eq_ignore_ascii_case(name) => 3,
            _ => return,
        };
        if (specificity, weight) > (self.specificity, self.weight) {
            *self = Self { specificity, weight };
        }
    }
}

/// Whether the media type is of this group, such as `application`.
fn is_group(name: &[u8], group: &[u8]) -> bool {
    name.split(|byte| *byte == b'/').next().is_some_and(|own| own.eq_ignore_ascii_case(group))
}

/// A range without its parameters, and its weight in thousandths. Without a weight, this is 1000.
fn range_and_weight(range: &[u8]) -> Option<(&[u8], u16)> {
    let mut parts = split(range, b';').map(<[u8]>::trim_ascii);
    let name = parts.next()?;
    let weight = parts.find_map(|part| match part {
        [b'q' | b'Q', b'=', value @ ..] => Some(value),
        _ => None,
    });
    Some((name, weight.map_or(Some(1000), thousandths)?))
}

/// Parses `0.5` as 500. The RFC allows three digits, and further digits are cut off.
fn thousandths(value: &[u8]) -> Option<u16> {
    let (whole, fraction) = match value {
        [whole @ (b'0' | b'1')] => (whole, &[][..]),
        [whole @ (b'0' | b'1'), b'.', fraction @ ..] => (whole, fraction),
        _ => return None,
    };
    if !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digits = fraction.iter().chain(b"000").take(3);
    let weight = digits.fold(u16::from(whole - b'0'), |sum, digit| sum * 10 + u16::from(digit - b'0'));
    (weight <= 1000).then_some(weight)
}

/// Splits at each separator that is not in a quoted string.
fn split(text: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    text.split(move |&byte| {
        if is_escaped {
            is_escaped = false;
            return false;
        }
        match byte {
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            _ => {}
        }
        byte == separator && !is_quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefers(lines: &[&str]) -> bool {
        prefers_problem(lines.iter().map(|line| line.as_bytes()), "application/json")
    }

    #[test]
    fn a_problem_document_with_more_weight_is_preferred() {
        for accept in [
            "application/problem+json",
            "APPLICATION/Problem+JSON",
            "application/problem+json, application/json;q=0.9",
            "application/json;q=0.8,application/problem+json;q=0.801",
            "application/problem+json;q=0.5",
            "application/problem+json, */*;q=0.5",
            "application/*;q=0.1, application/problem+json;q=0.2",
            "application/json;q=0, */*;q=0.1",
            "text/html, application/problem+json; charset=utf-8 ; Q=0.3, application/json;q=0.2",
            "application/problem+json;title=\"a, b; q=0 \\\" c\", application/json;q=0.999",
            "application/json;q=nonsense, application/problem+json;q=0.1",
            " , ,application/problem+json,,",
        ] {
            assert!(prefers(&[accept]), "{accept}");
        }
        assert!(prefers(&["application/json;q=0.5", "application/problem+json"]));
    }

    #[test]
    fn every_other_client_gets_the_envelope() {
        for accept in [
            "",
            "*/*",
            "application/*",
            "application/json",
            "text/html",
            "application/json, application/problem+json",
            "application/problem+json, */*",
            "application/problem+json;q=0",
            "application/problem+json;q=0.000, */*",
            "application/problem+json;q=2",
            "application/problem+json;q=1.5",
            "application/problem+json;q=",
            "application/problem+json;q=-1",
            "application/problem+json;q=0.5x",
            "application/problem+xml",
            "application/problem+jso",
            "\"application/problem+json\"",
            "x;a=\", application/problem+json",
        ] {
            assert!(!prefers(&[accept]), "{accept}");
        }
        assert!(!prefers(&[]));
        assert!(!prefers_problem([&b"\xff\x00,application/problem+json;q=\xff"[..]], "application/json"));
    }

    #[test]
    fn the_type_of_the_catalogs_envelope_counts() {
        let prefers = |line: &str| prefers_problem([line.as_bytes()], "model/vnd.api+json");
        assert!(prefers("application/json, application/problem+json;q=0.1"));
        assert!(!prefers("model/vnd.api+json, application/problem+json;q=0.9"));
        assert!(!prefers("model/*, application/*;q=0.9"));
        assert!(prefers("application/*, model/*;q=0.9"));
    }

    #[test]
    fn the_most_specific_range_counts() {
        assert!(!prefers(&["application/problem+json;q=0.1, application/*;q=0.9"]));
        assert!(!prefers(&["*/*;q=0.9, application/problem+json;q=0.5"]));
    }

    #[test]
    fn weights_have_at_most_three_digits() {
        for (text, weight) in
            [("1", 1000), ("1.000", 1000), ("0", 0), ("0.", 0), ("0.5", 500), ("0.12345", 123)]
        {
            assert_eq!(thousandths(text.as_bytes()), Some(weight), "{text}");
        }
    }
}
