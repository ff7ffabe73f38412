//! `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.

use core::time::Duration;
use std::time::UNIX_EPOCH;

use ::reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use jiff::Timestamp;

use crate::envelope::LONGEST_WAIT;

/// The time to wait from now on. It is zero if the date is in the past. Returns `None` if the header is missing, has
/// neither of the two forms, or is more than a year away.
///
/// A date is compared with the `Date` of the reply, if there is one, because the same clock wrote both.
pub(super) fn read(headers: &HeaderMap) -> Option<Duration> {
    wait(headers).map(Duration::from_secs).filter(|wait| *wait <= LONGEST_WAIT)
}

fn wait(headers: &HeaderMap) -> Option<u64> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Digits fail to parse only if there are too many of them.
        return value.parse().ok();
    }
    let then = seconds(value)?;
    let now = headers.get(DATE).and_then(|date| seconds(date.to_str().ok()?));
    Some(then.saturating_sub(now.unwrap_or_else(clock)))
}

/// A date as seconds since 1970.
fn seconds(date: &str) -> Option<u64> {
    let date = httpdate::parse_http_date(date).ok()?;
    Some(date.duration_since(UNIX_EPOCH).ok()?.as_secs())
}

/// The current time in seconds since 1970. In a browser, jiff can have a clock, and the standard library has none.
fn clock() -> u64 {
    Timestamp::now().as_second().try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use ::reqwest::header::HeaderValue;

    use super::*;

    fn wait(retry_after: &[u8], date: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_bytes(retry_after).expect("a header's value"));
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_static(date));
        }
        read(&headers)
    }

    #[test]
    fn seconds() {
        for (value, seconds) in [("0", 0), ("120", 120), ("007", 7), (" 5 ", 5), ("31536000", 31_536_000)] {
            assert_eq!(wait(value.as_bytes(), None), Some(Duration::from_secs(seconds)), "{value}");
        }
    }

    /// The three forms of RFC 9110, section 5.6.7.
    #[test]
    fn a_date_is_compared_with_the_servers_date() {
        let date = Some("Sun, 06 Nov 1994 08:48:37 GMT");
        for value in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(wait(value.as_bytes(), date), Some(Duration::from_secs(60)), "{value}");
        }
        assert_eq!(wait(b"Sun, 06 Nov 1994 08:00:00 GMT", date), Some(Duration::ZERO));
    }

    #[test]
    fn without_a_server_date_a_date_is_compared_with_now() {
        for date in [None, Some("yesterday")] {
            assert_eq!(wait(b"Sun, 06 Nov 1994 08:49:37 GMT", date), Some(Duration::ZERO));
            let then = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
            let wait = wait(then.as_bytes(), date).expect("a date");
            assert!((98..=100).contains(&wait.as_secs()), "{wait:?}");
        }
    }

    #[test]
    fn more_than_a_year_is_ignored() {
        for value in ["31536001", "18446744073709551615", "18446744073709551616", "99999999999999999999"] {
            assert_eq!(wait(value.as_bytes(), None), None, "{value}");
        }
        let date = Some("Sun, 06 Nov 1994 08:48:37 GMT");
        assert_eq!(wait(b"Fri, 31 Dec 9999 23:59:59 GMT", date), None);
        assert_eq!(wait(b"Mon, 06 Nov 1995 08:48:37 GMT", date), Some(LONGEST_WAIT));
        assert_eq!(wait(b"Mon, 06 Nov 1995 08:48:38 GMT", date), None);
    }

    #[test]
    fn other_forms_are_ignored() {
        for value in ["", "-1", "+1", "1.5", "soon", "1 s", "Sun, 06 Nov 1994", "2017-10-09T08:53:18Z"] {
            assert_eq!(wait(value.as_bytes(), None), None, "{value}");
        }
        assert_eq!(wait(b"\xff", None), None);
        assert_eq!(read(&HeaderMap::new()), None);
    }
}
