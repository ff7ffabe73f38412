//! Parses the enum under the attribute. Parts that a catalog's enum cannot have are reported and removed, so that rustc
//! does not report them again.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::token::Brace;
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, Generics, Ident, Meta, Path, Result, Token, Variant,
    Visibility, parse_quote,
};

/// The reason in the `#[allow]` of the generated enum. A second `#[catalog]` on the same enum finds the first one by
/// this text, even if the attribute has been renamed.
pub(crate) const REASON: &str = "errcat::catalog generates the variants from the rows";

/// The enum that the user wrote.
pub(crate) struct Enum {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) variants: Punctuated<Variant, Token![,]>,
    pub(crate) brace_token: Brace,
}

const NO_ENUM: &str = "expected an enum: write `pub enum ErrorCode {}` here";

/// Reads the item if it is an enum without a catalog. `attribute` is the span for an error about the attribute.
pub(crate) fn read(input: ParseStream<'_>, attribute: Span) -> Result<Enum> {
    let ahead = input.fork();
    ahead.call(Attribute::parse_outer)?;
    ahead.parse::<Visibility>()?;
    if !ahead.peek(Token![enum]) {
        return Err(ahead.error(NO_ENUM));
    }
    let DeriveInput { attrs, vis, ident, generics, data } = input.parse()?;
    let Data::Enum(data) = data else { return Err(Error::new(ident.span(), NO_ENUM)) };
    let item = Enum { attrs, vis, ident, generics, variants: data.variants, brace_token: data.brace_token };
    if item.attrs.iter().any(is_ours) {
        let help =
            "remove one of the attributes; to use the rows of another catalog, write `include` in the file";
        return Err(Error::new(attribute, format!("the enum already has a catalog\n  = help: {help}")));
    }
    Ok(item)
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("allow") && attribute.meta.to_token_stream().to_string().contains(REASON)
}

/// Removes everything except the names of the variants and their attributes, and reports what it removed.
pub(crate) fn reduce(item: &mut Enum, errors: &mut Vec<Error>) {
    generics(item, errors);
    duplicates(item, errors);
    for variant in &mut item.variants {
        value(variant, errors);
        conditions(variant, errors);
    }
    default(item, errors);
}

fn generics(item: &mut Enum, errors: &mut Vec<Error>) {
    let generics = std::mem::take(&mut item.generics);
    if !generics.params.is_empty() {
        errors.push(Error::new_spanned(generics, "the enum of a catalog cannot have generic parameters"));
    } else if let Some(bounds) = generics.where_clause {
        errors.push(Error::new_spanned(bounds, "the enum of a catalog cannot have a `where` clause"));
    }
}

fn duplicates(item: &mut Enum, errors: &mut Vec<Error>) {
    let mut names = HashSet::new();
    let variants = std::mem::take(&mut item.variants).into_iter();
    let is_first = |variant: &Variant| {
        let is_first = names.insert(variant.ident.unraw());
        if !is_first {
            let message = format!("duplicate variant `{}`\n  = help: remove one of the two", variant.ident);
            errors.push(Error::new(variant.ident.span(), message));
        }
        is_first
    };
    item.variants = variants.filter(is_first).collect();
}

/// Reports each `pub` before a variant. `tokens` is the whole enum. syn reads over them, as rustc does in code under a
/// `cfg`.
pub(crate) fn visibilities(tokens: &TokenStream, errors: &mut Vec<Error>) {
    let Some(TokenTree::Group(variants)) = tokens.clone().into_iter().last() else { return };
    for token in variants.stream() {
        // Only a visibility has this word outside of all brackets.
        if matches!(&token, TokenTree::Ident(word) if word == "pub") {
            let message = "a variant cannot have a visibility";
            let help = "remove it: a variant is as visible as its enum";
            errors.push(Error::new(token.span(), format!("{message}\n  = help: {help}")));
        }
    }
}

fn value(variant: &mut Variant, errors: &mut Vec<Error>) {
    let fields = std::mem::replace(&mut variant.fields, Fields::Unit);
    if !matches!(fields, Fields::Unit) {
        let message = "the variants of a catalog's enum cannot have fields";
        errors.push(Error::new_spanned(fields, message));
    }
    if let Some((_, discriminant)) = variant.discriminant.take() {
        let message =
            "the variants of a catalog's enum cannot have discriminants: they are numbered in file order";
        errors.push(Error::new_spanned(discriminant, message));
    }
}

/// A variant's number is the index of its row. If `cfg` removed a variant, the variants after it would have wrong rows.
fn conditions(variant: &mut Variant, errors: &mut Vec<Error>) {
    for condition in variant.attrs.extract_if(.., |attribute| is_condition(&attribute.meta)) {
        let message = "a variant cannot depend on `cfg`: every build has its row";
        let help = "remove the condition, or move such rows to a separate catalog with its own enum";
        errors.push(Error::new_spanned(condition, format!("{message}\n  = help: {help}")));
    }
}

/// Returns whether it is `cfg(…)`, or a `cfg_attr(…)` that contains `cfg(…)`.
fn is_condition(meta: &Meta) -> bool {
    match meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            list.parse_args_with(conditional).is_ok_and(|attributes| attributes.iter().any(is_condition))
        }
        other => other.path().is_ident("cfg"),
    }
}

/// Returns the attributes in a `cfg_attr(…)`. Its predicate is skipped, because it can be `true`, which is not an
/// attribute.
fn conditional(input: ParseStream<'_>) -> Result<Punctuated<Meta, Token![,]>> {
    while !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    input.parse::<Token![,]>()?;
    Punctuated::parse_terminated(input)
}

/// Reports `Default` without a `#[default]` variant. rustc's own error would suggest a change to each generated
/// variant.
fn default(item: &mut Enum, errors: &mut Vec<Error>) {
    let is_marked = |variant: &Variant| variant.attrs.iter().any(|own| own.path().is_ident("default"));
    if item.variants.iter().any(is_marked) {
        return;
    }
    for derive in item.attrs.iter_mut().filter(|attribute| attribute.path().is_ident("derive")) {
        let paths = derive.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
        let is_default = |path: &Path| path.segments.last().is_some_and(|last| last.ident == "Default");
        let (defaults, others): (Vec<_>, Vec<_>) = paths.into_iter().flatten().partition(is_default);
        if let Some(path) = defaults.first() {
            let help = "list the variants, and write `#[default]` above one of them";
            let message = format!("no variant is marked as the default\n  = help: {help}");
            errors.push(Error::new_spanned(path, message));
            derive.meta = parse_quote!(derive(#(#others),*));
        }
    }
}
