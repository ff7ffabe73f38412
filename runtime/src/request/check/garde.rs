//! Checks by `garde`.

#[doc(hidden)]
pub use ::garde::Validate;
use ::garde::{Path, Report};
use serde::de::DeserializeOwned;

use super::FieldErrors;
use super::names::{Part, Rename, as_read, place};
use crate::{Code, Failure};

/// Checks a value. In the paths of the mistakes, fields have the names that serde reads: `userName` for `user_name`, with
/// `#[serde(rename_all = "camelCase")]`.
///
/// The extractor `Garde` in the catalog's module does the same. Use the function outside of an extractor.
///
/// # Errors
///
/// Returns all mistakes. `?` makes a [`Failure`] of them, with the catalog's code for `invalid_data` in `[http]`.
///
/// ```
/// use garde::Validate;
///
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// #[derive(serde::Deserialize, Validate)]
/// #[serde(rename_all = "camelCase")]
/// struct NewUser {
///     #[garde(length(min = 3))]
///     user_name: String,
/// }
///
/// fn create(new: &NewUser) -> error_code::Result<()> {
///     errcat::garde::check(new)?;
///     Ok(().into())
/// }
///
/// # fn main() {
/// let failure = create(&NewUser { user_name: "a".to_owned() }).unwrap_err();
/// assert_eq!(failure.description(), "userName: length is lower than 3");
/// assert_eq!(failure.fields()[0].path(), "userName");
/// # }
/// ```
pub fn check<T>(value: &T) -> Result<(), FieldErrors>
where
    T: Validate<Context: Default> + DeserializeOwned,
{
    check_with(value, &T::Context::default())
}

/// Checks a value with a context, as [`check`] does without one.
///
/// # Errors
///
/// Returns all mistakes, as [`check`] does.
pub fn check_with<T>(value: &T, context: &T::Context) -> Result<(), FieldErrors>
where
    T: Validate + DeserializeOwned,
{
    value.validate_with(context).map_err(|report| field_errors(&report, as_read::<T>))
}

/// All mistakes of the report become field errors, in the order of the report. The code is the catalog's `invalid_data` in
/// `[http]`.
///
/// The text of the failure names the first mistakes, and the number of those that it does not name: `age: is too low; name: is
/// empty; and 3 more`. The first 100 mistakes become field errors.
///
/// The paths have the names of garde. [`check`](crate::garde::check) and the extractor `Garde` know those of serde.
///
/// ```
/// use garde::Validate;
///
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// #[derive(Validate)]
/// struct NewChannel {
///     #[garde(length(max = 5))]
///     name: String,
/// }
///
/// fn create(new: &NewChannel) -> error_code::Result<()> {
///     new.validate()?;
///     Ok(().into())
/// }
///
/// # fn main() {
/// let failure = create(&NewChannel { name: "greenhouse".to_owned() }).unwrap_err();
/// assert_eq!(failure.description(), "name: length is greater than 5");
/// assert_eq!(failure.fields()[0].path(), "name");
/// # }
/// ```
impl<C: Code> From<Report> for Failure<C> {
    fn from(report: Report) -> Self {
        field_errors(&report, |_| {}).into()
    }
}

fn field_errors(report: &Report, rename: Rename) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (path, error) in report.iter() {
        errors.add(|| {
            let mut path = parts(path);
            rename(&mut path);
            place(&path).field(error.message())
        });
    }
    errors
}

/// The parts of the path. garde tells names from indices only when it serializes a path: `[["key","items"],["index","0"]]`.
fn parts(path: &Path) -> Vec<Part> {
    let parts = serde_json::to_value(path).and_then(serde_json::from_value::<Vec<(String, String)>>);
    let part = |(kind, part): (String, String)| match &*kind {
        "index" => Some(Part::Index(part)),
        "key" => Some(Part::Name(part)),
        _ => None,
    };
    parts.unwrap_or_default().into_iter().filter_map(part).collect()
}
