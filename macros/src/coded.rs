//! `#[derive(Coded)]`: a crate's own errors, bound to rows of a catalog.
//!
//! The catalog is not read: a row is a variant of its enum, and the parameters of a row's message are a type that is
//! reached from the enum. So the enum may live in any crate, and rustc itself tells what does not fit.

mod attribute;
mod coded_error;
mod description;
mod failure_method;
mod implementations;
mod pattern;
mod row_constants;
mod span;
mod value;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error};

use self::coded_error::CodedError;

/// The implementations for one error type, beside everything that is wrong with its attributes.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Vec::new();
    let implementations = CodedError::read(input, &mut errors).map(|error| implementations::of_error(&error));
    let errors = errors.iter().map(Error::to_compile_error);
    quote! {
        #(#errors)*
        #implementations
    }
}
