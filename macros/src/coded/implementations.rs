//! Generates the output of the derive: the implementation of `Coded`, and the conversions that `?` uses.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericArgument, Generics, PathArguments, Type, TypeParamBound, TypePath, WherePredicate};

use super::attribute::Target;
use super::coded_error::CodedError;
use super::pattern::pattern;
use super::span::{at, located};
use super::value::local;
use super::{failure_method, response, row_constants};

/// Returns all implementations for one error type.
pub(super) fn of_error(error: &CodedError<'_>) -> TokenStream {
    let CodedError { name, generics, of_type, allowed, .. } = error;
    let krate = &of_type.krate;
    let code = &of_type.code;
    let (impl_generics, ty_generics, _) = generics.split_for_impl();
    let bounds = bounds(error);
    let rows = row_constants::constants(error);
    let error_code = error_code(error);
    let failure_method = failure_method::method(error);
    let set = set();
    let codes = codes(error);
    let responses = response::responses(error, &bounds);
    let import = of_type.import.iter();
    quote! {
        #(#allowed)*
        const _: () = {
            #(use #import as __errcat;)*

            #rows

            #[automatically_derived]
            #[allow(
                deprecated,
                unused_variables,
                clippy::pedantic,
                clippy::shadow_reuse,
                clippy::shadow_same,
                clippy::shadow_unrelated
            )]
            impl #impl_generics #krate::Coded for #name #ty_generics #bounds {
                type Code = #code;

                fn error_code(&self) -> #code {
                    #error_code
                }

                #failure_method

                fn codes() -> #krate::Codes<#code> {
                    #krate::__private::codes::<Self>()
                }

                fn add_codes(#set: &mut #krate::__private::CodeSet<#code>) {
                    #codes
                }
            }

            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics ::core::convert::From<#name #ty_generics> for #krate::Failure<#code> #bounds {
                fn from(__error: #name #ty_generics) -> Self {
                    #krate::Coded::into_failure(__error)
                }
            }

            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics ::core::convert::From<#krate::__private::Box<#name #ty_generics>>
                for #krate::Failure<#code> #bounds
            {
                fn from(__error: #krate::__private::Box<#name #ty_generics>) -> Self {
                    ::core::convert::From::from(*__error)
                }
            }

            #responses
        };
    }
}

/// Returns the bounds for a generic type. For other types, rustc checks the same conditions without bounds.
fn bounds(error: &CodedError<'_>) -> TokenStream {
    let CodedError { name, generics, of_type, variants, .. } = error;
    if generics.params.is_empty() {
        return TokenStream::new();
    }
    let krate = &of_type.krate;
    let code = &of_type.code;
    let (_, ty_generics, _) = generics.split_for_impl();
    let own = generics.where_clause.iter().flat_map(|own| &own.predicates);
    let inside = variants.iter().filter(|variant| matches!(variant.target(), Some(Target::Transparent(_))));
    let inside = inside.flat_map(|variant| variant.fields.iter().map(|field| &field.ty));
    let mut bound = HashSet::new();
    let inside = inside.filter(|ty| {
        !is_bound(ty, generics, code)
            && !is_code_of(code, ty)
            && bound.insert(ty.to_token_stream().to_string())
    });
    quote! {
        where
            #(#own,)*
            #name #ty_generics: ::core::error::Error + ::core::marker::Send + ::core::marker::Sync + 'static,
            #(#inside: #krate::Coded<Code = #code>,)*
    }
}

/// Returns whether the user has bound this type by `Coded<Code = …>`. clippy objects to a bound that is there twice.
fn is_bound(ty: &Type, generics: &Generics, code: &Type) -> bool {
    let inline = generics.type_params().map(|param| (param.ident.to_token_stream(), &param.bounds));
    let after = generics.where_clause.iter().flat_map(|own| &own.predicates);
    let after = after.filter_map(|predicate| match predicate {
        WherePredicate::Type(own) => Some((own.bounded_ty.to_token_stream(), &own.bounds)),
        _ => None,
    });
    let name = ty.to_token_stream().to_string();
    let own = inline.chain(after).filter(|(bounded, _)| bounded.to_string() == name);
    own.flat_map(|(_, bounds)| bounds).any(|bound| is_coded(bound, code))
}

/// Returns whether the code is `T::Code` for this type. Then the user has bound the type by `Coded`, and a bound with its own
/// code would be a cycle.
fn is_code_of(code: &Type, ty: &Type) -> bool {
    let Type::Path(TypePath { qself, path, .. }) = code else { return false };
    let of = match (qself, path.segments.first(), path.segments.last()) {
        (Some(of), _, Some(last)) if last.ident == "Code" => of.ty.to_token_stream(),
        (None, Some(first), Some(last)) if path.segments.len() == 2 && last.ident == "Code" => {
            first.to_token_stream()
        }
        _ => return false,
    };
    of.to_string() == ty.to_token_stream().to_string()
}

/// Returns whether a bound is `Coded<Code = …>` with this code.
fn is_coded(bound: &TypeParamBound, code: &Type) -> bool {
    let TypeParamBound::Trait(bound) = bound else { return false };
    let Some(last) = bound.path.segments.last().filter(|last| last.ident == "Coded") else { return false };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
    let code = code.to_token_stream().to_string();
    arguments.args.iter().any(|argument| match argument {
        GenericArgument::AssocType(own) => own.ty.to_token_stream().to_string() == code,
        _ => false,
    })
}

/// The name of a parameter. The user's tokens are in the same function, and may come from another macro.
fn set() -> Ident {
    Ident::new("__set", Span::mixed_site())
}

/// Adds the rows of all variants, and the codes of all inner errors.
fn codes(error: &CodedError<'_>) -> TokenStream {
    let krate = &error.of_type.krate;
    let set = set();
    let row = |constant: Ident| quote! { #krate::__private::CodeSet::add(#set, #constant); };
    let codes = error.variants.iter().enumerate().map(|(index, variant)| match variant.target() {
        Some(Target::Row { .. }) => row(row_constants::constant(index)),
        Some(Target::Default(_)) => row(row_constants::default()),
        Some(Target::Transparent(_)) => {
            let inner = variant.fields.iter().map(|field| &field.ty);
            quote! { #({ use #krate::__private::NotCoded as _; #krate::__private::Inner::<#inner>::TYPE.__add_codes(#set); })* }
        }
        // The mistake has been reported.
        None => TokenStream::new(),
    });
    codes.collect()
}

fn error_code(error: &CodedError<'_>) -> TokenStream {
    let arms = error.variants.iter().enumerate().map(|(index, variant)| {
        let pattern = pattern(variant, matches!(variant.target(), Some(Target::Transparent(_))));
        let code = match variant.target() {
            Some(Target::Row { .. }) => row_constants::constant(index).into_token_stream(),
            Some(Target::Default(_)) => row_constants::default().into_token_stream(),
            Some(Target::Transparent(span)) => {
                let krate = at(&error.of_type.krate, *span);
                let inside = located(&local(0), *span);
                quote_spanned! { *span=> #krate::Coded::error_code(#inside) }
            }
            // The mistake has been reported.
            None => quote! { ::core::panic!() },
        };
        quote! { #pattern => #code, }
    });
    if error.variants.is_empty() {
        quote! { match *self {} }
    } else {
        quote! { match self { #(#arms)* } }
    }
}
