//! Checks by `validator`.

use std::collections::BTreeMap;

#[doc(hidden)]
pub use ::validator::Validate;
use ::validator::{ValidateArgs, ValidationError, ValidationErrors, ValidationErrorsKind};
use serde::de::DeserializeOwned;

use super::FieldErrors;
use super::names::{Part, Rename, as_read, place};
use crate::{Code, Failure, FieldError};

/// Checks a value. In the paths of the mistakes, fields have the names that serde reads: `userName` for `user_name`, with
/// `#[serde(rename_all = "camelCase")]`.
///
/// The extractor `Validated` in the catalog's module does the same. Use the function outside of an extractor.
///
/// # Errors
///
/// Returns all mistakes. `?` makes a [`Failure`] of them, with the catalog's code for `invalid_data` in `[http]`.
///
/// ```
/// use validator::Validate;
///
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// #[derive(serde::Deserialize, Validate)]
/// #[serde(rename_all = "camelCase")]
/// struct NewUser {
///     #[validate(length(min = 3, message = "is too short"))]
///     user_name: String,
/// }
///
/// fn create(new: &NewUser) -> error_code::Result<()> {
///     errcat::validator::check(new)?;
///     Ok(().into())
/// }
///
/// # fn main() {
/// let failure = create(&NewUser { user_name: "a".to_owned() }).unwrap_err();
/// assert_eq!(failure.description(), "userName: is too short");
/// assert_eq!(failure.fields()[0].path(), "userName");
/// # }
/// ```
pub fn check<T: Validate + DeserializeOwned>(value: &T) -> Result<(), FieldErrors> {
    value.validate().map_err(|errors| field_errors(errors, as_read::<T>))
}

/// Checks a value with arguments, as [`check`] does without them.
///
/// # Errors
///
/// Returns all mistakes, as [`check`] does.
pub fn check_with_args<'a, T>(value: &T, args: T::Args) -> Result<(), FieldErrors>
where
    T: ValidateArgs<'a> + DeserializeOwned,
{
    value.validate_with_args(args).map_err(|errors| field_errors(errors, as_read::<T>))
}

/// All mistakes become field errors, also those of nested values, ordered by their paths. A field error has validator's
/// code, such as `length`. The code of the failure is the catalog's `invalid_data` in `[http]`.
///
/// The text of a field error is the `message` of the attribute, or else a short text about validator's code. The `params`
/// of an error are not sent and not logged, because they contain the client's value, which may be a password.
///
/// The text of the failure names the first mistakes, and the number of those that it does not name: `age: is too low; name: is
/// empty; and 3 more`. The first 100 mistakes become field errors.
///
/// The paths have the names of validator. [`check`](crate::validator::check) and the extractor `Validated` know those of
/// serde.
///
/// ```
/// use validator::Validate;
///
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// #[derive(Validate)]
/// struct NewChannel {
///     #[validate(length(min = 1, message = "is empty"))]
///     name: String,
///     #[validate(range(max = 90.0))]
///     latitude: f64,
/// }
///
/// fn create(new: &NewChannel) -> error_code::Result<()> {
///     new.validate()?;
///     Ok(().into())
/// }
///
/// # fn main() {
/// let failure = create(&NewChannel { name: String::new(), latitude: 91.0 }).unwrap_err();
/// assert_eq!(failure.description(), "latitude: is out of range; name: is empty");
/// assert_eq!(failure.fields()[1].code(), Some("length"));
/// # }
/// ```
impl<C: Code> From<ValidationErrors> for Failure<C> {
    fn from(errors: ValidationErrors) -> Self {
        field_errors(errors, |_| {}).into()
    }
}

fn field_errors(errors: ValidationErrors, rename: Rename) -> FieldErrors {
    let mut report = Report { errors: FieldErrors::default(), rename, path: Vec::new() };
    report.add_struct(errors);
    report.errors
}

/// The mistakes, and the path to the value of which mistakes are added.
struct Report {
    errors: FieldErrors,
    rename: Rename,
    path: Vec<Part>,
}

impl Report {
    /// Adds the mistakes of a struct, ordered by the names of the fields: validator has them in a `HashMap`.
    fn add_struct(&mut self, errors: ValidationErrors) {
        let fields: BTreeMap<_, _> = errors.into_errors().into_iter().collect();
        for (name, errors) in fields {
            // These two are validator's names for the struct itself, and for a list outside of a field.
            if matches!(&*name, "__all__" | "_tmp_validator") {
                self.add_kind(errors);
            } else {
                self.inside(Part::Name(name.into_owned()), |report| report.add_kind(errors));
            }
        }
    }

    fn add_kind(&mut self, errors: ValidationErrorsKind) {
        match errors {
            ValidationErrorsKind::Field(errors) => errors.into_iter().for_each(|error| self.add(error)),
            ValidationErrorsKind::Struct(errors) => self.add_struct(*errors),
            ValidationErrorsKind::List(items) => {
                for (index, errors) in items {
                    self.inside(Part::Index(index.to_string()), |report| report.add_struct(*errors));
                }
            }
        }
    }

    /// Adds mistakes of a part of the value.
    fn inside(&mut self, part: Part, add: impl FnOnce(&mut Self)) {
        self.path.push(part);
        add(self);
        self.path.pop();
    }

    fn add(&mut self, error: ValidationError) {
        let Self { errors, rename, path } = self;
        errors.add(|| {
            let mut path = path.clone();
            rename(&mut path);
            let text = error.message.unwrap_or_else(|| default_text(&error.code).into());
            place(&path).field(&text).with_code(error.code)
        });
    }
}

/// The text about a mistake, if its attribute has no `message`.
fn default_text(code: &str) -> &'static str {
    match code {
        "contains" => "does not contain what it must contain",
        "credit_card" => "is not the number of a credit card",
        "does_not_contain" => "contains what it must not contain",
        "email" => "is not an email address",
        "length" => "has a wrong length",
        "must_match" => "does not match the other field",
        "non_control_character" => "contains a control character",
        "range" => "is out of range",
        "regex" => "does not have the right format",
        "required" => "is required",
        "url" => "is not a URL",
        _ => "is invalid",
    }
}
