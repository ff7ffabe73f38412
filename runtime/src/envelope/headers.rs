//! The headers that are sent with a failure: those of the occurrence, and those of the row.

use std::borrow::Cow;

use errcat_core::header;

#[cfg(feature = "tracing")]
use super::event;
use crate::{Code, Failure};

/// The most headers of an occurrence. Some frameworks panic if a reply has too many.
const MOST_HEADERS: usize = 64;

impl<C: Code> Failure<C> {
    /// Sets a header of the reply. It replaces a header with the same name, also one of the row. Upper case and lower
    /// case are the same in a name.
    ///
    /// The header is sent at every status, with every body and by the features of all frameworks, except gRPC. It is no
    /// part of a body, so a client that reads the failure does not have it.
    ///
    /// An occurrence has at most 64 headers, and further ones are dropped. A header that cannot be sent is dropped too.
    /// With the feature `tracing`, its name is logged, and its value is not. These headers cannot be sent:
    ///
    /// - A name is not a token, or a value contains anything but visible ASCII characters with spaces and tabs between
    ///   them (RFC 9110, section 5). So text from a request cannot add another header.
    /// - A name is longer than 256 bytes, or a value is longer than 4,096 bytes.
    /// - The header describes the body (`Content-…`, `ETag`, `Last-Modified`) or the connection (`Connection`,
    ///   `Keep-Alive`, `Proxy-Connection`, `TE`, `Trailer`, `Transfer-Encoding`, `Upgrade`), or it is `Date` or `Vary`,
    ///   which others write. For `Retry-After`, use [`with_retry_after`](Self::with_retry_after).
    ///
    /// ```
    /// use errcat::Failure;
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// let failure = Failure::new(ErrorCode::OverLimit)
    ///     .with_header("RateLimit-Limit", "100")
    ///     .with_header("RateLimit-Remaining", 0.to_string())
    ///     .with_header("X-Key", "two\r\nlines");
    /// assert!(failure.headers().eq([("RateLimit-Limit", "100"), ("RateLimit-Remaining", "0")]));
    /// ```
    pub fn with_header(
        self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Cow<'static, str>>,
    ) -> Self {
        let (name, value) = (name.into(), value.into());
        match header::check(&name, &value) {
            Ok(()) => {
                return self.with(|more| {
                    let headers = &mut more.data_mut().headers;
                    headers.retain(|(other, _)| !other.eq_ignore_ascii_case(&name));
                    if headers.len() < MOST_HEADERS {
                        headers.push((name, value));
                    }
                });
            }
            #[cfg(feature = "tracing")]
            Err(unfit) => event::dropped_header(self.wire_code(), &name, unfit),
            #[cfg(not(feature = "tracing"))]
            Err(_) => {}
        }
        self
    }

    /// The names and values of the headers that are sent with the failure: those of this occurrence, and then those of
    /// the row that they do not replace. The headers that errcat writes itself, such as `Content-Type` and
    /// `Retry-After`, are not among them.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.own_headers().iter().map(|(name, value)| (&**name, &**value));
        own.chain(self.row_headers().map(|&(name, value)| (name, value)))
    }

    /// The headers of this occurrence.
    pub(crate) fn own_headers(&self) -> &[(Cow<'static, str>, Cow<'static, str>)] {
        self.more.as_ref().and_then(|more| more.data.as_ref()).map_or(&[], |data| &data.headers)
    }

    /// The headers of the row that this occurrence does not replace.
    pub(crate) fn row_headers(&self) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        let own = self.own_headers();
        let row = self.code.map_or(&[][..], |code| code.entry().headers());
        let is_replaced = |name: &str| own.iter().any(|(other, _)| other.eq_ignore_ascii_case(name));
        row.iter().filter(move |(name, _)| !is_replaced(name))
    }
}
