//! Generates the call of the macro that makes an error type a response of each framework.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Generics;

use super::coded_error::CodedError;

/// Returns the call, or `None` if the user wrote `response = false`. The features of `errcat` decide what it generates.
pub(super) fn responses(error: &CodedError<'_>, bounds: &TokenStream) -> Option<TokenStream> {
    let CodedError { name, generics, of_type, .. } = error;
    let krate = &of_type.krate;
    let params = params(generics);
    let (_, ty_generics, _) = generics.split_for_impl();
    of_type.is_response.then(|| quote! { #krate::__responses! { [#params] [#name #ty_generics] [#bounds] } })
}

/// Returns the generics of an implementation without the angle brackets, because rocket's trait needs a lifetime before them.
fn params(generics: &Generics) -> TokenStream {
    let (impl_generics, _, _) = generics.split_for_impl();
    let tokens: Vec<TokenTree> = impl_generics.to_token_stream().into_iter().collect();
    let inside = tokens.len().saturating_sub(1);
    tokens.into_iter().take(inside).skip(1).collect()
}
