//! Patterns over the variants of an error, and the names that they bind.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::coded_error::Variant;

/// A field where the output uses it, by a name that no expression of the user's sees.
pub(super) fn local(field: usize) -> Ident {
    Ident::new(&format!("__field_{field}"), Span::mixed_site())
}

/// The pattern of a variant, with its fields bound to locals where they are used.
///
/// Their own names would be no binding where a constant or a unit struct has such a name.
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
