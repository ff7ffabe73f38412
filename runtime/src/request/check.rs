//! Checks of what a request holds, by the crates `garde` and `validator`. All mistakes that a check finds become one
//! failure.

#[cfg(feature = "garde")]
pub mod garde;
mod names;
#[cfg(feature = "validator")]
pub mod validator;

use std::error::Error;
use std::fmt;
use std::ops::Deref;
use std::vec;

use super::mistake;
use crate::{Code, Failure, FieldError, HttpKind};

/// The most field errors of a failure. A client decides how many items a list has, and each item can be wrong.
const MOST_FIELDS: usize = 100;

/// The text of a failure names further mistakes up to this length, in bytes.
const LONGEST_TEXT: usize = 400;

/// All mistakes that a check has found in a value: what `check` in [`errcat::garde`](crate::garde) and
/// [`errcat::validator`](crate::validator) returns.
///
/// `?` makes a [`Failure`] of them, with the catalog's code for `invalid_data` in `[http]`. For another code, add them to
/// its failure:
///
#[cfg_attr(feature = "garde", doc = "```")]
#[cfg_attr(not(feature = "garde"), doc = "```ignore")]
/// use garde::Validate;
///
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// #[derive(serde::Deserialize, Validate)]
/// #[serde(rename_all = "camelCase")]
/// struct NewUser {
///     #[garde(length(min = 8))]
///     new_password: String,
/// }
///
/// fn create(new: &NewUser) -> error_code::Result<()> {
///     errcat::garde::check(new).map_err(|mistakes| {
///         error_code::Failure::new(ErrorCode::WrongPassword).with_fields(mistakes.fields().to_vec())
///     })?;
///     Ok(().into())
/// }
///
/// # fn main() {
/// let failure = create(&NewUser { new_password: "1234".to_owned() }).unwrap_err();
/// assert!(failure.is(ErrorCode::WrongPassword));
/// assert_eq!(failure.fields()[0].path(), "newPassword");
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors {
    fields: Vec<FieldError>,
    count: usize,
}

impl FieldErrors {
    /// The first 100 mistakes.
    pub fn fields(&self) -> &[FieldError] {
        &self.fields
    }

    /// Adds a mistake. The field error is only made for the first [`MOST_FIELDS`].
    fn add(&mut self, field: impl FnOnce() -> FieldError) {
        self.count += 1;
        if self.fields.len() < MOST_FIELDS {
            self.fields.push(field());
        }
    }
}

/// The first mistakes, and the number of the others: `age: is too low; name: is empty; and 3 more`.
impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut length, mut left) = (0, self.count);
        for field in &self.fields {
            let mistake = named(field);
            if length > 0 && length + mistake.len() > LONGEST_TEXT {
                break;
            }
            let separator = if length > 0 { "; " } else { "" };
            write!(f, "{separator}{mistake}")?;
            length += separator.len() + mistake.len();
            left -= 1;
        }
        if left > 0 { write!(f, "; and {left} more") } else { Ok(()) }
    }
}

impl Error for FieldErrors {}

/// The first 100 mistakes.
impl IntoIterator for FieldErrors {
    type Item = FieldError;
    type IntoIter = vec::IntoIter<FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.fields.into_iter()
    }
}

impl<C: Code> From<FieldErrors> for Failure<C> {
    fn from(errors: FieldErrors) -> Self {
        let kind = HttpKind::InvalidData;
        if errors.count == 0 {
            return kind.into();
        }
        mistake::described(kind, errors.to_string()).with_fields(errors.fields)
    }
}

/// Checks the value of an extractor.
pub fn checked<E: Deref<Target: Sized>, C: Code>(
    read: Result<E, Failure<C>>,
    check: impl FnOnce(&E::Target) -> Result<(), FieldErrors>,
) -> Result<E, Failure<C>> {
    let read = read?;
    check(&read)?;
    Ok(read)
}

fn named(field: &FieldError) -> String {
    match (field.path(), field.description()) {
        ("", description) => description.to_owned(),
        (path, description) => format!("{path}: {description}"),
    }
}
