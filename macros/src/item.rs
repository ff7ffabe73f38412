//! The enum under the attribute: what a catalog has no use for is reported, and taken off it, so that rustc does not
//! report it once more.

use proc_macro2::{Span, TokenTree};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::token::Brace;
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, Generics, Ident, Meta, Path, Result, Token, Variant,
    Visibility, parse_quote,
};

/// Why the generated enum allows what it allows. A second attribute on the enum knows by it that there is a first,
/// whatever name either goes by.
pub(crate) const REASON: &str = "errcat::catalog makes the variants of the rows";

/// An enum.
pub(crate) struct Enum {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) variants: Punctuated<Variant, Token![,]>,
    pub(crate) brace_token: Brace,
}

const NO_ENUM: &str = "a catalog becomes an enum: write `pub enum ErrorCode {}` here";

/// The item, where it is an enum without a catalog; `attribute` is a place in the attribute.
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
        let help = "remove one of the attributes; a catalog takes in the rows of others by `include`";
        return Err(Error::new(attribute, format!("the enum has a catalog already\n  = help: {help}")));
    }
    Ok(item)
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("allow") && attribute.meta.to_token_stream().to_string().contains(REASON)
}

/// Leaves nothing but names, each with its attributes, and reports what there was.
pub(crate) fn reduce(item: &mut Enum, errors: &mut Vec<Error>) {
    generics(item, errors);
    for variant in &mut item.variants {
        value(variant, errors);
        conditions(variant, errors);
    }
    default(item, errors);
}

fn generics(item: &mut Enum, errors: &mut Vec<Error>) {
    let generics = std::mem::take(&mut item.generics);
    if !generics.params.is_empty() {
        errors.push(Error::new_spanned(generics, "a catalog's enum has no generic parameters"));
    } else if let Some(bounds) = generics.where_clause {
        errors.push(Error::new_spanned(bounds, "a catalog's enum has no bounds"));
    }
}

fn value(variant: &mut Variant, errors: &mut Vec<Error>) {
    let fields = std::mem::replace(&mut variant.fields, Fields::Unit);
    if !matches!(fields, Fields::Unit) {
        let message = "a code has no fields; the catalog's rows are all there is to it";
        errors.push(Error::new_spanned(fields, message));
    }
    if let Some((_, discriminant)) = variant.discriminant.take() {
        let message = "a code has no discriminant of its own; variants are counted in file order";
        errors.push(Error::new_spanned(discriminant, message));
    }
}

/// Rows are found by counting variants: were one left out, those after it would have the rows of others.
fn conditions(variant: &mut Variant, errors: &mut Vec<Error>) {
    for condition in variant.attrs.extract_if(.., |attribute| is_condition(&attribute.meta)) {
        let message = "a variant cannot depend on `cfg`: its row is there in every build";
        let help = "remove the condition, or give such rows a catalog and an enum of their own";
        errors.push(Error::new_spanned(condition, format!("{message}\n  = help: {help}")));
    }
}

/// `cfg(…)`, or a `cfg_attr(…)` with one in it.
fn is_condition(meta: &Meta) -> bool {
    match meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            list.parse_args_with(conditional).is_ok_and(|attributes| attributes.iter().any(is_condition))
        }
        other => other.path().is_ident("cfg"),
    }
}

/// The attributes in a `cfg_attr(…)`. Its predicate may be `true`, which is no attribute.
fn conditional(input: ParseStream<'_>) -> Result<Punctuated<Meta, Token![,]>> {
    while !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    input.parse::<Token![,]>()?;
    Punctuated::parse_terminated(input)
}

/// Without a variant that is marked, rustc would propose to mark each of those that are not written.
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
            let help = "write the variants out, with `#[default]` on one";
            let message = format!("no code is the default\n  = help: {help}");
            errors.push(Error::new_spanned(path, message));
            derive.meta = parse_quote!(derive(#(#others),*));
        }
    }
}
