//! `#[derive(Coded)]`, which connects an error type of the user to the rows of a catalog.
//!
//! The derive does not read the catalog. A row is a variant of the catalog's enum, and the params of a row are an
//! associated type that is found through the enum. So the enum can be in another crate, and rustc itself reports most
//! mistakes.

mod attribute;
mod coded_error;
mod description;
mod failure_method;
mod implementations;
mod pattern;
mod response;
mod row_constants;
mod span;
mod value;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error};

use self::coded_error::CodedError;

/// Returns the implementations for one error type, and an error for each mistake in its attributes.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Vec::new();
    let implementations = CodedError::read(input, &mut errors).map(|error| implementations::of_error(&error));
    let errors = errors.iter().map(Error::to_compile_error);
    quote! {
        #(#errors)*
        #implementations
    }
}
