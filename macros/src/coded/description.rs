//! Parses `description = "…{field}…"`: a text for one occurrence, with the names of fields in braces.

use std::collections::HashSet;

use errcat_catalog::nearest;
use syn::{Error, Ident, LitStr, Result};

/// Returns the text as a template for `format!`, in which `{name}` is replaced by `{0}` and so on, and the indexes of
/// the fields that are its arguments. Returns `None` for a text without braces.
///
/// # Errors
///
/// Returns an error for each placeholder that is not a field. Otherwise `format!` would find other names that are in
/// scope.
pub(super) fn template(text: &LitStr, fields: &[Ident]) -> Result<Option<(LitStr, Vec<usize>)>> {
    let value = text.value();
    if !value.contains(['{', '}']) {
        return Ok(None);
    }
    let mut template = String::with_capacity(value.len());
    let mut arguments = Vec::new();
    let mut mistakes = Mistakes::default();
    let mut rest = value.as_str();
    while let Some(at) = rest.find('{') {
        template.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            template.push('{');
            rest = after;
            continue;
        }
        let end = rest.find([':', '}']).unwrap_or(rest.len());
        let (fill, format) = format(&rest[end..]);
        mistakes.add(check_format(format, text));
        let field = mistakes.add(field(&rest[..end], text, fields)).unwrap_or_default();
        let argument = arguments.iter().position(|other| *other == field).unwrap_or_else(|| {
            arguments.push(field);
            arguments.len() - 1
        });
        template.push_str(&argument.to_string());
        let close = end + fill.len() + format.len();
        template.push_str(&rest[end..close]);
        rest = &rest[close..];
    }
    template.push_str(rest);
    mistakes.end()?;
    Ok(Some((LitStr::new(&template, text.span()), arguments)))
}

/// The mistakes in one text. Two that say the same are one.
#[derive(Default)]
struct Mistakes {
    messages: HashSet<String>,
    all: Option<Error>,
}

impl Mistakes {
    fn add<T>(&mut self, result: Result<T>) -> Option<T> {
        let mistake = match result {
            Ok(value) => return Some(value),
            Err(mistake) => mistake,
        };
        if self.messages.insert(mistake.to_string()) {
            match &mut self.all {
                Some(all) => all.combine(mistake),
                None => self.all = Some(mistake),
            }
        }
        None
    }

    fn end(self) -> Result<()> {
        self.all.map_or(Ok(()), Err)
    }
}

/// Splits the format at the beginning of a text into its colon with the character that fills the width, which can be a brace, and
/// the rest up to the closing brace.
fn format(text: &str) -> (&str, &str) {
    let mut chars = text.chars();
    let fill = match (chars.next(), chars.next(), chars.next()) {
        (Some(':'), Some(fill), Some('<' | '^' | '>')) => 1 + fill.len_utf8(),
        _ => 0,
    };
    let (fill, rest) = text.split_at(fill);
    (fill, &rest[..rest.find('}').unwrap_or(rest.len())])
}

/// The arguments of the template are not those of the text, so a format cannot take a width from one of them.
fn check_format(format: &str, text: &LitStr) -> Result<()> {
    // `$` alone is a character that fills the width.
    let names_argument = |(at, _)| format[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if format.match_indices('$').any(names_argument) || format.contains(".*") {
        let help = "write numbers, or format the text in `Display` and write `expose`";
        let message =
            format!("the width and the precision in `{{{format}}}` must be numbers\n  = help: {help}");
        return Err(Error::new(text.span(), message));
    }
    Ok(())
}

fn field(name: &str, text: &LitStr, fields: &[Ident]) -> Result<usize> {
    let name = name.trim();
    let name = name.strip_prefix("r#").unwrap_or(name);
    let own =
        if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name.to_owned() };
    let names: Vec<String> = fields.iter().map(ToString::to_string).collect();
    if let Some(field) = names.iter().position(|field| field.trim_start_matches("r#") == own) {
        return Ok(field);
    }
    let help = if names.is_empty() {
        "there are no fields; write `{{` and `}}` for literal braces".to_owned()
    } else {
        known_fields(&own, fields)
    };
    Err(Error::new(text.span(), format!("no field for `{{{name}}}`\n  = help: {help}")))
}

/// Returns the help for an unknown field.
pub(super) fn known_fields(name: &str, fields: &[Ident]) -> String {
    let names: Vec<String> = fields.iter().map(ToString::to_string).collect();
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("a similar field exists: `{near}`"),
        None if names.is_empty() => "there are no fields; write `name: value`".to_owned(),
        None => format!("the fields are `{}`", names.join("`, `")),
    }
}
