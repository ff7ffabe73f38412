//! Failures for what a framework answers by itself.

use std::borrow::Cow;

use super::failure::Details;
use super::time::Time;
use super::{Failure, status};
use crate::{Code, HttpKind};

impl<C: Code> Failure<C> {
    /// Creates a failure for what a framework answers by itself with this status. The code is the code that `[http]`
    /// gives the kind for this status: see [`HttpKind::code`]. If the kind cannot have this status, the kind of the
    /// status is used instead. `Failure::from(kind)` has the status of the kind.
    ///
    /// If the catalog has no such code, the code is neutral: the [name of the kind](HttpKind::name), or the status if
    /// codes are integers. The text is then the reason phrase of the status. [`code`](Self::code) is `None`, and
    /// [`wire_code`](Self::wire_code) is the neutral code. A status below 400 or above 599 becomes 500.
    ///
    /// ```
    /// use errcat::{Failure, HttpKind};
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// // This catalog has no `[http]`.
    /// let failure = Failure::<ErrorCode>::from_http(HttpKind::NotFound, 404);
    /// assert_eq!((failure.code(), failure.wire_code()), (None, "not_found"));
    /// assert_eq!(failure.description(), "Not Found");
    /// ```
    pub fn from_http(kind: HttpKind, status: u16) -> Self {
        let status = status::of_failure(status);
        // If the kind cannot have this status, the status describes the failure better.
        let kind = if kind.may_have(status) { kind } else { HttpKind::from_status(status) };
        let failure = match kind.code_at::<C>(status) {
            Some(code) => Self::new(code),
            None => Self::neutral(kind, status),
        };
        if failure.status() == status { failure } else { failure.with_status(status) }
    }

    fn neutral(kind: HttpKind, status: u16) -> Self {
        let more = Details {
            unknown_code: Some(kind.neutral_code::<C>(status).into_owned()),
            status: Some(status),
            description: Some(Cow::Borrowed(errcat_core::reason(status))),
            exposed: true,
            ..Details::default()
        };
        Self { more: Some(Box::new(more)), code: None, time: Time::now() }.with_incident()
    }
}

/// The failure of what a framework answers by itself, with the [`status`](HttpKind::status) of the kind.
impl<C: Code> From<HttpKind> for Failure<C> {
    fn from(kind: HttpKind) -> Self {
        Self::from_http(kind, kind.status::<C>())
    }
}
