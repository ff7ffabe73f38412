//! Converts the diagnostics of the catalog to compiler errors and warnings at the path in the attribute.

use errcat_catalog::Diagnostics;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Error;

/// Returns one error for each mistake, in file order.
pub(crate) fn errors(diagnostics: &Diagnostics, path: Span) -> Vec<Error> {
    diagnostics.messages().map(|message| Error::new(path, message)).collect()
}

/// Returns tokens that make the compiler show one warning for each diagnostic.
///
/// A macro cannot emit warnings on stable Rust. So the tokens use a deprecated struct, whose name is the name of the
/// rule. The user can allow or deny this warning.
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
