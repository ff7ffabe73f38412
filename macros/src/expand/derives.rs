//! Generates the traits of the enum, except those that the user derives.
//!
//! A trait is derived if the derived code does not grow with the number of variants. All others are written out.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Path, Token};

use crate::foreign::OF_OWN_TRAITS;
use crate::input::Input;

/// The traits that are derived. The comparison of two variants without fields compares two numbers.
const DERIVED: [&str; 7] = ["Clone", "Copy", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];

/// Returns the names of the traits that the user derives.
fn by_user(input: &Input) -> Vec<String> {
    let derives = input.item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive"));
    // If the arguments are not a list of paths, rustc reports that.
    let paths = derives
        .filter_map(|derive| derive.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok());
    let names = paths.flatten().filter_map(|path| path.segments.last().map(|last| last.ident.to_string()));
    // A derive that is refused implements its traits too. A second implementation would cause another error.
    let refused = |name: &str| OF_OWN_TRAITS.iter().find(|(derive, _)| *derive == name);
    let names = names.flat_map(|name| match refused(&name) {
        Some((_, traits)) => traits.iter().map(|name| (*name).to_owned()).collect(),
        None => vec![name],
    });
    names.collect()
}

/// Returns the paths of the derives that the user has not written.
pub(crate) fn derived(input: &Input) -> Vec<TokenStream> {
    let by_user = by_user(input);
    let missing = DERIVED.iter().filter(|name| !by_user.iter().any(|user| user == *name));
    let paths = missing.map(|name| match *name {
        "Clone" => "::core::clone::Clone",
        "Copy" => "::core::marker::Copy",
        "Hash" => "::core::hash::Hash",
        "PartialEq" => "::core::cmp::PartialEq",
        "Eq" => "::core::cmp::Eq",
        "PartialOrd" => "::core::cmp::PartialOrd",
        _ => "::core::cmp::Ord",
    });
    paths.map(|path| path.parse().expect("a path")).collect()
}

/// Returns the implementations that are written out. The names are those of the derives that replace them.
pub(crate) fn written_out(input: &Input) -> TokenStream {
    let by_user = by_user(input);
    let written = [
        ("Debug", debug(input)),
        ("Display", display(input)),
        ("AsRef", as_ref(input)),
        ("FromStr", from_str(input)),
        ("TryFromStr", try_from(input)),
        ("Error", error(input)),
        ("Serialize", serialize(input)),
        ("Deserialize", deserialize(input)),
    ];
    let missing = written.into_iter().filter(|(name, _)| !by_user.iter().any(|user| user == name));
    missing.map(|(_, tokens)| tokens).collect()
}

fn debug(input: &Input) -> TokenStream {
    let name = &input.item.ident;
    quote! {
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Formatter::write_str(__f, __Entry::variant(__row(*self)))
            }
        }
    }
}

fn display(input: &Input) -> TokenStream {
    let name = &input.item.ident;
    quote! {
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Formatter::pad(__f, __Entry::code(__row(*self)))
            }
        }
    }
}

fn as_ref(input: &Input) -> TokenStream {
    let name = &input.item.ident;
    quote! {
        #[automatically_derived]
        impl ::core::convert::AsRef<::core::primitive::str> for #name {
            fn as_ref(&self) -> &::core::primitive::str {
                __Entry::code(__row(*self))
            }
        }
    }
}

fn from_str(input: &Input) -> TokenStream {
    let name = &input.item.ident;
    let krate = &input.krate;
    quote! {
        #[automatically_derived]
        impl ::core::str::FromStr for #name {
            type Err = #krate::UnknownCode;

            fn from_str(__code: &::core::primitive::str) -> ::core::result::Result<Self, #krate::UnknownCode> {
                ::core::option::Option::ok_or(__find(__code), #krate::UnknownCode)
            }
        }
    }
}

fn try_from(input: &Input) -> TokenStream {
    let name = &input.item.ident;
    let krate = &input.krate;
    quote! {
        #[automatically_derived]
        impl ::core::convert::TryFrom<&::core::primitive::str> for #name {
            type Error = #krate::UnknownCode;

            fn try_from(__code: &::core::primitive::str) -> ::core::result::Result<Self, #krate::UnknownCode> {
                ::core::option::Option::ok_or(__find(__code), #krate::UnknownCode)
            }
        }
    }
}

fn error(input: &Input) -> TokenStream {
    let name = &input.item.ident;
    quote! {
        #[automatically_derived]
        impl ::core::error::Error for #name {}
    }
}

fn serialize(input: &Input) -> TokenStream {
    let name = &input.item.ident;
    let krate = &input.krate;
    quote! {
        #[automatically_derived]
        impl #krate::__private::serde::Serialize for #name {
            fn serialize<__S>(&self, __serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error>
            where
                __S: #krate::__private::serde::Serializer,
            {
                #krate::__private::serialize(*self, __serializer)
            }
        }
    }
}

fn deserialize(input: &Input) -> TokenStream {
    let name = &input.item.ident;
    let krate = &input.krate;
    quote! {
        #[automatically_derived]
        impl<'de> #krate::__private::serde::Deserialize<'de> for #name {
            fn deserialize<__D>(__deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: #krate::__private::serde::Deserializer<'de>,
            {
                #krate::__private::deserialize(__deserializer)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The standard library has no derive of this name, but other crates do.
    #[test]
    fn from_str_is_left_to_a_derive_of_that_name() {
        let input = |item| match Input::parse(quote! { "error_codes.toml" }, &item) {
            Ok((input, _)) => input,
            Err(tokens) => panic!("{tokens}"),
        };
        let without = input(quote! { enum ErrorCode {} });
        let with = input(quote! { #[derive(parse::FromStr)] enum ErrorCode {} });
        assert!(written_out(&without).to_string().contains("FromStr for ErrorCode"));
        assert!(!written_out(&with).to_string().contains("FromStr for ErrorCode"));
    }
}
