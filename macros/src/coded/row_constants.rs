//! Generates a constant for each row that an error type uses, so that rustc reports a wrong row once, at its name.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Attribute;

use super::attribute::{Binding, Target};
use super::coded_error::CodedError;
use super::span::at;

/// Returns the constants, and the checks of the members.
pub(super) fn constants(error: &CodedError<'_>) -> TokenStream {
    let default = error.of_type.default.as_ref();
    let default = default.map(|row| define(error, &self::default(), row, None, &[]));
    let bindings = error.variants.iter().enumerate().filter_map(|(index, variant)| {
        let binding = variant.binding.as_ref()?;
        let Target::Row { row, params } = &binding.target else {
            return Some(members(error, binding, &quote! { ::core::option::Option::None }));
        };
        let of_row = constant(index);
        let members = members(error, binding, &quote! { ::core::option::Option::Some(#of_row.entry()) });
        let params: Vec<String> = params.iter().flatten().map(|param| name(&param.name)).collect();
        let row = define(error, &of_row, row, Some(&params), &variant.allowed);
        Some(quote! { #row #members })
    });
    quote! { #default #(#bindings)* }
}

/// Returns the name of the constant for the row of a variant.
pub(super) fn constant(variant: usize) -> Ident {
    format_ident!("__ROW_{variant}")
}

/// Returns the name of the constant for the default row of the type.
pub(super) fn default() -> Ident {
    format_ident!("__DEFAULT")
}

/// Defines a constant. `params` are those that are set, or `None` for a default row, which can have none. All of its tokens
/// have the span of the row's name, because rustc does not warn about a deprecated row at the span of a derive.
///
/// `entry` is called as a method. It takes `self` by value, so that a method of a trait in scope is not found first. A
/// call by path would cause a second error if the enum does not belong to a catalog.
fn define(
    error: &CodedError<'_>,
    constant: &Ident,
    row: &Ident,
    params: Option<&[String]>,
    allowed: &[&Attribute],
) -> TokenStream {
    let span = row.span();
    let krate = at(&error.of_type.krate, span);
    let code = &error.of_type.code;
    let check = if let Some(params) = params {
        quote_spanned! { span=> bound(__row.entry(), &[#(#params),*]) }
    } else {
        quote_spanned! { span=> without_params(__row.entry()) }
    };
    let value = quote_spanned! { span=>
        {
            let __row = <#code>::#row;
            #krate::__private::#check;
            __row
        }
    };
    quote! {
        #(#allowed)*
        const #constant: #code = #value;
    }
}

/// Returns a check of each member. `row` is the row of the binding, as Rust code.
fn members(error: &CodedError<'_>, binding: &Binding, row: &TokenStream) -> TokenStream {
    let code = &error.of_type.code;
    let checks = binding.members.iter().map(|member| {
        let name = &member.name;
        let krate = at(&error.of_type.krate, name.span());
        quote_spanned! { name.span()=> const _: () = #krate::__private::is_free::<#code>(#name, #row); }
    });
    checks.collect()
}

fn name(param: &Ident) -> String {
    param.to_string().trim_start_matches("r#").to_owned()
}
