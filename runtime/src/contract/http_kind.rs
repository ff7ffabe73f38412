//! Kinds of failures that a framework reports by itself, without a handler.

use alloc::borrow::Cow;
use alloc::string::ToString;

use errcat_core::row::NO_ROW;
use errcat_core::{HTTP_KEYS, HttpKey};

use super::code::Code;
use super::http_row::HttpRow;

/// A kind of failure that handlers never see. Each kind is a key of `[http]` in the catalog.
///
/// ```
/// use errcat::HttpKind;
/// # #[errcat::catalog("../examples/platform/error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// # fn main() {
/// assert_eq!(HttpKind::from_status(405), HttpKind::MethodNotAllowed);
/// assert_eq!(HttpKind::MethodNotAllowed.code::<ErrorCode>(), Some(ErrorCode::ErrorMethodInvalid));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HttpKind {
    /// A request with a mistake that no other kind describes.
    BadRequest,
    /// A path without a route.
    NotFound,
    /// A method that the route does not have.
    MethodNotAllowed,
    /// A body that is not JSON.
    InvalidJson,
    /// A body that is JSON, but does not have the expected shape, or a value that a check refuses.
    InvalidData,
    /// A query that does not parse.
    InvalidQuery,
    /// A path whose parameters do not parse.
    InvalidPath,
    /// A header that is missing or does not parse.
    MissingHeader,
    /// A body with a content type that the route does not accept.
    UnsupportedMediaType,
    /// A body that is too large.
    PayloadTooLarge,
    /// A request that took too long.
    Timeout,
    /// A client that sends too many requests.
    TooManyRequests,
    /// A client without valid credentials.
    Unauthorized,
    /// A client that is not allowed to do this.
    Forbidden,
    /// A service that cannot answer now.
    Unavailable,
    /// A panic, or a reply that cannot be written.
    Internal,
    /// Any other failure with a status of 400 to 499.
    Fallback4xx,
    /// Any other failure with a status of 500 to 599.
    Fallback5xx,
}

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

    /// The name of the kind, such as `not_found`: its key in `[http]`, and its neutral code if codes are strings.
    pub const fn name(self) -> &'static str {
        self.key().name
    }

    /// The name and the statuses of this kind.
    const fn key(self) -> &'static HttpKey {
        &HTTP_KEYS[self as usize]
    }

    /// The kind of a failure if only its HTTP status is known.
    pub const fn from_status(status: u16) -> Self {
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

    /// The status of a failure of this kind, if a framework has not chosen one.
    ///
    /// This is the status of the kind's [`code`](Self::code), if the kind can have this status, or else the usual
    /// status of the kind. The two can differ, because one code can cover several kinds, and HTTP defines what 405 and
    /// 415 mean.
    pub const fn status<C: Code>(self) -> u16 {
        C::HTTP[self as usize].status
    }

    /// Whether a code for this kind can have this status. The rule `http-status` of the catalog checks the same.
    #[doc(hidden)]
    pub const fn may_have(self, status: u16) -> bool {
        self.key().may_have(status)
    }

    /// The first of the statuses that a code for this kind can have.
    #[doc(hidden)]
    pub const fn usual_status(self) -> u16 {
        self.key().usual_status()
    }

    /// The code that the catalog gives this kind, for the kind's own [`status`](Self::status).
    ///
    /// The kind's key in `[http]` names this code. If `[http]` does not contain the key, a key that covers the kind is
    /// used:
    ///
    /// - `bad_request` covers all requests that do not parse;
    /// - `fallback_4xx` and `fallback_5xx` cover all failures with such a status.
    ///
    /// If `[http]` contains none of these keys, the code is the row whose code is exactly the neutral code of the kind.
    /// Without such a row, this method returns `None`. No other row is used, whatever its status.
    pub fn code<C: Code>(self) -> Option<C> {
        self.code_at(self.status::<C>())
    }

    /// The code in a reply with this status. A code with a 4xx status is not used for a 5xx status, and the other way
    /// round, unless it is the neutral code itself.
    pub(crate) fn code_at<C: Code>(self, status: u16) -> Option<C> {
        let HttpRow { client, server, .. } = C::HTTP[self as usize];
        let row = if status < 500 { client } else { server };
        if row != NO_ROW {
            return C::ALL.get(usize::from(row)).copied();
        }
        // If codes are strings, the neutral code does not depend on the status, and the macro has already looked for
        // its row.
        let neutral =
            if C::BODIES.integer_codes { C::from_code(&self.neutral_code::<C>(status)) } else { None };
        let is_fallback = matches!(self, Self::Fallback4xx | Self::Fallback5xx);
        neutral.filter(|code| code.status() == status || !is_fallback && self.may_have(code.status()))
    }

    /// The code that is sent for a failure of this kind if the catalog has no code for it.
    pub(crate) fn neutral_code<C: Code>(self, status: u16) -> Cow<'static, str> {
        if C::BODIES.integer_codes { status.to_string().into() } else { self.name().into() }
    }
}
