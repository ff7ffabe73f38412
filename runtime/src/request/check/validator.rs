//! Checks by `validator`.

use std::collections::BTreeMap;
use std::ops::Deref;

pub use ::validator::Validate;
use ::validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use super::Mistakes;
use crate::request::place::Place;
use crate::{Code, Failure, FieldError};

/// Checks the value of an extractor.
pub fn check<E, C>(read: Result<E, Failure<C>>) -> Result<E, Failure<C>>
where
    E: Deref<Target: Validate>,
    C: Code,
{
    let read = read?;
    Validate::validate(&*read)?;
    Ok(read)
}

/// All mistakes become field errors, also those of nested values, ordered by their paths. A field error has validator's
/// code, such as `length`. The code of the failure is the catalog's `invalid_data` in `[http]`.
///
/// The text of a field error is the `message` of the attribute, or else a short text about validator's code. The `params`
/// of an error are not sent and not logged, because they contain the client's value, which may be a password.
///
/// The text of the failure names the first mistakes: `age: is too low; name: is empty`. If there are more than 100
/// mistakes, the first 100 become field errors, and the text has the number of the others.
///
/// The extractor `Validated` in the catalog's module does the same. Use the conversion for values that are checked with
/// arguments, or outside of an extractor:
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
        let mut mistakes = Mistakes::default();
        add_struct(&mut mistakes, &Place::default(), errors);
        mistakes.into_failure()
    }
}

/// Adds the mistakes of a struct, ordered by the names of the fields: validator has them in a `HashMap`.
fn add_struct(mistakes: &mut Mistakes, place: &Place, errors: ValidationErrors) {
    let fields: BTreeMap<_, _> = errors.into_errors().into_iter().collect();
    for (name, errors) in fields {
        let mut place = place.clone();
        // These two are validator's names for the struct itself, and for a list outside of a field.
        if !matches!(&*name, "__all__" | "_tmp_validator") {
            place.push_name(&name);
        }
        add_field(mistakes, &place, errors);
    }
}

fn add_field(mistakes: &mut Mistakes, place: &Place, errors: ValidationErrorsKind) {
    match errors {
        ValidationErrorsKind::Field(errors) => {
            for error in errors {
                mistakes.add(|| field(place, error));
            }
        }
        ValidationErrorsKind::Struct(errors) => add_struct(mistakes, place, *errors),
        ValidationErrorsKind::List(items) => {
            for (index, errors) in items {
                let mut place = place.clone();
                place.push_index(index);
                add_struct(mistakes, &place, *errors);
            }
        }
    }
}

fn field(place: &Place, error: ValidationError) -> FieldError {
    let text = error.message.unwrap_or_else(|| default_text(&error.code).into());
    place.field(&text).with_code(error.code)
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
