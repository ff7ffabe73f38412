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

/// Reads the end of the argument before the options: a comma, if there are options.
pub(crate) fn end_of_first(input: ParseStream<'_>, errors: &mut Vec<Error>) {
    if !input.is_empty() && !input.peek(Token![,]) {
        errors.push(input.error("expected `,`"));
        skip(input);
    }
}

/// Skips what comes before the next comma.
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
    let no_value = || {
        let message = format!("option `{name}` has no value: write `{name} = {value}`");
        Error::new(name.span(), message)
    };
    if !input.peek(Token![=]) {
        return Err(no_value());
    }
    input.parse::<Token![=]>()?;
    if input.is_empty() || input.peek(Token![,]) {
        return Err(no_value());
    }
    let value = input.parse()?;
    once(name, slot.is_some())?;
    *slot = Some(value);
    Ok(())
}

/// Fails if the option was there before.
pub(crate) fn once(name: &Ident, again: bool) -> Result<()> {
    if again { Err(Error::new(name.span(), format!("duplicate option `{name}`"))) } else { Ok(()) }
}

/// Returns the error of an option that is none of these. Each of them may have a value after its name.
pub(crate) fn unknown(name: &Ident, known: &[&'static str]) -> Error {
    let text = name.to_string();
    let names = known.iter().filter_map(|option| option.split(' ').next());
    let help = match nearest(&text, names) {
        Some(near) => format!("a similar option exists: `{near}`"),
        None => format!("the options are `{}`", known.join("`, `")),
    };
    Error::new(name.span(), format!("unknown option `{text}`\n  = help: {help}"))
}
