//! Generates the method `failure`, for variants whose failure is more than its row: a text, `retry_after`, or further
//! members.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Error;
use syn::ext::IdentExt;

use super::attribute::{Binding, Param, Target};
use super::coded_error::{CodedError, Variant};
use super::pattern::pattern;
use super::span::{at, located};
use super::value::{is_same, local, mentions};
use super::{description, row_constants};

/// Returns the method, or `None` if the default method of the trait is enough.
pub(super) fn method(error: &CodedError<'_>) -> Option<TokenStream> {
    let krate = &error.of_type.krate;
    let code = &error.of_type.code;
    let variants = error.variants.iter().enumerate();
    let arms: Vec<_> = variants.filter_map(|(index, variant)| arm(error, index, variant)).collect();
    if arms.is_empty() {
        return None;
    }
    let others = (arms.len() < error.variants.len()).then(|| quote! { _ => #krate::__private::plain(self), });
    Some(quote! {
        fn failure(&self) -> #krate::Failure<#code> {
            match self {
                #(#arms)*
                #others
            }
        }
    })
}

fn arm(error: &CodedError<'_>, index: usize, variant: &Variant<'_>) -> Option<TokenStream> {
    let binding = variant.binding.as_ref()?;
    let krate = &error.of_type.krate;
    let names = variant.names();
    let pattern = pattern(variant, true);
    let plain = match &binding.target {
        Target::Transparent(span) => {
            let krate = at(krate, *span);
            let inside = located(&local(0), *span);
            let failure = quote_spanned! { *span=> #krate::Coded::failure(#inside) };
            return Some(quote! { #pattern => #failure, });
        }
        Target::Row { row, params: Some(params) } => with_params(error, index, row, params, &names),
        Target::Row { params: None, .. } | Target::Default(_) if binding.is_plain() => return None,
        Target::Row { .. } | Target::Default(_) => quote! { #krate::__private::plain(self) },
    };
    let fields = fields(binding, &names);
    let failure = failure_ident();
    let options = options(error, binding, &names);
    Some(quote! { #pattern => { #fields let #failure = #plain; #options #failure } })
}

/// The name of the variable with the failure. Hygiene hides it from the user's expressions.
fn failure_ident() -> Ident {
    Ident::new("__failure", Span::mixed_site())
}

/// Binds the fields to the names that the user's expressions use.
fn fields(binding: &Binding, names: &[Ident]) -> TokenStream {
    let params = match &binding.target {
        Target::Row { params: Some(params), .. } => &params[..],
        _ => &[],
    };
    let values = params.iter().map(|param| &param.value);
    let values = values.chain(&binding.retry_after).chain(&binding.fields);
    let values = values.chain(binding.members.iter().map(|member| &member.value));
    let tokens: Vec<TokenStream> = values.filter_map(|value| value.expression(names)).collect();
    let bound = names.iter().enumerate().flat_map(|(field, name)| {
        let local = local(field);
        // Two tokens with one name can come from two macros, and are then two names.
        let mentions = tokens.iter().flat_map(|tokens| mentions(name, tokens));
        mentions.map(|mention| quote! { let #mention = #local; }).collect::<Vec<_>>()
    });
    bound.collect()
}

/// Returns the failure of a row with params. The params are set one by one in a draft, so that rustc reports a wrong
/// type at the place of the param. The constant of the row checks that no param is missing.
fn with_params(
    error: &CodedError<'_>,
    index: usize,
    row: &Ident,
    params: &[Param],
    names: &[Ident],
) -> TokenStream {
    let krate = at(&error.of_type.krate, row.span());
    let code = &error.of_type.code;
    let constant = row_constants::constant(index);
    let draft = Ident::new("__params", Span::mixed_site());
    let params = params.iter().map(|param| {
        let Param { name, value, is_shorthand } = param;
        let value = if *is_shorthand && !names.iter().any(|own| is_same(own, name)) {
            no_field(name, names)
        } else {
            value.used(names)
        };
        let draft = located(&draft, name.span());
        quote_spanned! { name.span()=> #draft.#name = #value; }
    });
    let failure = quote_spanned! { row.span()=>
        #krate::__private::with_params::<__Code, { #constant as ::core::primitive::usize }>(|mut #draft| { #(#params)* #draft })
    };
    quote! { { type __Code = #code; #failure } }
}

/// Returns the error for the name of a field that does not exist.
fn no_field(name: &Ident, names: &[Ident]) -> TokenStream {
    let help = description::known_fields(&name.unraw().to_string(), names);
    let message = format!("no field `{name}`\n  = help: {help}");
    Error::new(name.span(), message).into_compile_error()
}

/// Returns the statements that add the options to a failure. They call methods that take `self` by value, so that a
/// method of a trait in scope is not found first.
fn options(error: &CodedError<'_>, binding: &Binding, names: &[Ident]) -> TokenStream {
    let krate = &error.of_type.krate;
    let failure = failure_ident();
    // The option may come from another macro, where `self` would be another one.
    let this = quote! { self };
    let expose = binding.expose.map(|span| {
        quote_spanned! { span=>
            let #failure = #failure.with_description(#krate::__private::ToString::to_string(#this)).expose();
        }
    });
    let description = binding.description.as_ref().map(|description| {
        let text = match description::template(description, names) {
            Ok(Some((template, fields))) => {
                let fields = fields.into_iter().map(|field| located(&local(field), description.span()));
                quote! { #krate::__private::format!(#template #(, #fields)*) }
            }
            Ok(None) => quote! { #description },
            Err(mistakes) => {
                let mistakes = mistakes.into_compile_error();
                quote! { { #mistakes } }
            }
        };
        quote! { let #failure = #failure.with_description(#text).expose(); }
    });
    let retry_after = binding.retry_after.as_ref().map(|wait| {
        let krate = at(krate, wait.span());
        let value = wait.used(names);
        quote_spanned! { wait.span()=> let #failure = #krate::__private::retry_after(#failure, #value); }
    });
    let fields = binding.fields.as_ref().map(|fields| {
        let value = fields.used(names);
        quote_spanned! { fields.span()=> let #failure = #failure.with_fields(#value); }
    });
    let members = binding.members.iter().map(|member| {
        let name = &member.name;
        let value = member.value.used(names);
        quote_spanned! { member.value.span()=> let #failure = #failure.with_member(#name, #value); }
    });
    quote! { #expose #description #retry_after #fields #(#members)* }
}
