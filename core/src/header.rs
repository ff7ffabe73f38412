//! The headers that a failure can have: which names and values are HTTP (RFC 9110, section 5), and which headers others
//! write.

use core::fmt;

/// The largest length of a name in bytes.
pub const LONGEST_NAME: usize = 256;
/// The largest length of a value in bytes. Many clients accept at most 8 KiB of headers.
pub const LONGEST_VALUE: usize = 4096;

/// Why a header cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The name is not HTTP.
    Name(Defect),
    /// The value is not HTTP.
    Value(Defect),
    /// The header is not the failure's to send.
    Reserved(Reserved),
}

/// Why a name or a value is not HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// It is a name without characters. A value can be empty.
    Empty,
    /// It has more than this number of bytes.
    TooLong(usize),
    /// It contains this character.
    Character(char),
    /// It begins or ends with a space or a tab, which a reader removes.
    Edge,
}

/// Who writes a header in place of the failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// errcat, which writes the body that the header describes.
    Body,
    /// The server, for a connection (RFC 9110, section 7.6.1). HTTP/2 forbids these headers.
    Connection,
    /// The server, for each reply.
    Date,
    /// errcat, from a number of seconds.
    RetryAfter,
    /// errcat and the layers of the service, each of which adds to the list.
    Vary,
}

/// Checks a header.
///
/// # Errors
///
/// Returns the first reason why it cannot be sent.
pub fn check(name: &str, value: &str) -> Result<(), Unfit> {
    check_name(name).map_err(Unfit::Name)?;
    check_value(value).map_err(Unfit::Value)?;
    reserved(name).map_or(Ok(()), |reserved| Err(Unfit::Reserved(reserved)))
}

/// Checks a name: a token of at most [`LONGEST_NAME`] bytes.
///
/// # Errors
///
/// Returns why the name is not HTTP.
pub fn check_name(name: &str) -> Result<(), Defect> {
    if name.is_empty() {
        return Err(Defect::Empty);
    }
    all(name, LONGEST_NAME, |c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// Checks a value: visible ASCII characters, with spaces and tabs between them, of at most [`LONGEST_VALUE`] bytes.
///
/// # Errors
///
/// Returns why the value is not HTTP.
pub fn check_value(value: &str) -> Result<(), Defect> {
    let is_space = |c| matches!(c, ' ' | '\t');
    if value.starts_with(is_space) || value.ends_with(is_space) {
        return Err(Defect::Edge);
    }
    all(value, LONGEST_VALUE, |c| c.is_ascii_graphic() || is_space(c))
}

fn all(text: &str, longest: usize, is_allowed: impl Fn(char) -> bool) -> Result<(), Defect> {
    if text.len() > longest {
        return Err(Defect::TooLong(longest));
    }
    text.chars().find(|c| !is_allowed(*c)).map_or(Ok(()), |c| Err(Defect::Character(c)))
}

const RESERVED: [(&str, Reserved); 12] = [
    ("connection", Reserved::Connection),
    ("date", Reserved::Date),
    ("etag", Reserved::Body),
    ("keep-alive", Reserved::Connection),
    ("last-modified", Reserved::Body),
    ("proxy-connection", Reserved::Connection),
    ("retry-after", Reserved::RetryAfter),
    ("te", Reserved::Connection),
    ("trailer", Reserved::Connection),
    ("transfer-encoding", Reserved::Connection),
    ("upgrade", Reserved::Connection),
    ("vary", Reserved::Vary),
];

/// Returns who writes the header with this name, if a failure must not. Upper case and lower case are the same.
pub fn reserved(name: &str) -> Option<Reserved> {
    const CONTENT: &str = "content-";
    if name.get(..CONTENT.len()).is_some_and(|start| start.eq_ignore_ascii_case(CONTENT)) {
        return Some(Reserved::Body);
    }
    let found = RESERVED.iter().find(|(reserved, _)| name.eq_ignore_ascii_case(reserved));
    found.map(|(_, reserved)| *reserved)
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(defect) => write!(f, "its name {defect}"),
            Self::Value(defect) => write!(f, "its value {defect}"),
            Self::Reserved(reserved) => reserved.fmt(f),
        }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong(longest) => write!(f, "is longer than {longest} bytes"),
            Self::Character(c) => write!(f, "contains the character U+{:04X}", u32::from(*c)),
            Self::Edge => f.write_str("begins or ends with a space or a tab"),
        }
    }
}

impl fmt::Display for Reserved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Body => "it describes the body, which errcat writes",
            Self::Connection => "it is about the connection, which the server manages",
            Self::Date => "the server writes it for each reply",
            Self::RetryAfter => "errcat writes it from a number of seconds",
            Self::Vary => "errcat and the layers of a service write it together",
        })
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;

    #[test]
    fn a_header_that_is_http_is_fit() {
        for (name, value) in [
            ("WWW-Authenticate", "Bearer realm=\"a b\""),
            ("x", ""),
            ("X-Tab", "a\tb"),
            ("!#$%&'*+-.^_`|~09", "~ !"),
            ("Set-Cookie", "session=; Max-Age=0"),
            ("Contents", "1"),
        ] {
            assert_eq!(check(name, value), Ok(()), "{name}: {value}");
        }
    }

    #[test]
    fn a_header_that_is_not_http_is_unfit() {
        let long = "a".repeat(LONGEST_VALUE + 1);
        for (name, value, unfit) in [
            ("", "a", Unfit::Name(Defect::Empty)),
            ("a b", "a", Unfit::Name(Defect::Character(' '))),
            (":status", "200", Unfit::Name(Defect::Character(':'))),
            ("größe", "a", Unfit::Name(Defect::Character('ö'))),
            (&long, "a", Unfit::Name(Defect::TooLong(LONGEST_NAME))),
            ("a", "b\r\nset-cookie: c", Unfit::Value(Defect::Character('\r'))),
            ("a", "größe", Unfit::Value(Defect::Character('ö'))),
            ("a", " b", Unfit::Value(Defect::Edge)),
            ("a", "b\t", Unfit::Value(Defect::Edge)),
            ("a", &long, Unfit::Value(Defect::TooLong(LONGEST_VALUE))),
        ] {
            assert_eq!(check(name, value), Err(unfit), "{name}: {value}");
        }
    }

    #[test]
    fn a_header_that_others_write_is_reserved_in_any_case() {
        for (name, reserved) in [
            ("Content-Type", Reserved::Body),
            ("CONTENT-ANYTHING", Reserved::Body),
            ("ETag", Reserved::Body),
            ("Connection", Reserved::Connection),
            ("TE", Reserved::Connection),
            ("Retry-After", Reserved::RetryAfter),
            ("Vary", Reserved::Vary),
            ("date", Reserved::Date),
        ] {
            assert_eq!(check(name, "a"), Err(Unfit::Reserved(reserved)), "{name}");
        }
    }
}
