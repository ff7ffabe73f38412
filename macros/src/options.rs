//! The options of an attribute, such as `default = Row, expose`.

use errcat_catalog::nearest;
use proc_macro2::TokenTree;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, Result, Token};

/// Reads options that are separated by commas, up to the end. After a wrong option, it continues with the next one.
pub(crate) fn options(
    input: ParseStream<'_>,
    errors: &mut Vec<Error>,
    mut option: impl FnMut(&Ident, ParseStream<'_>) -> Result<()>,
) {
    while !input.is_empty() {
        if let Err(error) = next(input, &mut option) {
            errors.push(error);
            skip(input);
        }
    }
}

fn next(
    input: ParseStream<'_>,
    option: &mut impl FnMut(&Ident, ParseStream<'_>) -> Result<()>,
) -> Result<()> {
    if input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
    }
    if input.is_empty() {
        return Ok(());
    }
    let name = input.call(Ident::parse_any)?;
    option(&name, input)?;
    if input.is_empty() || input.peek(Token![,]) { Ok(()) } else { Err(input.error("expected `,`")) }
}

fn skip(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        // This cannot fail, because the input is not empty.
        let _ = input.parse::<TokenTree>();
    }
}

/// Reads the value of an option. `value` shows in a message what to write.
pub(crate) fn set<T: Parse>(
    name: &Ident,
    slot: &mut Option<T>,
    value: &str,
    input: ParseStream<'_>,
) -> Result<()> {
    if !input.peek(Token![=]) {
        let message = format!("option `{name}` has no value: write `{name} = {value}`");
        return Err(Error::new(name.span(), message));
    }
    input.parse::<Token![=]>()?;
    once(name, slot.replace(input.parse()?).is_some())
}

/// Fails if the option was there before.
pub(crate) fn once(name: &Ident, again: bool) -> Result<()> {
    if again { Err(Error::new(name.span(), format!("duplicate option `{name}`"))) } else { Ok(()) }
}

/// Returns the error of an option that is none of these.
pub(crate) fn unknown(name: &Ident, known: &[&'static str]) -> Error {
    let text = name.to_string();
    let help = match nearest(&text, known.iter().copied()) {
        Some(near) => format!("a similar option exists: `{near}`"),
        None => format!("the options are `{}`", known.join("`, `")),
    };
    Error::new(name.span(), format!("unknown option `{text}`\n  = help: {help}"))
}
