//! What the user wrote in Rust: the attribute's arguments and the enum under it.

use errcat_catalog::{is_raw_keyword, nearest};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Error, Ident, Item, ItemEnum, LitStr, Path, Result, Token};

/// The attribute and its enum.
pub(crate) struct Input {
    /// The catalog's path, relative to the package.
    pub(crate) path: LitStr,
    /// The crate `errcat`.
    pub(crate) krate: Path,
    /// The module with the envelope types.
    pub(crate) module: Ident,
    /// The enum, with or without variants.
    pub(crate) item: ItemEnum,
}

impl Input {
    /// Reads both; where that cannot be done, the error comes beside the item as the user wrote it.
    pub(crate) fn parse(
        arguments: TokenStream,
        tokens: TokenStream,
    ) -> std::result::Result<Self, TokenStream> {
        let item = syn::parse2::<Item>(tokens.clone()).and_then(checked_enum);
        let arguments = syn::parse2::<Arguments>(arguments);
        let error = match (item, arguments) {
            (Ok(item), Ok(arguments)) => match arguments.module(&item) {
                Ok(module) => return Ok(Self { path: arguments.path, krate: arguments.krate, module, item }),
                Err(error) => error,
            },
            (Err(mut error), Err(other)) => {
                error.combine(other);
                error
            }
            (Err(error), _) | (_, Err(error)) => error,
        };
        let error = error.into_compile_error();
        Err(quote! { #tokens #error })
    }
}

/// The enum, if a catalog can be put into it.
fn checked_enum(item: Item) -> Result<ItemEnum> {
    let Item::Enum(item) = item else {
        return Err(Error::new(item.span(), "a catalog becomes an enum: write `pub enum ErrorCode {}` here"));
    };
    let mut errors = Errors::default();
    if !item.generics.params.is_empty() {
        errors.push(&item.generics, "a catalog's enum has no generic parameters");
    }
    for variant in &item.variants {
        if !variant.fields.is_empty() {
            errors.push(&variant.fields, "a code has no fields; the catalog's rows are all there is to it");
        }
        if let Some((_, discriminant)) = &variant.discriminant {
            errors.push(
                discriminant,
                "a code has no discriminant of its own; variants are counted in file order",
            );
        }
    }
    errors.or(item)
}

/// Every error of the item at once.
#[derive(Default)]
struct Errors(Option<Error>);

impl Errors {
    fn push(&mut self, at: &impl quote::ToTokens, message: &str) {
        let error = Error::new_spanned(at, message);
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    fn or<T>(self, value: T) -> Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// `"error_codes.toml", crate = path, module = name`
struct Arguments {
    path: LitStr,
    krate: Path,
    module: Option<Ident>,
}

const OPTIONS: [&str; 2] = ["crate", "module"];

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let Ok(path) = input.parse::<LitStr>() else {
            let message = "expected the path of the catalog: `#[errcat::catalog(\"error_codes.toml\")]`";
            let span = if input.is_empty() { Span::call_site() } else { input.span() };
            return Err(Error::new(span, message));
        };
        let mut krate = None;
        let mut module = None;
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let option = input.call(Ident::parse_any)?;
            match option.to_string().as_str() {
                "crate" => set(&option, &mut krate, value(input)?)?,
                "module" => set(&option, &mut module, value(input)?)?,
                other => return Err(unknown_option(&option, other)),
            }
        }
        let krate = krate.unwrap_or_else(|| syn::parse_quote!(::errcat));
        Ok(Self { path, krate, module })
    }
}

fn value<T: Parse>(input: ParseStream<'_>) -> Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

fn set<T>(option: &Ident, slot: &mut Option<T>, value: T) -> Result<()> {
    match slot.replace(value) {
        Some(_) => Err(Error::new(option.span(), format!("option `{option}` stands twice"))),
        None => Ok(()),
    }
}

fn unknown_option(option: &Ident, name: &str) -> Error {
    let help = match nearest(name, OPTIONS) {
        Some(near) => format!("a similar option exists: `{near}`"),
        None => "the options are `crate = path` and `module = name`".to_owned(),
    };
    Error::new(option.span(), format!("unknown option `{name}`\n  = help: {help}"))
}

impl Arguments {
    /// The module's name: the option's, or the enum's in snake case.
    fn module(&self, item: &ItemEnum) -> Result<Ident> {
        if let Some(module) = &self.module {
            return Ok(module.clone());
        }
        let name = snake_case(&item.ident.unraw().to_string());
        if item.ident.unraw() == name {
            let message =
                format!("the enum and the module with its envelope types would both be named `{name}`");
            let help = "name the module: `#[errcat::catalog(\"…\", module = …)]`";
            return Err(Error::new(item.ident.span(), format!("{message}\n  = help: {help}")));
        }
        Ok(ident(&name, item.ident.span()))
    }
}

/// An identifier of this name, raw where it has to be.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    if is_raw_keyword(name) { Ident::new_raw(name, span) } else { Ident::new(name, span) }
}

/// `ErrorCode` to `error_code`, `HTTPError` to `http_error`.
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
    fn a_module_is_named_for_its_enum() {
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
