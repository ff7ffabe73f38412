//! Rust code that is written as text.

use proc_macro2::TokenStream;

/// Parses Rust code that this crate has written.
///
/// # Panics
///
/// Panics if the text is not valid, which would be a mistake in this crate.
pub(crate) fn tokens(text: &str) -> TokenStream {
    text.parse().expect("numbers, names and escaped strings are tokens")
}
