//! Generates patterns for the variants of an error.

use proc_macro2::TokenStream;
use quote::quote;

use super::coded_error::Variant;
use super::value::local;

/// Returns the pattern of a variant. If `bind` is set, it binds the fields to variables.
///
/// The variables do not have the names of the fields, because a constant or a unit struct of the same name would make
/// the name a constant pattern.
pub(super) fn pattern(variant: &Variant<'_>, bind: bool) -> TokenStream {
    let path = if let Some(name) = variant.name {
        quote! { Self::#name }
    } else {
        quote! { Self }
    };
    if !bind {
        return quote! { #path { .. } };
    }
    let fields = variant.fields.members().enumerate().map(|(field, member)| {
        let local = local(field);
        quote! { #member: #local }
    });
    quote! { #path { #(#fields,)* .. } }
}
