//! The trait that every catalog's enum implements.

use core::fmt;
use core::hash::Hash;

use super::Frame;
use super::HttpRow;
use crate::{Entry, Layout};

/// A catalog's enum: what the envelope types are generic over.
///
/// `#[errcat::catalog]` implements it; nobody writes it by hand.
///
/// ```
/// fn retryable<C: errcat::Code>() -> impl Iterator<Item = C> {
///     C::ALL.iter().copied().filter(|code| code.entry().is_retryable())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the enum of a catalog",
    label = "name an enum under `#[errcat::catalog]`"
)]
pub trait Code: Copy + Eq + Hash + fmt::Debug + fmt::Display + Send + Sync + Unpin + 'static {
    /// Every code, in file order.
    const ALL: &'static [Self];

    /// What the catalog says of each [`HttpKind`](crate::HttpKind), by the kind's number.
    #[doc(hidden)]
    const HTTP: &'static [HttpRow];

    /// The catalog's name; empty where it has none.
    const NAME: &'static str;

    /// How the catalog's envelope looks.
    const LAYOUT: &'static Layout;

    /// The same as JSON.
    #[doc(hidden)]
    const FRAME: &'static Frame;

    /// The catalog's row.
    fn entry(self) -> &'static Entry;

    /// The code whose text, or one of whose former names, is exactly `code`, byte for byte.
    fn from_code(code: &str) -> Option<Self>;

    /// The code as text: what goes on the wire, an integer in its decimal digits.
    fn code(self) -> &'static str {
        self.entry().code()
    }

    /// The HTTP status, 400 to 599.
    fn status(self) -> u16 {
        self.entry().status()
    }

    /// The text that documents the code.
    fn description(self) -> &'static str {
        self.entry().description()
    }
}

/// The error of a catalog enum's `FromStr` and `TryFrom<&str>`: the catalog has no such code.
///
/// ```
/// use errcat::UnknownCode;
/// # #[errcat::catalog("../error_codes.toml")]
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
