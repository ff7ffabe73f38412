//! Parses what the user wrote in Rust: the arguments of the attribute, and the enum under it.

use errcat_catalog::is_raw_keyword;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Ident, LitBool, LitStr, Path, Result};

use crate::foreign;
use crate::item::{self, Enum};
use crate::krate::{self, CratePath};
use crate::options::{end_of_first, options, set, unknown};

/// The attribute and its enum.
pub(crate) struct Input {
    /// The path of the catalog, relative to the package.
    pub(crate) path: LitStr,
    /// The path of the crate `errcat`.
    pub(crate) krate: Path,
    /// The name of the module with the envelope types. `None` for `module = false`.
    pub(crate) module: Option<Ident>,
    /// The enum, with or without variants. Parts that a catalog's enum cannot have are removed.
    pub(crate) item: Enum,
}

impl Input {
    /// Parses the attribute and the enum, and returns the mistakes in the options and in the enum.
    ///
    /// # Errors
    ///
    /// If the enum or the path cannot be read, it returns tokens: the item as the user wrote it, and all errors.
    pub(crate) fn parse(
        arguments: TokenStream,
        tokens: &TokenStream,
    ) -> std::result::Result<(Self, Vec<Error>), TokenStream> {
        let mut errors = Vec::new();
        let arguments = report(Arguments::read.parse2(arguments), &mut errors);
        let attribute = arguments.as_ref().map_or_else(Span::call_site, |arguments| arguments.path.span());
        let read = |input: ParseStream<'_>| item::read(input, attribute);
        let item = report(read.parse2(tokens.clone()), &mut errors);
        let (Some(mut arguments), Some(mut item)) = (arguments, item) else {
            let errors = errors.iter().map(Error::to_compile_error);
            return Err(quote! { #tokens #(#errors)* });
        };
        errors.append(&mut arguments.errors);
        item::visibilities(tokens, &mut errors);
        item::reduce(&mut item, &mut errors);
        foreign::check(&item, &mut errors);
        let module = match arguments.module {
            Some(Module::None) => None,
            Some(Module::Named(name)) => Some(module(Some(name), &item, &mut errors)),
            None => Some(module(None, &item, &mut errors)),
        };
        let krate = arguments.krate.map_or_else(krate::path, |CratePath(path)| path);
        Ok((Self { path: arguments.path, krate, module, item }, errors))
    }

    /// Returns the path of the enum from within the module.
    pub(crate) fn enum_within(&self) -> TokenStream {
        let name = &self.item.ident;
        if self.module.is_some() {
            quote! { __code::#name }
        } else {
            quote! { #name }
        }
    }

    /// Returns the path of the crate `errcat` from within the module.
    pub(crate) fn krate_within(&self) -> TokenStream {
        let krate = &self.krate;
        let goes_up = krate.segments.first().is_some_and(|first| first.ident == "super");
        if goes_up && self.module.is_some() {
            quote! { super::#krate }
        } else {
            quote! { #krate }
        }
    }
}

fn report<T>(result: Result<T>, errors: &mut Vec<Error>) -> Option<T> {
    result.map_err(|error| errors.push(error)).ok()
}

/// `"error_codes.toml", crate = path, module = name`
struct Arguments {
    path: LitStr,
    krate: Option<CratePath>,
    module: Option<Module>,
    /// The mistakes in the options. The other options have been read.
    errors: Vec<Error>,
}

/// The name of the module, or `false` for no module.
enum Module {
    Named(Ident),
    None,
}

impl Parse for Module {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let message = "expected a name without quotes, or `false` for no module";
        if let Ok(literal) = input.fork().parse::<LitBool>() {
            input.parse::<LitBool>()?;
            return if literal.value { Err(Error::new(literal.span(), message)) } else { Ok(Self::None) };
        }
        input.parse().map(Self::Named).map_err(|error| Error::new(error.span(), message))
    }
}

const OPTIONS: [&str; 3] = ["crate = path", "module = name", "module = false"];

impl Arguments {
    /// Reads the path and the options. It continues after a wrong option.
    fn read(input: ParseStream<'_>) -> Result<Self> {
        let Ok(path) = input.parse::<LitStr>() else {
            let message = "expected the path of the catalog: `#[errcat::catalog(\"error_codes.toml\")]`";
            let span = if input.is_empty() { Span::call_site() } else { input.span() };
            input.parse::<TokenStream>()?;
            return Err(Error::new(span, message));
        };
        let mut arguments = Self { path, krate: None, module: None, errors: Vec::new() };
        end_of_first(input, &mut arguments.errors);
        let Self { krate, module, errors, .. } = &mut arguments;
        options(input, errors, |name, input| match name.to_string().as_str() {
            "crate" => set(name, krate, "path", input),
            "module" => set(name, module, "name", input),
            _ => Err(unknown(name, &OPTIONS)),
        });
        Ok(arguments)
    }
}

/// Returns the name of the module: the name that the user chose, or the name of the enum in snake case.
fn module(by_user: Option<Ident>, item: &Enum, errors: &mut Vec<Error>) -> Ident {
    let name = match &by_user {
        Some(module) => module.unraw().to_string(),
        None => snake_case(&item.ident.unraw().to_string()),
    };
    let span = by_user.as_ref().map_or_else(|| item.ident.span(), Ident::span);
    let message = if item.ident.unraw() == name {
        format!("the enum and the module with its envelope types would both be named `{name}`")
    } else if matches!(name.as_str(), "crate" | "self" | "super") {
        format!("the module with the envelope types cannot be named `{name}`")
    } else {
        return by_user.unwrap_or_else(|| ident(&name, span));
    };
    let help = "choose a name for the module: `#[errcat::catalog(\"…\", module = …)]`";
    errors.push(Error::new(span, format!("{message}\n  = help: {help}")));
    ident(&format!("{name}_module"), span)
}

/// Returns an identifier, which is raw if the name is a keyword.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    if is_raw_keyword(name) { Ident::new_raw(name, span) } else { Ident::new(name, span) }
}

/// Converts a name to snake case: `ErrorCode` to `error_code`, `HTTPError` to `http_error`.
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let characters: Vec<char> = name.chars().collect();
    for (index, c) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| characters[before]);
        let starts_word = c.is_uppercase()
            && before.is_some_and(|before| {
                let ends_capitals =
                    before.is_uppercase() && characters.get(index + 1).is_some_and(|c| c.is_lowercase());
                before != '_' && (!before.is_uppercase() || ends_capitals)
            });
        if starts_word {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_has_the_name_of_its_enum_in_snake_case() {
        let names = [
            ("ErrorCode", "error_code"),
            ("HTTPError", "http_error"),
            ("V2Code", "v2_code"),
            ("Error_Code", "error_code"),
            ("Type", "type"),
        ];
        for (name, snake) in names {
            assert_eq!(snake_case(name), snake);
        }
    }
}
