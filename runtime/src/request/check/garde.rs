//! Checks by `garde`.

use std::ops::Deref;

pub use ::garde::Validate;
use ::garde::{Path, Report};

use super::Mistakes;
use crate::request::place::Place;
use crate::{Code, Failure};

/// Checks the value of an extractor.
pub fn check<E, C>(read: Result<E, Failure<C>>) -> Result<E, Failure<C>>
where
    E: Deref<Target: Validate<Context: Default>>,
    C: Code,
{
    let read = read?;
    Validate::validate(&*read)?;
    Ok(read)
}

/// All mistakes of the report become field errors, in the order of the report. The code is the catalog's `invalid_data` in
/// `[http]`.
///
/// The text of the failure names the first mistakes: `age: is too low; name: is empty`. If there are more than 100
/// mistakes, the first 100 become field errors, and the text has the number of the others.
///
/// The extractor `Garde` in the catalog's module does the same. Use the conversion for values that are checked with a
/// context, or outside of an extractor:
///
/// ```
/// use garde::Validate;
///
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// #[derive(Validate)]
/// #[garde(context(Limits as ctx))]
/// struct NewChannel {
///     #[garde(length(chars, max = ctx.longest_name))]
///     name: String,
/// }
///
/// struct Limits {
///     longest_name: usize,
/// }
///
/// fn create(new: &NewChannel, limits: &Limits) -> error_code::Result<()> {
///     new.validate_with(limits)?;
///     Ok(().into())
/// }
///
/// # fn main() {
/// let new = NewChannel { name: "greenhouse".to_owned() };
/// let failure = create(&new, &Limits { longest_name: 5 }).unwrap_err();
/// assert_eq!(failure.description(), "name: length is greater than 5");
/// assert_eq!(failure.fields()[0].path(), "name");
/// # }
/// ```
impl<C: Code> From<Report> for Failure<C> {
    fn from(report: Report) -> Self {
        let mut mistakes = Mistakes::default();
        for (path, error) in report.iter() {
            mistakes.add(|| place(path).field(error.message()));
        }
        mistakes.into_failure()
    }
}

/// The parts of the path. garde tells names from indices only when it serializes a path: `[["key","items"],["index","0"]]`.
fn place(path: &Path) -> Place {
    let parts = serde_json::to_value(path).and_then(serde_json::from_value::<Vec<(String, String)>>);
    let mut place = Place::default();
    for (kind, part) in parts.unwrap_or_default() {
        match &*kind {
            "index" => place.push_index(&part),
            "key" => place.push_name(&part),
            _ => {}
        }
    }
    place
}
