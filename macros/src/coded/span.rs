//! Tokens of the output at a place of the user's: what rustc says of them, it says there.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Path;

/// A path as if it were written at `span`: what rustc says of a call, it says where the call begins.
pub(super) fn at(path: &Path, span: Span) -> TokenStream {
    let tokens = path.to_token_stream().into_iter().map(|mut token: TokenTree| {
        token.set_span(token.span().resolved_at(token.span()).located_at(span));
        token
    });
    tokens.collect()
}

/// An identifier of the output at a place of the user's, which is where rustc says what is wrong with its type.
pub(super) fn located(local: &Ident, span: Span) -> Ident {
    let span = local.span().located_at(span);
    Ident::new(&local.to_string(), span)
}
