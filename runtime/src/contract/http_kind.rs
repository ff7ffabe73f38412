//! What a framework answers with by itself, before or after any handler.

use alloc::borrow::Cow;
use alloc::string::ToString;

use errcat_core::row::NO_ROW;
use errcat_core::{HTTP_KEYS, HttpKey};

use crate::Code;

/// A kind of failure that handlers never see: the keys of a catalog's `[http]`.
///
/// ```
/// use errcat::HttpKind;
/// # #[errcat::catalog("../examples/platform/error_codes.toml")]
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
        self.key().name
    }

    /// What catalogs know of this kind.
    const fn key(self) -> &'static HttpKey {
        &HTTP_KEYS[self as usize]
    }

    /// The kind of a failure of which only the HTTP status is known.
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

    /// The status that a failure of this kind is answered with, where a framework has not settled one: that of its
    /// [`code`](Self::code), if the kind can have it, and the usual one otherwise. A code may stand for more kinds than one,
    /// and 405 and 415 mean something to HTTP's own clients.
    pub const fn status<C: Code>(self) -> u16 {
        C::HTTP[self as usize].status
    }

    /// Whether a code for this kind may have this status, as the rule `http-status` of catalogs says.
    #[doc(hidden)]
    pub const fn may_have(self, status: u16) -> bool {
        self.key().may_have(status)
    }

    /// The first of those that a code for this kind may have.
    #[doc(hidden)]
    pub const fn usual_status(self) -> u16 {
        self.key().usual_status()
    }

    /// The code that a catalog gives it, at its own [`status`](Self::status): that of its key in `[http]`, or of what covers
    /// it there. A key covers more kinds than its own:
    ///
    /// - `invalid_data` that of JSON which does not parse;
    /// - `bad_request` all kinds of requests that do not parse;
    /// - `fallback_4xx` and `fallback_5xx` all kinds of their statuses.
    ///
    /// Of a kind that none of these covers, it is the code whose text is exactly the kind's neutral code, and `None` where
    /// there is no such row. No other row is used, whatever its status.
    pub fn code<C: Code>(self) -> Option<C> {
        self.code_at(self.status::<C>())
    }

    /// The code in a reply of this status. One of the 400s stands for no status of the 500s, nor the other way round, unless
    /// it is the neutral code itself.
    pub(crate) fn code_at<C: Code>(self, status: u16) -> Option<C> {
        let HttpRow { client, server, .. } = C::HTTP[self as usize];
        let row = if status < 500 { client } else { server };
        if row != NO_ROW {
            return C::ALL.get(usize::from(row)).copied();
        }
        // The neutral code of other catalogs is a constant of the kind, which the macro has looked for.
        let neutral =
            if C::LAYOUT.integer_codes { C::from_code(&self.neutral_code::<C>(status)) } else { None };
        let is_fallback = matches!(self, Self::Fallback4xx | Self::Fallback5xx);
        neutral.filter(|code| code.status() == status || !is_fallback && self.may_have(code.status()))
    }

    /// The code of a failure of this kind that no row stands for.
    pub(crate) fn neutral_code<C: Code>(self, status: u16) -> Cow<'static, str> {
        if C::LAYOUT.integer_codes { status.to_string().into() } else { self.name().into() }
    }
}

/// What a catalog says of a kind.
#[derive(Clone, Copy, Debug)]
pub struct HttpRow {
    /// The status where a framework has settled none.
    status: u16,
    /// The row at a status of 400 to 499, or [`NO_ROW`].
    client: u16,
    /// The row at a status of 500 to 599, or [`NO_ROW`].
    server: u16,
}

impl HttpRow {
    /// As the fields say.
    pub const fn new(status: u16, client: u16, server: u16) -> Self {
        Self { status, client, server }
    }
}
