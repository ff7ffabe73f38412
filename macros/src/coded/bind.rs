//! The output of the derive.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, FieldValue, Member};

use super::attribute::{Binding, Target};
use super::error::{CodedError, Variant};
use super::text;

/// `Coded`, and the conversions that `?` uses.
pub(super) fn implementations(error: &CodedError<'_>) -> TokenStream {
    let CodedError { name, generics, of_type, variants } = error;
    let krate = &of_type.krate;
    let code = &of_type.code;
    let (impl_generics, ty_generics, _) = generics.split_for_impl();
    let bounds = bounds(error);
    let rows = variants.iter().enumerate().filter_map(|(index, variant)| row(error, index, variant));
    let default = of_type.default.as_ref().map(|row| constant(error, &format_ident!("__DEFAULT"), row, &[]));
    let codes = variants.iter().enumerate().map(|(index, variant)| code_arm(error, index, variant));
    let failures =
        variants.iter().enumerate().filter_map(|(index, variant)| failure_arm(error, index, variant));
    let body = if variants.is_empty() {
        quote! { match *self {} }
    } else {
        quote! { match self { #(#codes)* } }
    };
    quote! {
        const _: () = {
            #default
            #(#rows)*

            #[automatically_derived]
            #[allow(deprecated, unused_variables, clippy::pedantic)]
            impl #impl_generics #krate::Coded for #name #ty_generics #bounds {
                type Code = #code;

                fn error_code(&self) -> #code {
                    #body
                }

                fn failure(&self) -> #krate::Failure<#code> {
                    #[allow(unreachable_patterns)]
                    match self {
                        #(#failures)*
                        _ => #krate::Failure::new(#krate::Coded::error_code(self)),
                    }
                }
            }

            #[automatically_derived]
            impl #impl_generics ::core::convert::From<#name #ty_generics> for #krate::Failure<#code> #bounds {
                fn from(error: #name #ty_generics) -> Self {
                    #krate::Coded::into_failure(error)
                }
            }

            #[automatically_derived]
            impl #impl_generics ::core::convert::From<#krate::__private::Box<#name #ty_generics>>
                for #krate::Failure<#code> #bounds
            {
                fn from(error: #krate::__private::Box<#name #ty_generics>) -> Self {
                    #krate::Coded::into_failure(error)
                }
            }
        };
    }
}

/// What a generic type has to be; of any other, rustc asks it without being told.
fn bounds(error: &CodedError<'_>) -> TokenStream {
    let CodedError { name, generics, of_type, variants } = error;
    if generics.params.is_empty() {
        return TokenStream::new();
    }
    let krate = &of_type.krate;
    let code = &of_type.code;
    let (_, ty_generics, _) = generics.split_for_impl();
    let own = generics.where_clause.iter().flat_map(|own| &own.predicates);
    let inside = variants.iter().filter(|variant| matches!(target(variant), Some(Target::Transparent(_))));
    let inside = inside.flat_map(|variant| variant.fields.iter().map(|field| &field.ty));
    quote! {
        where
            #(#own,)*
            #name #ty_generics: ::core::error::Error + ::core::marker::Send + ::core::marker::Sync + 'static,
            #(#inside: #krate::Coded<Code = #code>,)*
    }
}

fn target<'a>(variant: &'a Variant<'_>) -> Option<&'a Target> {
    Some(&variant.binding.as_ref()?.target)
}

/// The row of a variant that names one, as a constant: what is wrong with it is told once, at its name.
fn row(error: &CodedError<'_>, index: usize, variant: &Variant<'_>) -> Option<TokenStream> {
    let binding = variant.binding.as_ref()?;
    let krate = &error.of_type.krate;
    let code = &error.of_type.code;
    let members = binding.members.iter().map(|member| {
        let name = &member.name;
        quote_spanned! { name.span()=> const _: () = #krate::__private::is_free::<#code>(#name); }
    });
    let row = match &binding.target {
        Target::Row { row, params } => {
            let params: Vec<_> = params.iter().flatten().map(|param| name_of(&param.member)).collect();
            Some(constant(error, &constant_of(index), row, &params))
        }
        Target::Transparent(_) | Target::Default(_) => None,
    };
    Some(quote! { #row #(#members)* })
}

fn constant_of(variant: usize) -> Ident {
    format_ident!("__ROW_{variant}")
}

fn constant(error: &CodedError<'_>, constant: &Ident, row: &Ident, params: &[String]) -> TokenStream {
    let krate = &error.of_type.krate;
    let code = &error.of_type.code;
    let bound = quote_spanned! { row.span()=> #krate::__private::bound(#constant.entry(), &[#(#params),*]) };
    quote! {
        const #constant: #code = <#code>::#row;
        const _: () = #bound;
    }
}

fn name_of(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string().trim_start_matches("r#").to_owned(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// The pattern of a variant, with its fields bound to their names.
fn pattern(variant: &Variant<'_>, bind: bool) -> TokenStream {
    let path = match variant.name {
        Some(name) => quote! { Self::#name },
        None => quote! { Self },
    };
    if !bind {
        return quote! { #path { .. } };
    }
    let fields = variant.fields.members().zip(variant.names()).map(|(member, name)| match member {
        Member::Named(name) => name.into_token_stream(),
        Member::Unnamed(index) => quote! { #index: #name },
    });
    quote! { #path { #(#fields,)* .. } }
}

fn code_arm(error: &CodedError<'_>, index: usize, variant: &Variant<'_>) -> TokenStream {
    let krate = &error.of_type.krate;
    let pattern = pattern(variant, matches!(target(variant), Some(Target::Transparent(_))));
    let code = match target(variant) {
        Some(Target::Row { .. }) => constant_of(index).into_token_stream(),
        Some(Target::Default(_)) => quote! { __DEFAULT },
        Some(Target::Transparent(span)) => {
            let inside = &variant.names()[0];
            quote_spanned! { *span=> #krate::Coded::error_code(#inside) }
        }
        None => quote! { ::core::panic!() },
    };
    quote! { #pattern => #code, }
}

/// The arm of a variant whose failure is more than its row.
fn failure_arm(error: &CodedError<'_>, index: usize, variant: &Variant<'_>) -> Option<TokenStream> {
    let binding = variant.binding.as_ref()?;
    let krate = &error.of_type.krate;
    let names = variant.names();
    let failure = match &binding.target {
        Target::Transparent(span) => {
            let inside = &names[0];
            quote_spanned! { *span=> #krate::Coded::failure(#inside) }
        }
        Target::Row { row, params: Some(params) } => with_params(error, index, row, params, &names),
        Target::Row { params: None, .. } | Target::Default(_) if binding.is_plain() => return None,
        Target::Row { .. } | Target::Default(_) => {
            quote! { #krate::Failure::new(#krate::Coded::error_code(self)) }
        }
    };
    let pattern = pattern(variant, true);
    let options = options(error, binding, &names);
    Some(quote! { #pattern => { let failure = #failure; #options failure } })
}

/// The row's message with its parameters. They are set one by one in a draft, so that each that does not fit is told at
/// its own place; that all are there, `bound` has seen.
fn with_params(
    error: &CodedError<'_>,
    index: usize,
    row: &Ident,
    params: &[FieldValue],
    names: &[Ident],
) -> TokenStream {
    let krate = &error.of_type.krate;
    let code = &error.of_type.code;
    let constant = constant_of(index);
    let draft = quote_spanned! { row.span()=> #krate::__private::draft::<#code, { #constant as usize }>() };
    let params = params.iter().map(|param| {
        let FieldValue { member, expr, .. } = param;
        let value = value(expr, names);
        quote_spanned! { member.span()=> params.#member = #value; }
    });
    quote! {
        {
            let mut params = #draft;
            #(#params)*
            ::core::convert::Into::<#krate::Failure<#code>>::into(params)
        }
    }
}

/// What is added to a failure that has its row.
fn options(error: &CodedError<'_>, binding: &Binding, names: &[Ident]) -> TokenStream {
    let krate = &error.of_type.krate;
    let expose = binding.expose.map(|span| {
        quote_spanned! { span=>
            let failure = failure.with_description(#krate::__private::ToString::to_string(self)).expose();
        }
    });
    let desp = binding.desp.as_ref().map(|desp| {
        let text = match text::template(desp, names) {
            Ok(Some(template)) => quote! { #krate::__private::format!(#template) },
            Ok(None) => quote! { #desp },
            Err(mistake) => mistake.into_compile_error(),
        };
        quote! { let failure = failure.with_description(#text).expose(); }
    });
    let retry_after = binding.retry_after.as_ref().map(|expr| {
        let value = value(expr, names);
        quote_spanned! { expr.span()=> let failure = #krate::__private::retry_after(failure, #value); }
    });
    let members = binding.members.iter().map(|member| {
        let name = &member.name;
        let value = value(&member.value, names);
        quote_spanned! { member.value.span()=> let failure = failure.with_member(#name, #value); }
    });
    quote! { #expose #desp #retry_after #(#members)* }
}

/// An expression over the fields, which are there by reference; a field alone is cloned.
fn value(expr: &Expr, names: &[Ident]) -> TokenStream {
    let field = match expr {
        Expr::Path(path) => path.path.get_ident().filter(|ident| names.contains(ident)),
        _ => None,
    };
    match field {
        Some(field) => quote_spanned! { field.span()=> ::core::clone::Clone::clone(#field) },
        None => quote! { #expr },
    }
}
