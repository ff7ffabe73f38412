//! Generates a struct for each row with params. Its fields are the params, and its `Display` is the text for one
//! occurrence.

use errcat_catalog::{Catalog, Param, ParamType, Piece, Row};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::doc;
use crate::input::{self, Input};

/// Returns the rows with params, each with its index and its message.
fn rows(catalog: &Catalog) -> impl Iterator<Item = (usize, &Row, &[Piece])> {
    let rows = catalog.rows.iter().enumerate().filter(|(_, row)| !row.params.is_empty());
    rows.filter_map(|(index, row)| Some((index, row, row.message.as_deref()?)))
}

/// Returns a struct for each row with params.
pub(crate) fn structs(input: &Input, catalog: &Catalog) -> TokenStream {
    rows(catalog).map(|(_, row, message)| params(input, row, message)).collect()
}

/// Returns the entry of the table for the params of a row, as Rust code.
pub(crate) fn literal(row: &Row) -> String {
    let names: Vec<&str> = row.params.iter().map(|param| param.name.as_str()).collect();
    let params: Vec<String> =
        row.params.iter().map(|Param { name, ty }| format!("{name}: {}", rust_name(*ty))).collect();
    let all = format!("`{} {{ {} }}`", row.variant, params.join(", "));
    let all_missing = format!("this row has params, and each needs a value: {all}");
    let missing: Vec<String> =
        names.iter().map(|name| format!("param `{name}` of {all} is missing")).collect();
    let keys = names.iter().enumerate().map(|(index, name)| {
        let before = if index == 0 { '{' } else { ',' };
        format!("{before}\"{name}\":")
    });
    let keys: Vec<String> = keys.collect();
    let texts: Vec<bool> = row.params.iter().map(|param| param.ty == ParamType::String).collect();
    format!(
        "&__Params{{names:&{names:?},texts:&{texts:?},keys:&{keys:?},missing:&{missing:?},all_missing:{all_missing:?}}}"
    )
}

/// Returns the implementations that convert each struct to a failure, and that find each struct through the enum.
pub(crate) fn conversions(input: &Input, catalog: &Catalog) -> TokenStream {
    let krate = input.krate_within();
    let code = input.enum_within();
    let conversions = rows(catalog).map(|(index, row, _)| {
        let span = input.path.span();
        let variant = input::ident(&row.variant, span);
        let name = name(input, row);
        let names: Vec<&str> = row.params.iter().map(|param| param.name.as_str()).collect();
        let fields: Vec<Ident> = names.iter().map(|param| input::ident(param, span)).collect();
        let indexes = 0..fields.len();
        quote! {
            impl #krate::__private::WithParams<#index> for #code {
                type Params = #name;
            }

            impl #krate::Params for #name {
                fn row() -> ::core::primitive::usize {
                    #index
                }

                fn draft() -> Self {
                    Self { #(#fields: ::core::default::Default::default(),)* }
                }

                fn value(
                    &self,
                    __index: ::core::primitive::usize,
                ) -> ::core::option::Option<#krate::__private::Value<'_>> {
                    match __index {
                        #(#indexes => ::core::option::Option::Some(::core::convert::From::from(&self.#fields)),)*
                        _ => ::core::option::Option::None,
                    }
                }

                fn read(
                    __values: &#krate::__private::SentParams,
                ) -> #krate::__private::ReadParams<Self> {
                    ::core::result::Result::Ok(Self {
                        #(#fields: #krate::__private::param(__values, #names)?,)*
                    })
                }
            }

            impl ::core::convert::From<#name> for #krate::Failure<#code> {
                fn from(__params: #name) -> Self {
                    #krate::__private::failure(#code::#variant, #krate::__private::Box::new(__params))
                }
            }
        }
    });
    conversions.collect()
}

/// Returns the name of the struct: the name of the variant. Without a module, the name begins with `__`, because the
/// user never writes it and it must not conflict with other names in scope.
fn name(input: &Input, row: &Row) -> Ident {
    let span = input.path.span();
    match input.module {
        Some(_) => input::ident(&row.variant, span),
        None => Ident::new(&format!("__{}", row.variant), span),
    }
}

fn params(input: &Input, row: &Row, message: &[Piece]) -> TokenStream {
    let span = input.path.span();
    let name = name(input, row);
    let doc = doc::params(row, message);
    let deprecated = doc::deprecated(row);
    let has_float = row.params.iter().any(|param| param.ty == ParamType::F64);
    let eq = (!has_float).then(|| quote! { , ::core::cmp::Eq });
    let fields = row.params.iter().map(|Param { name, ty }| {
        let doc = format!("`{{{name}}}` in the text.");
        let name = input::ident(name, span);
        let ty = self::ty(input, *ty);
        quote! { #[doc = #doc] pub #name: #ty }
    });
    let pieces = message.iter().map(|piece| match piece {
        Piece::Text(text) => quote! { ::core::fmt::Formatter::write_str(__f, #text)?; },
        Piece::Param(index) => {
            let name = input::ident(&row.params[*index].name, span);
            quote! { ::core::fmt::Display::fmt(&self.#name, __f)?; }
        }
    });
    quote! {
        #[doc = #doc]
        #deprecated
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq #eq)]
        pub struct #name {
            #(#fields,)*
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #(#pieces)*
                ::core::result::Result::Ok(())
            }
        }
    }
}

/// Returns a type as a user writes it in Rust.
fn rust_name(ty: ParamType) -> &'static str {
    match ty {
        ParamType::String => "String",
        other => other.name(),
    }
}

fn ty(input: &Input, ty: ParamType) -> TokenStream {
    let krate = input.krate_within();
    match ty {
        ParamType::String => quote! { #krate::__private::String },
        ParamType::Bool => quote! { ::core::primitive::bool },
        ParamType::U32 => quote! { ::core::primitive::u32 },
        ParamType::U64 => quote! { ::core::primitive::u64 },
        ParamType::I32 => quote! { ::core::primitive::i32 },
        ParamType::I64 => quote! { ::core::primitive::i64 },
        ParamType::F64 => quote! { ::core::primitive::f64 },
    }
}
