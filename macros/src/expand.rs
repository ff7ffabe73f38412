//! Generates the Rust code of a catalog: the enum, its table and lookups, and its module.
//!
//! The table and the list of variants grow with the catalog. They are written as text, which the compiler tokenises.
//! The rest is one template for all catalogs.

mod derives;

use std::collections::HashMap;
use std::fmt::Write;

use errcat_catalog::{Catalog, Row};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Error, Ident};

use crate::bodies;
use crate::doc;
use crate::http_table;
use crate::input::{self, Input};
use crate::item;
use crate::loader::Files;
use crate::lookup::Lookup;
use crate::module;
use crate::repr;
use crate::table;
use crate::tokens::{literals, tokens};

/// Returns the enum and everything that belongs to it. If there are errors, it is generated from the rows that could be
/// read, so that code which uses the enum does not cause further errors.
pub(crate) fn contract(input: &Input, catalog: &Catalog, files: &Files, errors: &[Error]) -> TokenStream {
    let variants = variants(input, catalog);
    let item = item(input, catalog, &variants);
    let inherent = inherent(input, catalog, &variants);
    let lookups = lookups(input, catalog, errors.is_empty());
    let traits = traits(input, catalog);
    let derives = derives::written_out(input);
    let module = module::module(input, catalog);
    let tracked = files.tracked(&input.path);
    let errors = errors.iter().map(Error::to_compile_error);
    quote! {
        #(#errors)*
        #item
        #[allow(deprecated)]
        const _: () = {
            #tracked
            #inherent
            #lookups
            #traits
            #derives
        };
        #module
    }
}

/// A variant of the enum, and its row.
struct Variant<'a> {
    /// The attributes that the user wrote above the variant.
    attributes: &'a [Attribute],
    ident: Ident,
    /// `None` for a variant without a row, which has been reported.
    row: Option<&'a Row>,
}

/// Returns the variants in file order. A variant that the user wrote keeps its attributes and its span.
fn variants<'a>(input: &'a Input, catalog: &'a Catalog) -> Vec<Variant<'a>> {
    // The place where the user would write them. With the span of the path, rust-analyzer's "go to definition" on the
    // path would also show the variants.
    let span = input.item.brace_token.span.close();
    let mut written: HashMap<String, &syn::Variant> =
        input.item.variants.iter().map(|own| (own.ident.unraw().to_string(), own)).collect();
    let mut variants: Vec<_> = catalog
        .rows
        .iter()
        .map(|row| {
            let own = written.remove(&row.variant);
            Variant {
                attributes: own.map_or(&[], |own| &own.attrs),
                ident: own.map_or_else(|| input::ident(&row.variant, span), |own| own.ident.clone()),
                row: Some(row),
            }
        })
        .collect();
    let unknown =
        input.item.variants.iter().filter(|own| written.contains_key(&own.ident.unraw().to_string()));
    variants.extend(unknown.map(|own| Variant {
        attributes: &own.attrs,
        ident: own.ident.clone(),
        row: None,
    }));
    if variants.is_empty() {
        // The generated code does not compile for an enum without variants. The empty catalog has been reported.
        variants.push(Variant { attributes: &[], ident: Ident::new("__NoRow", span), row: None });
    }
    variants
}

fn item(input: &Input, catalog: &Catalog, variants: &[Variant<'_>]) -> TokenStream {
    let attributes = input.item.attrs.iter().filter(|attribute| repr::has_room(attribute, catalog));
    let visibility = &input.item.vis;
    let name = &input.item.ident;
    let derived = derives::derived(input);
    let reason = item::REASON;
    let mut docs = literals(variants.iter().filter_map(|variant| variant.row).map(doc::row));
    let variants = variants.iter().map(|Variant { attributes, ident, row }| {
        let doc = row.and_then(|_| docs.next()).map(|doc| quote! { #[doc = #doc] });
        let by_user = attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"));
        let deprecated = row.filter(|_| !by_user).and_then(doc::deprecated);
        quote! { #(#attributes)* #doc #deprecated #ident }
    });
    quote! {
        #(#attributes)*
        #[derive(#(#derived),*)]
        #[allow(
            dead_code,
            non_camel_case_types,
            clippy::deprecated_semver,
            clippy::enum_variant_names,
            clippy::upper_case_acronyms,
            reason = #reason
        )]
        #visibility enum #name {
            #(#variants,)*
        }
    }
}

fn inherent(input: &Input, catalog: &Catalog, variants: &[Variant<'_>]) -> TokenStream {
    let name = &input.item.ident;
    let krate = &input.krate;
    let count = variants.len();
    let table = table::table(input, catalog, count);
    let all = tokens(&variants.iter().fold(String::new(), |mut all, variant| {
        let _ = write!(all, "{name}::{},", variant.ident);
        all
    }));
    quote! {
        #table

        static __ALL: [#name; #count] = [#all];

        // Not an associated function, because a variant can have the same name and would be found first.
        #[inline]
        const fn __row(__code: #name) -> &'static __Entry {
            &__ENTRIES[__code as ::core::primitive::usize]
        }

        #[inline]
        fn __find(__code: &::core::primitive::str) -> ::core::option::Option<#name> {
            match __Lookup::find(&__LOOKUP, &__ENTRIES, __code) {
                ::core::option::Option::Some(__row) => ::core::option::Option::Some(__ALL[__row]),
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }

        #[automatically_derived]
        #[allow(dead_code, clippy::same_name_method)]
        impl #name {
            /// Every code, in file order.
            pub const ALL: &'static [Self] = &__ALL;

            /// Returns the row of the catalog.
            #[inline]
            #[must_use]
            pub const fn entry(self) -> &'static #krate::Entry {
                __row(self)
            }

            /// Returns the code that is sent, as text.
            #[inline]
            #[must_use]
            pub const fn code(self) -> &'static ::core::primitive::str {
                __Entry::code(__row(self))
            }

            /// Returns the HTTP status, from 400 to 599.
            #[inline]
            #[must_use]
            pub const fn status(self) -> ::core::primitive::u16 {
                __Entry::status(__row(self))
            }

            /// Returns the text that documents the code.
            #[inline]
            #[must_use]
            pub const fn description(self) -> &'static ::core::primitive::str {
                __Entry::description(__row(self))
            }

            /// Returns the code with exactly this text, byte for byte. Aliases are accepted as well.
            #[inline]
            #[must_use]
            pub fn from_code(__code: &::core::primitive::str) -> ::core::option::Option<Self> {
                __find(__code)
            }
        }
    }
}

/// Returns the table that finds a row by its code or by an alias. For a wrong catalog, the table is empty, because two
/// codes can be the same.
fn lookups(input: &Input, catalog: &Catalog, is_valid: bool) -> TokenStream {
    let krate = &input.krate;
    let rows = if is_valid { &catalog.rows[..] } else { &[] };
    let aliases = || {
        rows.iter().zip(0_u16..).flat_map(|(row, index)| row.aliases.iter().map(move |alias| (alias, index)))
    };
    let texts: Vec<&str> = rows
        .iter()
        .map(|row| &row.code)
        .chain(aliases().map(|(alias, _)| alias))
        .map(String::as_str)
        .collect();
    let Lookup { seed, displacements, slots } = Lookup::new(&texts);
    let displacements = Literal::byte_string(&displacements);
    let slots = Literal::byte_string(&slots);
    let aliases = aliases().map(|(alias, index)| quote! { (#alias, #index) });
    quote! {
        type __Lookup = #krate::__private::Lookup;

        static __LOOKUP: __Lookup = __Lookup {
            seed: #seed,
            displacements: #displacements,
            slots: #slots,
            aliases: &[#(#aliases),*],
        };
    }
}

/// Returns the implementation of `Code`, the trait that the envelope types are generic over.
fn traits(input: &Input, catalog: &Catalog) -> TokenStream {
    let name = &input.item.ident;
    let krate = &input.krate;
    let bodies = bodies::bodies(input, catalog);
    let http = http_table::rows(input, catalog);
    let catalog_name = catalog.name.as_deref().unwrap_or_default();
    let schema = schema(input, catalog);
    quote! {
        #bodies

        #[automatically_derived]
        impl #krate::Code for #name {
            const ALL: &'static [Self] = &__ALL;
            const HTTP: &'static [#krate::__private::HttpRow] = #http;
            const NAME: &'static ::core::primitive::str = #catalog_name;
            const BODIES: &'static #krate::__private::Bodies = __BODIES;
            #schema

            #[inline]
            fn entry(self) -> &'static #krate::Entry {
                __row(self)
            }

            #[inline]
            fn from_code(__code: &::core::primitive::str) -> ::core::option::Option<Self> {
                __find(__code)
            }
        }

        #krate::__code_schemas! { #name }
    }
}

/// Returns the JSON Schema of the bodies, if a feature of errcat needs it.
#[cfg(feature = "schema")]
fn schema(input: &Input, catalog: &Catalog) -> TokenStream {
    let schema = errcat_catalog::json_schema(catalog, &input.item.ident.unraw().to_string());
    quote! { const SCHEMA: &'static ::core::primitive::str = #schema; }
}

#[cfg(not(feature = "schema"))]
fn schema(_: &Input, _: &Catalog) -> TokenStream {
    TokenStream::new()
}
