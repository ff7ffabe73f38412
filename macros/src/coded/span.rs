//! Gives generated tokens a place in the user's code, so that rustc reports errors there.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Path;

/// Returns a path as if it were written at `span`, because rustc reports an error in a call at the start of the call.
pub(super) fn at(path: &Path, span: Span) -> TokenStream {
    let tokens = path.to_token_stream().into_iter().map(|mut token: TokenTree| {
        token.set_span(token.span().resolved_at(token.span()).located_at(span));
        token
    });
    tokens.collect()
}

/// Returns a generated identifier at a place in the user's code, so that rustc reports a wrong type there.
pub(super) fn located(local: &Ident, span: Span) -> Ident {
    let span = local.span().located_at(span);
    Ident::new(&local.to_string(), span)
}
