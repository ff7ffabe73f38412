//! The trait that every catalog's enum implements.

use core::fmt;
use core::hash::Hash;

use super::Bodies;
use super::http_row::HttpRow;
use crate::Entry;

/// The trait of a catalog's enum. The types of the replies are generic over it.
///
/// `#[errcat::catalog]` implements this trait. Do not implement it by hand: some of its items are hidden, and these
/// change with any version.
///
/// ```
/// use errcat::Code;
///
/// fn retryable<C: Code>() -> Vec<&'static str> {
///     C::ALL.iter().filter(|code| code.entry().is_retryable()).map(|code| code.code()).collect()
/// }
///
/// #[errcat::catalog("../error_codes.toml", module = false)]
/// enum ErrorCode {}
///
/// assert_eq!(retryable::<ErrorCode>(), ["request_too_fast"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the enum of a catalog",
    label = "expected an enum with `#[errcat::catalog]`"
)]
pub trait Code: Copy + Eq + Hash + fmt::Debug + fmt::Display + Send + Sync + Unpin + 'static {
    /// Every code, in the order of the file.
    const ALL: &'static [Self];

    /// The rows for each [`HttpKind`](crate::HttpKind), in the order of the kinds.
    #[doc(hidden)]
    const HTTP: &'static [HttpRow];

    /// The `name` in `[catalog]`, or an empty string.
    const NAME: &'static str;

    /// The bodies of the replies.
    #[doc(hidden)]
    const BODIES: &'static Bodies;

    /// The JSON Schema of the bodies, as `errcat_catalog::json_schema` makes it. Empty if the macro wrote none.
    ///
    /// It has a default because the macro and this crate need not have the same features: cargo can build the macro once
    /// for a build script, without the feature, and this crate once more for the program, with it.
    #[doc(hidden)]
    const SCHEMA: &'static str = "";

    /// The row of this code.
    fn entry(self) -> &'static Entry;

    /// The code whose text or alias is exactly `code`, byte for byte, or `None` if there is no such code.
    fn from_code(code: &str) -> Option<Self>;

    /// The code that is sent, as text. An integer is written in decimal digits.
    fn code(self) -> &'static str {
        self.entry().code()
    }

    /// The HTTP status, 400 to 599.
    fn status(self) -> u16 {
        self.entry().status()
    }

    /// The text that documents the code: the `description` of the row, or the reason phrase of its status.
    fn description(self) -> &'static str {
        self.entry().description()
    }
}

/// The error of a catalog enum's `FromStr` and `TryFrom<&str>`: the catalog has no such code.
///
/// ```
/// use errcat::UnknownCode;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// # fn main() {
/// assert_eq!("wrong_password".parse(), Ok(ErrorCode::WrongPassword));
/// assert_eq!("wrong".parse::<ErrorCode>(), Err(UnknownCode));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a code of this catalog")
    }
}

impl core::error::Error for UnknownCode {}
