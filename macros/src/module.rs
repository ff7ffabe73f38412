//! Generates the module of a catalog: the types of its replies, and the params of its rows.

use errcat_catalog::Catalog;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Ident, Visibility};

use crate::input::Input;
use crate::params;

/// Returns the module with the envelope types of this catalog, and with the params of its rows.
pub(crate) fn module(input: &Input, catalog: &Catalog) -> TokenStream {
    let Input { krate, module, item, .. } = input;
    let Some(module) = module else { return without_module(input, catalog) };
    let within = input.krate_within();
    let name = &item.ident;
    let visibility = &item.vis;
    let further_in = two_modules_in(visibility);
    let documented = name.unraw().to_string();
    let params = params::structs(input, catalog);
    let conversions = params::conversions(input, catalog);
    let code = input.enum_within();
    let alias = alias(&documented, name.span());
    let import = quote_spanned! { name.span()=> pub(in super::super) use super::super::#alias as #name; };
    // A path such as `crate = my_reexport` is relative to where the enum is.
    let outside = (krate.leading_colon.is_none()).then(|| quote! { #[allow(unused_imports)] use super::*; });
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, deprecated, non_camel_case_types)]
        type #alias = #name;

        #krate::__module! {
            #documented
            {
                #[allow(
                    dead_code,
                    deprecated,
                    non_camel_case_types,
                    non_snake_case,
                    clippy::deprecated_semver,
                    clippy::exhaustive_structs,
                    clippy::module_name_repetitions,
                    clippy::pub_underscore_fields,
                    clippy::struct_excessive_bools,
                    clippy::struct_field_names
                )]
                #visibility mod #module
            }
            {
                #outside
                mod __code {
                    #[allow(deprecated, unused_imports, clippy::redundant_pub_crate)]
                    #import
                }
                #params
            }
            {
                #conversions
                /// The reply to a request that succeeded.
                pub type Success<T> = #within::Success<T, #code>;
                /// The reply to a request that failed.
                pub type Failure = #within::Failure<#code>;
                /// A success or a failure, as a client receives it.
                pub type Envelope<T> = #within::Envelope<T, #code>;
                /// The return type of a handler: a success, or a failure with any code of the catalog. A second type for the
                /// errors, such as an enum with `#[derive(Coded)]`, limits them to the codes of that type.
                pub type Result<T, E = Failure> = ::core::result::Result<Success<T>, E>;
            }
            { #further_in }
        }
    }
}

/// Returns the name by which the module finds the enum. If the enum is in a function, rustc does not find it and shows it in its
/// error. The place is part of the name, because the module around the function can have an enum of the same name.
fn alias(name: &str, span: Span) -> Ident {
    let name = format!("__{name}_is_in_a_function__write_module_false");
    if !proc_macro::is_available() {
        return Ident::new(&name, span);
    }
    let place = span.unwrap();
    Ident::new(&format!("{name}__{}_{}", place.line(), place.column()), span)
}

/// Returns the params of the rows, for an enum without a module. `Coded` finds them through the enum.
fn without_module(input: &Input, catalog: &Catalog) -> TokenStream {
    let krate = &input.krate;
    let params = params::structs(input, catalog);
    let conversions = params::conversions(input, catalog);
    quote! {
        #[allow(
            deprecated,
            non_camel_case_types,
            non_snake_case,
            clippy::deprecated_semver,
            clippy::pub_underscore_fields,
            clippy::struct_excessive_bools,
            clippy::struct_field_names
        )]
        const _: () = {
            #krate::__envelope! { #params #conversions }
        };
    }
}

/// Returns the visibility of the enum for an item two modules deeper, in the modules of the extractors. An
/// extractor must not be more visible than the enum, because the enum is in its associated types.
fn two_modules_in(visibility: &Visibility) -> TokenStream {
    let Visibility::Restricted(restricted) = visibility else {
        let inherited = matches!(visibility, Visibility::Inherited);
        return if inherited {
            quote! { pub(in super::super) }
        } else {
            quote! { #visibility }
        };
    };
    let path = &restricted.path;
    match path.segments.first() {
        Some(first) if first.ident == "super" => quote! { pub(in super::super::#path) },
        Some(first) if first.ident == "self" => quote! { pub(in super::super) },
        _ => quote! { #visibility },
    }
}
