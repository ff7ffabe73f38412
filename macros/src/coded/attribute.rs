//! Parses the attribute `#[coded(…)]` of a type and of a variant.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::token::{Brace, Paren};
use syn::{
    Attribute, Error, Ident, LitBool, LitStr, Meta, Path, Result, Token, Type, braced, parenthesized,
    parse_quote,
};

use errcat_catalog::nearest;

use super::value::Value;
use crate::krate::CratePath;
use crate::options::{end_of_first, once, options, set, unknown};

/// `ErrorCode, default = Row, response = false, crate = path`
pub(super) struct OfType {
    pub(super) code: Type,
    pub(super) default: Option<Ident>,
    pub(super) krate: Path,
    /// The crate that is imported under the name of `krate`. If there is no such crate, the import is the only error.
    pub(super) import: Option<Path>,
    /// Whether the type is a response of each framework.
    pub(super) is_response: bool,
    /// Whether a wrong option may have hidden the default. Then a missing default is not reported.
    pub(super) hides_default: bool,
}

/// What decides the code of an error.
pub(super) enum Target {
    /// A row, with its params if the user wrote braces.
    Row { row: Ident, params: Option<Vec<Param>> },
    /// The inner error decides the code.
    Transparent(Span),
    /// The default row of the type.
    Default(Span),
}

/// `true` or `false`
struct Switch(bool);

/// The name of a row without params.
struct Row(Ident);

/// `Row { param: … }, expose, description = "…", retry_after = …, fields = …, member(name = …)`
pub(super) struct Binding {
    pub(super) target: Target,
    /// Set if the error's `Display` is the text of the reply.
    pub(super) expose: Option<Span>,
    /// The text of the reply.
    pub(super) description: Option<LitStr>,
    pub(super) retry_after: Option<Value>,
    /// The field errors.
    pub(super) fields: Option<Value>,
    pub(super) members: Vec<Member>,
    /// Whether a wrong option may have been the row. Then a missing row is not reported.
    pub(super) hides_row: bool,
}

/// `name = value`
pub(super) struct Member {
    pub(super) name: LitStr,
    pub(super) value: Value,
}

/// `name: value`, or only the name of a field.
pub(super) struct Param {
    pub(super) name: Ident,
    pub(super) value: Value,
    pub(super) is_shorthand: bool,
}

pub(super) const EXPECTED_ENUM: &str = "expected the enum of a catalog: `#[coded(ErrorCode)]`";
pub(super) const EXPECTED_ROW: &str = "expected a row: `#[coded(NotFound)]`";

const OF_TYPE: [&str; 3] = ["crate", "default", "response"];
const OF_BINDING: [&str; 6] = ["transparent", "expose", "description", "retry_after", "fields", "member"];

/// Returns the attributes `#[coded(…)]`.
pub(super) fn coded(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("coded"))
}

/// Reads the arguments in the parentheses. It continues after a wrong option. `expected` says what the first one is.
pub(super) fn read<T>(
    attribute: &Attribute,
    expected: &str,
    read: impl Fn(ParseStream<'_>, &mut Vec<Error>) -> Result<T>,
    errors: &mut Vec<Error>,
) -> Option<T> {
    let Meta::List(list) = &attribute.meta else {
        let message = "`#[coded]` has no arguments: write `#[coded(…)]`";
        errors.push(Error::new_spanned(attribute, message));
        return None;
    };
    if list.tokens.is_empty() {
        errors.push(Error::new_spanned(attribute, expected));
        return None;
    }
    let mut found = Vec::new();
    let parsed = (|input: ParseStream<'_>| read(input, &mut found)).parse2(list.tokens.clone());
    errors.append(&mut found);
    parsed.map_err(|error| errors.push(error)).ok()
}

impl OfType {
    pub(super) fn read(input: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<Self> {
        let start = input.span();
        let code = input.parse().map_err(|_| Error::new(start, EXPECTED_ENUM))?;
        if input.peek(Token![=]) {
            return Err(Error::new(start, EXPECTED_ENUM));
        }
        let (mut default, mut krate, mut response) = (None, None, None);
        let before = errors.len();
        end_of_first(input, errors);
        options(input, errors, |name, input| match name.to_string().as_str() {
            "default" => set(name, &mut default, "Row", input),
            "crate" => set(name, &mut krate, "path", input),
            // If its value is wrong, the type may have implementations by hand. They must not be a second error.
            "response" => {
                set(name, &mut response, "false", input).inspect_err(|_| response = Some(Switch(false)))
            }
            "transparent" => Err(of_row(name)),
            text if text.starts_with(char::is_uppercase) => Err(of_row(name)),
            _ => Err(unknown(name, &OF_TYPE)),
        });
        let import = krate.is_none().then(crate::krate::path);
        let krate = krate.map_or_else(|| parse_quote!(__errcat), |CratePath(path)| path);
        let is_response = response.is_none_or(|Switch(is_on)| is_on);
        let default = default.map(|Row(row)| row);
        Ok(Self { code, default, krate, import, is_response, hides_default: errors.len() > before })
    }
}

impl Binding {
    /// Returns the binding of a variant without an attribute.
    pub(super) fn default(span: Span) -> Self {
        let target = Target::Default(span);
        let members = Vec::new();
        let (expose, description, retry_after, fields) = (None, None, None, None);
        Self { target, expose, description, retry_after, fields, members, hides_row: false }
    }

    /// Returns whether there are no options besides the row.
    pub(super) fn is_plain(&self) -> bool {
        self.expose.is_none()
            && self.description.is_none()
            && self.retry_after.is_none()
            && self.fields.is_none()
            && self.members.is_empty()
    }

    pub(super) fn read(input: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<Self> {
        let mut binding = Self::default(input.span());
        if !starts_with_option(input) {
            binding.target = row(input, errors)?;
            end_of_first(input, errors);
        }
        options(input, errors, |name, input| binding.option(name, input));
        binding.contradictions(errors);
        Ok(binding)
    }

    fn option(&mut self, name: &Ident, input: ParseStream<'_>) -> Result<()> {
        match name.to_string().as_str() {
            "transparent" if matches!(self.target, Target::Default(_)) => {
                self.target = Target::Transparent(name.span());
                without_value(name, input)
            }
            "transparent" => Err(Error::new(name.span(), "`transparent` cannot be combined with a row")),
            "expose" => {
                once(name, self.expose.replace(name.span()).is_some())?;
                without_value(name, input)
            }
            "description" => set(name, &mut self.description, "…", input),
            "retry_after" => set(name, &mut self.retry_after, "…", input),
            "fields" => set(name, &mut self.fields, "…", input),
            "member" => self.member(input),
            _ if matches!(self.target, Target::Default(_)) => {
                self.hides_row = true;
                Err(without_row(name, input))
            }
            _ => Err(unknown(name, &OF_BINDING)),
        }
    }

    fn member(&mut self, input: ParseStream<'_>) -> Result<()> {
        let content;
        parenthesized!(content in input);
        for member in list::<Member>(&content)? {
            let value = member.name.value();
            if self.members.iter().any(|other| other.name.value() == value) {
                return Err(Error::new(member.name.span(), format!("duplicate member `{value}`")));
            }
            self.members.push(member);
        }
        Ok(())
    }

    fn contradictions(&self, errors: &mut Vec<Error>) {
        if let (Some(expose), Some(_)) = (self.expose, &self.description) {
            let message =
                "`expose` and `description` both set the text of the reply\n  = help: remove one of the two";
            errors.push(Error::new(expose, message));
        }
        let has_text = self.expose.is_some() || self.description.is_some();
        if let (Target::Row { row, params: Some(_) }, true) = (&self.target, has_text) {
            let message = "a row with params cannot be combined with `expose` or `description`";
            let help = "remove the option: the text of the reply is the row's message";
            errors.push(Error::new(row.span(), format!("{message}\n  = help: {help}")));
        }
        if let (Target::Transparent(span), false) = (&self.target, self.is_plain()) {
            let message = "`transparent` cannot be combined with other options";
            let help = "remove the options: the inner error sets them";
            errors.push(Error::new(*span, format!("{message}\n  = help: {help}")));
        }
    }
}

/// Fails if there is a value after the name of an option.
fn without_value(name: &Ident, input: ParseStream<'_>) -> Result<()> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(());
    }
    Err(input.error(format!("expected `,`: `{name}` has no value")))
}

/// Returns the error of an option that belongs to a row, next to the enum of the codes.
fn of_row(name: &Ident) -> Error {
    let help = format!("write it in an attribute after this one, or above a variant: `#[coded({name})]`");
    Error::new(name.span(), format!("`{name}` is no option of a type\n  = help: {help}"))
}

/// Returns the error of an unknown option in an attribute without a row. It may be the row in a wrong place.
fn without_row(name: &Ident, input: ParseStream<'_>) -> Error {
    let near = nearest(&name.to_string(), OF_BINDING);
    let is_row = near.is_none() && !input.peek(Token![=]);
    let (message, help) = if is_row {
        (format!("the row `{name}` must come first"), format!("write `#[coded({name}, …)]`"))
    } else if near.is_none() {
        let help = "write the name of the row first, such as `#[coded(NotFound)]`";
        (format!("unknown option `{name}`"), help.to_owned())
    } else {
        return unknown(name, &OF_BINDING);
    };
    Error::new(name.span(), format!("{message}\n  = help: {help}"))
}

/// Returns whether the arguments start with an option, not with a row.
fn starts_with_option(input: ParseStream<'_>) -> bool {
    let fork = input.fork();
    let name = fork.call(Ident::parse_any).map(|name| name.to_string()).unwrap_or_default();
    let is_assigned = fork.peek(Token![=]) && !fork.peek(Token![==]);
    OF_BINDING.contains(&name.as_str()) || is_assigned
}

/// Reads the name of a row, and its params if there are any.
fn row(input: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<Target> {
    let Row(row) = input.parse()?;
    if input.peek(Paren) {
        let message = format!("expected `,`, or params in braces: `{row} {{ param: value }}`");
        return Err(input.error(message));
    }
    let params = input.peek(Brace).then(|| params(input, errors)).transpose()?;
    Ok(Target::Row { row, params })
}

fn params(input: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<Vec<Param>> {
    let content;
    braced!(content in input);
    let mut params: Vec<Param> = Vec::new();
    for param in list::<Param>(&content)? {
        if params.iter().any(|other| other.name == param.name) {
            errors.push(Error::new(param.name.span(), format!("duplicate param `{}`", param.name)));
        } else {
            params.push(param);
        }
    }
    Ok(params)
}

/// Reads what is separated by commas, up to the end. After a mistake, it skips the rest, so that the rest is no further
/// mistake.
fn list<T: Parse>(input: ParseStream<'_>) -> Result<Punctuated<T, Token![,]>> {
    let list = Punctuated::parse_terminated(input);
    if list.is_err() {
        input.parse::<TokenStream>()?;
    }
    list
}

impl Parse for Switch {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let switch: LitBool =
            input.parse().map_err(|error| Error::new(error.span(), "expected `true` or `false`"))?;
        Ok(Self(switch.value))
    }
}

impl Parse for Row {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let path: Path = input.parse().map_err(|error| {
            let help = "write the name of its variant, such as `NotFound`";
            Error::new(error.span(), format!("expected the name of a row\n  = help: {help}"))
        })?;
        if let Ok(row) = path.require_ident() {
            return Ok(Self(row.clone()));
        }
        let last = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let message = format!("expected the name of a row without its enum\n  = help: write `{last}`");
        Err(Error::new_spanned(path, message))
    }
}

impl Parse for Param {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name: Ident = input.parse()?;
        if input.peek(Token![=]) {
            return Err(input.error(format!("expected `:`: write `{name}: value`")));
        }
        if !input.peek(Token![:]) {
            return Ok(Self { value: Value::field(&name), name, is_shorthand: true });
        }
        input.parse::<Token![:]>()?;
        Ok(Self { name, value: input.parse()?, is_shorthand: false })
    }
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = if input.peek(LitStr) {
            input.parse()?
        } else {
            let name = input.call(Ident::parse_any)?;
            LitStr::new(&name.unraw().to_string(), name.span())
        };
        input.parse::<Token![=]>()?;
        Ok(Self { name, value: input.parse()? })
    }
}
