//! An expression in an attribute: tokens up to a comma, which rustc reads better than this crate could. To have syn read
//! them would cost every user a third of a second more of syn.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Result, Token};

/// An expression over the fields of an error, which are there by reference.
pub(super) struct Value(TokenStream);

impl Value {
    /// A field alone, as a struct literal's shorthand has it.
    pub(super) fn field(name: &Ident) -> Self {
        Self(name.to_token_stream())
    }

    pub(super) fn span(&self) -> Span {
        self.0.clone().into_iter().next().map_or_else(Span::call_site, |first| first.span())
    }

    /// The expression where it is used; a field alone is cloned.
    pub(super) fn used(&self, fields: &[Ident]) -> TokenStream {
        let mut tokens = self.0.clone().into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(ident)), None) if fields.contains(&ident) => {
                quote_spanned! { ident.span()=> ::core::clone::Clone::clone(#ident) }
            }
            _ => self.0.clone(),
        }
    }
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.is_empty() || input.peek(Token![,]) {
            return Err(input.error("expected an expression"));
        }
        let mut tokens = TokenStream::new();
        let mut angles = 0_usize;
        while !input.is_empty() && (angles > 0 || !input.peek(Token![,])) {
            // A comma between the angles of `f::<A, B>()` ends nothing.
            let opens = input.peek(Token![::]) && input.peek3(Token![<]);
            if opens {
                tokens.extend(input.parse::<Token![::]>()?.into_token_stream());
            }
            if input.peek(Token![->]) {
                tokens.extend(input.parse::<Token![->]>()?.into_token_stream());
                continue;
            }
            match () {
                () if opens || angles > 0 && input.peek(Token![<]) => angles += 1,
                () if angles > 0 && input.peek(Token![>]) => angles -= 1,
                () => {}
            }
            tokens.extend([input.parse::<TokenTree>()?]);
        }
        Ok(Self(tokens))
    }
}
