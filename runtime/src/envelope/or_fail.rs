//! Turns any error, or `None`, into a failure with a code that the caller chooses.

use core::error::Error;
use std::borrow::Cow;

use super::{Failure, FieldError};
use crate::Code;

/// Turns an error or `None` into a failure with a code, so that `?` propagates it.
///
/// An error becomes the source of the failure: it is logged, and never sent. If the error already is a failure of the
/// same catalog, boxed or not, it is returned unchanged. If it is `errcat::FieldErrors`, which a check of a request
/// returns, the failure has its field errors. An error that implements [`Coded`](crate::Coded) has a code of its own, which
/// `or_fail` would replace: use `?` alone.
///
/// ```
/// use errcat::{Failure, OrFail};
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// fn position(text: Option<&str>) -> Result<u32, Failure<ErrorCode>> {
///     let text = text.or_fail(ErrorCode::MissingData)?;
///     text.parse().or_fail_with(ErrorCode::InvalidFieldValue, || format!("`{text}` is not a position"))
/// }
///
/// # fn main() {
/// assert!(position(None).unwrap_err().is(ErrorCode::MissingData));
/// assert_eq!(position(Some("x")).unwrap_err().description(), "`x` is not a position");
/// # }
/// ```
///
/// In place of a code, both methods take the struct of a row with params, and a failure. The error becomes its source:
///
/// ```
/// use errcat::{Failure, OrFail};
/// # mod service {
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
/// # }
/// # use service::{ErrorCode, error_code};
///
/// fn admit(turn: Option<u32>) -> Result<u32, Failure<ErrorCode>> {
///     turn.or_fail(error_code::RequestTooFast { seconds: 60 })
/// }
///
/// # fn main() {
/// assert!(admit(None).unwrap_err().description().contains("60"));
/// # }
/// ```
pub trait OrFail<T>: Sized {
    /// Returns the value, or a failure with `code`.
    ///
    /// # Errors
    ///
    /// Returns the failure if there is no value.
    fn or_fail<C: Code>(self, code: impl Into<Failure<C>>) -> Result<T, Failure<C>>;

    /// Returns the value, or a failure with `code` and a text about this occurrence. `description` is only called if
    /// the text is needed.
    ///
    /// # Errors
    ///
    /// Returns the failure if there is no value.
    fn or_fail_with<C: Code, D: Into<Cow<'static, str>>>(
        self,
        code: impl Into<Failure<C>>,
        description: impl FnOnce() -> D,
    ) -> Result<T, Failure<C>>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrFail<T> for Result<T, E> {
    fn or_fail<C: Code>(self, code: impl Into<Failure<C>>) -> Result<T, Failure<C>> {
        self.map_err(|error| own_or(error, |source| code.into().with_source(source)))
    }

    fn or_fail_with<C: Code, D: Into<Cow<'static, str>>>(
        self,
        code: impl Into<Failure<C>>,
        description: impl FnOnce() -> D,
    ) -> Result<T, Failure<C>> {
        let failure = |source| code.into().with_description(description()).with_source(source);
        self.map_err(|error| own_or(error, failure))
    }
}

/// Returns the error if it already is such a failure, or else the result of `failure`.
fn own_or<C: Code>(
    error: impl Into<Box<dyn Error + Send + Sync>>,
    failure: impl FnOnce(Box<dyn Error + Send + Sync>) -> Failure<C>,
) -> Failure<C> {
    let error = match error.into().downcast() {
        Ok(own) => return *own,
        Err(error) => error,
    };
    // If the failure was already boxed, `into` has boxed it again.
    match error.downcast::<Box<Failure<C>>>() {
        Ok(own) => **own,
        Err(source) => {
            let fields = fields(&*source);
            failure(source).with_fields(fields)
        }
    }
}

/// The field errors of an error that has some: what a check has found.
#[cfg_attr(
    not(any(feature = "garde", feature = "validator")),
    expect(unused_variables, reason = "only a check finds field errors")
)]
fn fields(error: &(dyn Error + 'static)) -> Vec<FieldError> {
    #[cfg(any(feature = "garde", feature = "validator"))]
    if let Some(errors) = error.downcast_ref::<crate::FieldErrors>() {
        return errors.fields().to_vec();
    }
    Vec::new()
}

impl<T> OrFail<T> for Option<T> {
    fn or_fail<C: Code>(self, code: impl Into<Failure<C>>) -> Result<T, Failure<C>> {
        self.ok_or_else(|| code.into())
    }

    fn or_fail_with<C: Code, D: Into<Cow<'static, str>>>(
        self,
        code: impl Into<Failure<C>>,
        description: impl FnOnce() -> D,
    ) -> Result<T, Failure<C>> {
        self.ok_or_else(|| code.into().with_description(description()))
    }
}
