//! `desp = "…{field}…"`: a text for one occurrence, in which fields stand by name.

use errcat_catalog::nearest;
use syn::{Error, Ident, LitStr, Result};

/// The text as `format!` takes it: `{0}` becomes `{_0}`; `None` where it has no braces.
///
/// # Errors
///
/// A placeholder that is no field: nothing else may be in scope of a reply's text.
pub(super) fn template(text: &LitStr, fields: &[Ident]) -> Result<Option<LitStr>> {
    let value = text.value();
    if !value.contains(['{', '}']) {
        return Ok(None);
    }
    let mut template = String::with_capacity(value.len());
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
        template.push_str(&field(&rest[..end], text, fields)?);
        rest = &rest[end..];
    }
    template.push_str(rest);
    Ok(Some(LitStr::new(&template, text.span())))
}

fn field(name: &str, text: &LitStr, fields: &[Ident]) -> Result<String> {
    let name = name.trim();
    let own =
        if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name.to_owned() };
    let names: Vec<String> = fields.iter().map(ToString::to_string).collect();
    if names.iter().any(|field| field.trim_start_matches("r#") == own) {
        return Ok(own);
    }
    let help = match nearest(&own, names.iter().map(String::as_str)) {
        Some(near) => format!("a similar field exists: `{near}`"),
        None if names.is_empty() => "there are no fields; write `{{` and `}}` for braces".to_owned(),
        None => format!("the fields are `{}`", names.join("`, `")),
    };
    Err(Error::new(text.span(), format!("no field for `{{{name}}}`\n  = help: {help}")))
}
