//! An expression in an attribute: the tokens up to a comma.
//!
//! rustc parses the expression. If syn parsed it, every user would have to compile more of syn, which takes a third of
//! a second.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Lit, Result, Token};

use super::span::located;

/// An expression that uses the fields of an error by reference.
pub(super) struct Value(TokenStream);

impl Value {
    /// Returns the expression for the name of a field, as in the shorthand of a struct literal.
    pub(super) fn field(name: &Ident) -> Self {
        Self(name.to_token_stream())
    }

    pub(super) fn span(&self) -> Span {
        self.0.clone().into_iter().next().map_or_else(Span::call_site, |first| first.span())
    }

    /// Returns the tokens of the expression. If the expression is only the name of a field, the field is cloned.
    pub(super) fn used(&self, fields: &[Ident]) -> TokenStream {
        match self.only_field(fields) {
            Some((field, span)) => {
                let local = located(&local(field), span);
                quote_spanned! { span=> ::core::clone::Clone::clone(#local) }
            }
            None => self.0.clone(),
        }
    }

    /// Returns the expression if it may use fields by their names. An expression that is only the name of a field does
    /// not.
    pub(super) fn expression(&self, fields: &[Ident]) -> Option<TokenStream> {
        self.only_field(fields).is_none().then(|| self.0.clone())
    }

    fn only_field(&self, fields: &[Ident]) -> Option<(usize, Span)> {
        let mut tokens = self.0.clone().into_iter();
        let (Some(TokenTree::Ident(ident)), None) = (tokens.next(), tokens.next()) else { return None };
        Some((fields.iter().position(|field| *field == ident)?, ident.span()))
    }
}

/// Returns the first mention of a field, with its span. A literal counts if it contains the name, because `format!` can
/// use it.
pub(super) fn mentioned(field: &Ident, tokens: &TokenStream) -> Option<Ident> {
    tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => (*field == ident).then_some(ident),
        TokenTree::Group(group) => mentioned(field, &group.stream()),
        TokenTree::Literal(literal) => {
            let name = field.unraw().to_string();
            let mut ident = field.clone();
            ident.set_span(literal.span());
            literal.to_string().contains(&name).then_some(ident)
        }
        TokenTree::Punct(_) => None,
    })
}

/// The name of the variable with a field. Hygiene hides it from the user's expressions.
pub(super) fn local(field: usize) -> Ident {
    Ident::new(&format!("__field_{field}"), Span::mixed_site())
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.is_empty() || input.peek(Token![,]) {
            return Err(input.error("expected an expression"));
        }
        let mut tokens = TokenStream::new();
        let mut angles = 0_usize;
        // In an expression, no name or literal comes after another, or after a group.
        let mut ends_operand = false;
        while !input.is_empty() && (angles > 0 || !input.peek(Token![,])) {
            // A comma in the angle brackets of `f::<A, B>()` does not end the expression.
            let opens = input.peek(Token![::]) && input.peek3(Token![<]);
            if opens {
                tokens.extend(input.parse::<Token![::]>()?.into_token_stream());
            }
            if input.peek(Token![->]) {
                tokens.extend(input.parse::<Token![->]>()?.into_token_stream());
                ends_operand = false;
                continue;
            }
            match () {
                () if opens || angles > 0 && input.peek(Token![<]) => angles += 1,
                () if angles > 0 && input.peek(Token![>]) => angles -= 1,
                () => {}
            }
            let starts_operand = input.peek(syn::Ident) || input.peek(Lit);
            if ends_operand && starts_operand {
                return Err(input.error("expected `,`"));
            }
            let token = input.parse::<TokenTree>()?;
            ends_operand = starts_operand || matches!(token, TokenTree::Group(_));
            tokens.extend([token]);
        }
        Ok(Self(tokens))
    }
}
