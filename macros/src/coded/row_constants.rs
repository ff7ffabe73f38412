//! The rows that an error type names, each as a constant: what is wrong with one is told once, at its name.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Attribute;

use super::attribute::{Binding, Target};
use super::coded_error::CodedError;
use super::span::at;

/// The constants, and what is asked of the members that go with them.
pub(super) fn constants(error: &CodedError<'_>) -> TokenStream {
    let default = error.of_type.default.as_ref();
    let default = default.map(|row| define(error, &self::default(), row, &[], &[]));
    let bindings = error.variants.iter().enumerate().filter_map(|(index, variant)| {
        let binding = variant.binding.as_ref()?;
        let members = members(error, binding);
        let Target::Row { row, params } = &binding.target else {
            return Some(members);
        };
        let params: Vec<String> = params.iter().flatten().map(|param| name(&param.name)).collect();
        let row = define(error, &constant(index), row, &params, &variant.allowed);
        Some(quote! { #row #members })
    });
    quote! { #default #(#bindings)* }
}

/// The constant of a variant's row, by the variant's number.
pub(super) fn constant(variant: usize) -> Ident {
    format_ident!("__ROW_{variant}")
}

/// The constant of the type's default row.
pub(super) fn default() -> Ident {
    format_ident!("__DEFAULT")
}

/// All of it has the span of the row's name: there rustc warns of a deprecated row, which in a derive's it does not. `entry`
/// is a method of the enum itself that takes it by value, so no method of a trait comes before it; as a path it would be one
/// more error where the enum is none of a catalog.
fn define(
    error: &CodedError<'_>,
    constant: &Ident,
    row: &Ident,
    params: &[String],
    allowed: &[&Attribute],
) -> TokenStream {
    let span = row.span();
    let krate = at(&error.of_type.krate, span);
    let code = &error.of_type.code;
    let value = quote_spanned! { span=>
        {
            let __row = <#code>::#row;
            #krate::__private::bound(__row.entry(), &[#(#params),*]);
            __row
        }
    };
    quote! {
        #(#allowed)*
        const #constant: #code = #value;
    }
}

fn members(error: &CodedError<'_>, binding: &Binding) -> TokenStream {
    let code = &error.of_type.code;
    let checks = binding.members.iter().map(|member| {
        let name = &member.name;
        let krate = at(&error.of_type.krate, name.span());
        quote_spanned! { name.span()=> const _: () = #krate::__private::is_free::<#code>(#name); }
    });
    checks.collect()
}

fn name(param: &Ident) -> String {
    param.to_string().trim_start_matches("r#").to_owned()
}
