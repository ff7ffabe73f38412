//! The union of sets of codes.

use core::marker::PhantomData;

use crate::{Code, Coded, Codes};

/// The codes of several error types, for the documentation of an operation: `AnyOf<(AccessError, RenameError)>`.
///
/// An operation often has several sets of codes: that of its handler, and those of extractors that you have written. In
/// OpenAPI, all codes with the same status are in one response. This type has them, for utoipa and for aide. Here is utoipa:
///
/// ```
/// use errcat::openapi::AnyOf;
/// use utoipa::IntoResponses;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
/// # macro_rules! error {
/// #     ($name:ident $($row:ident)*) => {
/// #         #[derive(Debug, errcat::Coded)]
/// #         #[coded(ErrorCode)]
/// #         enum $name { $(#[coded($row)] $row,)* }
/// #         impl std::fmt::Display for $name {
/// #             fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{self:?}") }
/// #         }
/// #         impl std::error::Error for $name {}
/// #     };
/// # }
/// # error! { AccessError InvalidApiKey InvalidReadKey }
/// # error! { RenameError InvalidChannelId MissingData }
///
/// # fn main() {
/// // `AccessError` has two codes with the status 401. `RenameError` has a code with 400, and one with 404.
/// let responses = AnyOf::<(AccessError, RenameError)>::responses();
/// assert_eq!(responses.keys().collect::<Vec<_>>(), ["400", "401", "404"]);
/// # }
/// ```
#[derive(Debug)]
pub struct AnyOf<E>(PhantomData<fn() -> E>);

/// Tuples of one to eight error types of the same catalog.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tuple of error types with codes of one catalog",
    label = "expected up to eight types with `#[derive(Coded)]`, such as `AnyOf<(AccessError, RenameError)>`, or `AnyOf<(AccessError,)>`"
)]
///
/// This trait is for [`AnyOf`]. Its items are hidden.
pub trait Sets {
    #[doc(hidden)]
    type Code: Code;

    #[doc(hidden)]
    fn codes() -> Codes<Self::Code>;
}

macro_rules! sets {
    ($first:ident $($rest:ident)*) => {
        impl<$first: Coded, $($rest: Coded<Code = $first::Code>),*> Sets for ($first, $($rest,)*) {
            type Code = $first::Code;

            fn codes() -> Codes<Self::Code> {
                $first::codes() $(.chain($rest::codes()))* .collect()
            }
        }
    };
}

sets! { A }
sets! { A B }
sets! { A B D }
sets! { A B D E }
sets! { A B D E F }
sets! { A B D E F G }
sets! { A B D E F G H }
sets! { A B D E F G H I }
