//! An expression in an attribute: the tokens up to a comma.
//!
//! rustc parses the expression. If syn parsed it, every user would have to compile more of syn, which takes a third of
//! a second.

use proc_macro2::{Delimiter, Ident, Punct, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Lifetime, Lit, LitStr, Result, Token};

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
        let ident = only_ident(self.0.clone())?;
        Some((fields.iter().position(|field| is_same(field, &ident))?, ident.span()))
    }
}

/// Returns the identifier that these tokens are, also if they are an expression that a macro passes on.
fn only_ident(tokens: TokenStream) -> Option<Ident> {
    let mut tokens = tokens.into_iter();
    match (tokens.next()?, tokens.next()) {
        (TokenTree::Ident(ident), None) => Some(ident),
        (TokenTree::Group(group), None) if group.delimiter() == Delimiter::None => only_ident(group.stream()),
        _ => None,
    }
}

/// Returns whether two tokens are the same name, with or without `r#`.
pub(super) fn is_same(one: &Ident, other: &Ident) -> bool {
    one.unraw() == other.unraw()
}

/// Returns the mentions of a field, with their spans. A literal counts if it contains the name, because `format!` can use it.
pub(super) fn mentions(field: &Ident, tokens: &TokenStream) -> Vec<Ident> {
    let mentions = tokens.clone().into_iter().flat_map(|token| match token {
        TokenTree::Ident(ident) if is_same(field, &ident) => vec![ident],
        TokenTree::Group(group) => mentions(field, &group.stream()),
        TokenTree::Literal(literal) if literal.to_string().contains(&field.unraw().to_string()) => {
            let mut ident = field.clone();
            ident.set_span(literal.span());
            vec![ident]
        }
        TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => Vec::new(),
    });
    mentions.collect()
}

/// The name of the variable with a field. Hygiene hides it from the user's expressions.
pub(super) fn local(field: usize) -> Ident {
    Ident::new(&format!("__field_{field}"), Span::mixed_site())
}

/// Reads tokens whose names are no operands: `->`, a lifetime, an attribute.
fn not_an_operand(input: ParseStream<'_>) -> Result<Option<TokenStream>> {
    Ok(Some(if input.peek(Token![->]) {
        input.parse::<Token![->]>()?.into_token_stream()
    } else if input.peek(Lifetime) {
        input.parse::<Lifetime>()?.into_token_stream()
    } else if input.peek(Token![#]) {
        let (hash, rest) = (input.parse::<Token![#]>()?, input.parse::<TokenTree>()?);
        quote! { #hash #rest }
    } else {
        return Ok(None);
    }))
}

/// Returns an error for an operator without an operand at the beginning or at the end. rustc would report it twice: the
/// operator, and that the derive has a mistake.
fn without_operand(tokens: &TokenStream) -> Option<Error> {
    let first =
        punct(tokens.clone().into_iter().next()?).filter(|first| !"-!*&|<.:#'".contains(first.as_char()));
    if let Some(first) = first {
        let message = format!("expected an expression, found `{}`", first.as_char());
        return Some(Error::new(first.span(), message));
    }
    let last = punct(tokens.clone().into_iter().last()?).filter(|last| !"?>.".contains(last.as_char()))?;
    Some(Error::new(last.span(), format!("expected an expression after `{}`", last.as_char())))
}

fn punct(token: TokenTree) -> Option<Punct> {
    match token {
        TokenTree::Punct(punct) => Some(punct),
        _ => None,
    }
}

/// The last token of an expression, to find the place of a missing comma.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A name, a literal or a group, after which no other of them can come.
    Operand,
    /// Another token that can be the last one of an expression.
    End,
    Other,
}

impl Last {
    fn of(token: &TokenTree) -> Self {
        match token {
            TokenTree::Group(_) | TokenTree::Literal(_) => Self::Operand,
            TokenTree::Ident(name) if name == "let" || name == "mut" || name == "ref" => Self::Other,
            TokenTree::Ident(name) if syn::parse2::<Ident>(name.to_token_stream()).is_ok() => Self::Operand,
            TokenTree::Ident(_) => Self::End,
            TokenTree::Punct(punct) if matches!(punct.as_char(), '?' | '>') => Self::End,
            TokenTree::Punct(_) => Self::Other,
        }
    }

    /// Returns whether what comes next belongs to another argument.
    fn ends_before(self, input: ParseStream<'_>) -> bool {
        let is_operand = input.peek(syn::Ident) || input.peek(Lit) && !input.peek(Token![-]);
        let is_name = input.peek(Ident::peek_any) || input.peek(LitStr);
        let is_assigned = input.peek2(Token![=]) && !input.peek2(Token![==]) && !input.peek2(Token![=>]);
        self == Self::Operand && is_operand || self != Self::Other && is_name && is_assigned
    }
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.is_empty() || input.peek(Token![,]) {
            return Err(input.error("expected an expression"));
        }
        let mut tokens = TokenStream::new();
        let mut angles = 0_usize;
        let mut last = Last::Other;
        while !input.is_empty() && (angles > 0 || !input.peek(Token![,])) {
            // A comma in the angle brackets of `f::<A, B>()` does not end the expression.
            let opens = input.peek(Token![::]) && input.peek3(Token![<]);
            if opens {
                tokens.extend(input.parse::<Token![::]>()?.into_token_stream());
            }
            if let Some(more) = not_an_operand(input)? {
                tokens.extend(more);
                last = Last::Other;
                continue;
            }
            // An expression that starts with `<` is the path of an item, such as `<u8 as Default>::default()`.
            let is_first = opens || tokens.is_empty();
            match () {
                () if (is_first || angles > 0) && input.peek(Token![<]) => angles += 1,
                () if angles > 0 && input.peek(Token![>]) => angles -= 1,
                () => {}
            }
            if last.ends_before(input) {
                return Err(input.error("expected `,`"));
            }
            let token = input.parse::<TokenTree>()?;
            last = Last::of(&token);
            tokens.extend([token]);
        }
        match without_operand(&tokens) {
            Some(mistake) => Err(mistake),
            None => Ok(Self(tokens)),
        }
    }
}
