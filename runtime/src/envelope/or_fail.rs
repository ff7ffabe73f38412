//! From any error, or from nothing, to a failure of a chosen code.

use core::error::Error;
use std::borrow::Cow;

use super::Failure;
use crate::Code;

/// Turns an error or an absence into a failure, so that `?` hands it on.
///
/// An error becomes the failure's source: logged, never sent. An error that already is a failure of the same catalog stays
/// as it is, boxed or not, with its own code and text. An error that is [`Coded`](crate::Coded) has a code of its own: `?` alone makes a
/// failure of it.
///
/// ```
/// use errcat::{Failure, OrFail};
/// # #[errcat::catalog("../error_codes.toml")]
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
pub trait OrFail<T>: Sized {
    /// The value, or a failure of `code`.
    ///
    /// # Errors
    ///
    /// There is no value.
    fn or_fail<C: Code>(self, code: C) -> Result<T, Failure<C>>;

    /// The value, or a failure of `code` with a text about this occurrence, which is made only then.
    ///
    /// # Errors
    ///
    /// There is no value.
    fn or_fail_with<C: Code, D: Into<Cow<'static, str>>>(
        self,
        code: C,
        description: impl FnOnce() -> D,
    ) -> Result<T, Failure<C>>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrFail<T> for Result<T, E> {
    fn or_fail<C: Code>(self, code: C) -> Result<T, Failure<C>> {
        self.map_err(|error| own_or(error, |source| Failure::new(code).with_source(source)))
    }

    fn or_fail_with<C: Code, D: Into<Cow<'static, str>>>(
        self,
        code: C,
        description: impl FnOnce() -> D,
    ) -> Result<T, Failure<C>> {
        let failure = |source| Failure::new(code).with_description(description()).with_source(source);
        self.map_err(|error| own_or(error, failure))
    }
}

/// The failure that the error already is, or the one that is made of it.
fn own_or<C: Code>(
    error: impl Into<Box<dyn Error + Send + Sync>>,
    failure: impl FnOnce(Box<dyn Error + Send + Sync>) -> Failure<C>,
) -> Failure<C> {
    let error = match error.into().downcast() {
        Ok(own) => return *own,
        Err(error) => error,
    };
    // A failure that has been boxed for its size is boxed once more on its way here.
    match error.downcast::<Box<Failure<C>>>() {
        Ok(own) => **own,
        Err(source) => failure(source),
    }
}

impl<T> OrFail<T> for Option<T> {
    fn or_fail<C: Code>(self, code: C) -> Result<T, Failure<C>> {
        self.ok_or_else(|| Failure::new(code))
    }

    fn or_fail_with<C: Code, D: Into<Cow<'static, str>>>(
        self,
        code: C,
        description: impl FnOnce() -> D,
    ) -> Result<T, Failure<C>> {
        self.ok_or_else(|| Failure::new(code).with_description(description()))
    }
}
