//! What a framework answers with by itself, before or after any handler.

use crate::Code;

/// A kind of failure that handlers never see: the keys of a catalog's `[http]`.
///
/// ```
/// use errcat::HttpKind;
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// # fn main() {
/// assert_eq!(HttpKind::of_status(405), HttpKind::MethodNotAllowed);
/// assert_eq!(HttpKind::MethodNotAllowed.code::<ErrorCode>(), Some(ErrorCode::ErrorMethodInvalid));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HttpKind {
    /// A request that is wrong in a way that has no kind of its own.
    BadRequest,
    /// A path that no route has.
    NotFound,
    /// A method that the route does not have.
    MethodNotAllowed,
    /// A body that is not JSON.
    InvalidJson,
    /// A body that is JSON, but not of the right shape.
    InvalidData,
    /// A query that does not parse.
    InvalidQuery,
    /// A path whose parameters do not parse.
    InvalidPath,
    /// A header that is missing or does not parse.
    MissingHeader,
    /// A body of another content type.
    UnsupportedMediaType,
    /// A body that is too large.
    PayloadTooLarge,
    /// A request that took too long.
    Timeout,
    /// A client that asks too often.
    TooManyRequests,
    /// A client that has not said who it is.
    Unauthorized,
    /// A client that may not do that.
    Forbidden,
    /// A service that cannot answer now.
    Unavailable,
    /// A fault of the service: a panic, a reply that cannot be made.
    Internal,
    /// Any other failure with a status of 400 to 499.
    Fallback4xx,
    /// Any other failure with a status of 500 to 599.
    Fallback5xx,
}

/// The row of no kind.
pub(crate) const NO_ROW: u16 = u16::MAX;

impl HttpKind {
    /// Every kind, in the order of a catalog's table of them.
    pub const ALL: &'static [Self] = &[
        Self::BadRequest,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::InvalidJson,
        Self::InvalidData,
        Self::InvalidQuery,
        Self::InvalidPath,
        Self::MissingHeader,
        Self::UnsupportedMediaType,
        Self::PayloadTooLarge,
        Self::Timeout,
        Self::TooManyRequests,
        Self::Unauthorized,
        Self::Forbidden,
        Self::Unavailable,
        Self::Internal,
        Self::Fallback4xx,
        Self::Fallback5xx,
    ];

    /// The key in `[http]`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::InvalidJson => "invalid_json",
            Self::InvalidData => "invalid_data",
            Self::InvalidQuery => "invalid_query",
            Self::InvalidPath => "invalid_path",
            Self::MissingHeader => "missing_header",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::PayloadTooLarge => "payload_too_large",
            Self::Timeout => "timeout",
            Self::TooManyRequests => "too_many_requests",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
            Self::Fallback4xx => "fallback_4xx",
            Self::Fallback5xx => "fallback_5xx",
        }
    }

    /// The kind of a failure of which only the HTTP status is known.
    pub const fn of_status(status: u16) -> Self {
        match status {
            400 => Self::BadRequest,
            401 => Self::Unauthorized,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            408 | 504 => Self::Timeout,
            413 => Self::PayloadTooLarge,
            415 => Self::UnsupportedMediaType,
            422 => Self::InvalidData,
            429 => Self::TooManyRequests,
            500 => Self::Internal,
            503 => Self::Unavailable,
            0..500 => Self::Fallback4xx,
            _ => Self::Fallback5xx,
        }
    }

    /// The status that a failure of this kind is answered with, where a framework has not settled one: that of its
    /// [`code`](Self::code), if the kind can have it, and the usual one otherwise. A code may stand for more kinds than one,
    /// and 405 and 415 mean something to HTTP's own clients.
    pub fn status<C: Code>(self) -> u16 {
        let own = self.code::<C>().map(Code::status);
        own.filter(|status| self.may_have(*status)).unwrap_or(self.usual_status())
    }

    /// Whether a code for this kind may have this status, as the rule `http-status` of catalogs says.
    #[doc(hidden)]
    pub const fn may_have(self, status: u16) -> bool {
        match self {
            Self::InvalidJson | Self::InvalidData | Self::InvalidQuery => matches!(status, 400 | 422),
            Self::InvalidPath => matches!(status, 400 | 404 | 422),
            Self::MissingHeader => matches!(status, 400 | 401 | 428),
            Self::Timeout => matches!(status, 408 | 503 | 504),
            Self::Fallback4xx => matches!(status, 400..500),
            Self::Fallback5xx => matches!(status, 500..600),
            _ => status == self.usual_status(),
        }
    }

    /// The first of those that a code for this kind may have.
    #[doc(hidden)]
    pub const fn usual_status(self) -> u16 {
        match self {
            Self::Unauthorized => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Timeout => 408,
            Self::PayloadTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::InvalidData => 422,
            Self::TooManyRequests => 429,
            Self::Internal | Self::Fallback5xx => 500,
            Self::Unavailable => 503,
            Self::BadRequest
            | Self::InvalidJson
            | Self::InvalidQuery
            | Self::InvalidPath
            | Self::MissingHeader
            | Self::Fallback4xx => 400,
        }
    }

    /// The code that a catalog gives it: that of its key in `[http]`, of the nearest more general one, or else the first
    /// row of the same status, or of the same hundred; `None` where there is none of these.
    pub fn code<C: Code>(self) -> Option<C> {
        let row = C::HTTP[self as usize];
        if row == NO_ROW { None } else { C::ALL.get(usize::from(row)).copied() }
    }
}
