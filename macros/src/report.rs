//! Diagnostics of the catalog at the path in the attribute.

use errcat_catalog::Diagnostics;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Error;

/// One error for each mistake, in file order.
pub(crate) fn errors(diagnostics: &Diagnostics, path: Span) -> Vec<Error> {
    diagnostics.messages().map(|message| Error::new(path, message)).collect()
}

/// One warning for each of them.
///
/// A macro has no warning of its own on stable Rust; the use of something deprecated is one that a user can read, deny
/// and allow. What is used is named for the rule.
pub(crate) fn warnings(diagnostics: &Diagnostics, path: Span) -> TokenStream {
    let warnings = diagnostics.iter().zip(diagnostics.messages()).map(|(diagnostic, message)| {
        let rule = Ident::new(&diagnostic.rule.id().replace('-', "_"), path);
        quote! {
            const _: () = {
                #[allow(non_camel_case_types)]
                #[deprecated(note = #message)]
                struct #rule;
                let _ = #rule;
            };
        }
    });
    warnings.collect()
}
