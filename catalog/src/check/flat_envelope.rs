//! The keys that `[envelope]` had before it had templates: an error that shows the templates to write instead.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::toml_key;
use crate::raw::{self, Template};
use crate::rule::Rule;
use crate::source::Spanned;

pub(super) fn check(raw: &raw::Envelope, out: &mut Diagnostics) {
    let Some((key, first)) = raw.flat.iter().min_by_key(|(_, value)| value.span) else { return };
    if let ("success", Template::Text(text)) = (*key, &first.value)
        && text.contains('{')
    {
        let message = "`success` is the table of a body";
        let help = "an empty table `[envelope.success]` means that the body is the payload itself";
        out.push(Diagnostic::new(Rule::FlatEnvelope, first.span, message).help(help));
        return;
    }
    let message = format!("`{key}` is not a key of `[envelope]`: bodies are templates");
    // A former key had the name of a member. This is a member with its value.
    if is_template(&first.value) {
        let help = format!(
            "write it as a member of a body: `{key} = …` under `[envelope.failure]`, or the table `[envelope.failure.{key}]`"
        );
        out.push(Diagnostic::new(Rule::FlatEnvelope, first.span, message).help(help));
        return;
    }
    let help = format!("write the bodies instead:\n{}", templates(&raw.flat));
    out.push(Diagnostic::new(Rule::FlatEnvelope, first.span, message).help(help));
}

fn is_template(value: &Template) -> bool {
    match value {
        Template::Text(text) => text.contains('{'),
        Template::Table(_) | Template::Array(_) => true,
        Template::Boolean(_) | Template::Number(_) => false,
    }
}

/// Returns the two templates that mean the same as the keys.
fn templates(flat: &[(&str, Spanned<Template>)]) -> String {
    let value = |key: &str| flat.iter().find(|(name, _)| *name == key).map(|(_, value)| &value.value);
    let name = |key: &str, default: &str| match value(key) {
        Some(Template::Text(name)) => Some(toml_key(name)),
        Some(_) => None,
        None if default.is_empty() => None,
        None => Some(default.to_owned()),
    };
    let constant = |key: &str, default: &str| match value(key) {
        Some(Template::Boolean(boolean)) => boolean.to_string(),
        Some(Template::Number(number)) => number.clone(),
        Some(Template::Text(text)) => format!("{text:?}"),
        _ => format!("{default:?}"),
    };
    let mut text = String::new();
    for (table, key, default) in [("success", "success", "success"), ("failure", "error", "error")] {
        let _ = writeln!(text, "[envelope.{table}]");
        if let Some(result) = name("result", "result") {
            let _ = writeln!(text, "{result} = {}", constant(key, default));
        }
        if let Some(time) = name("server_time", "server_time") {
            let _ = writeln!(text, "{time} = \"{{server_time}}\"");
        }
        if table == "success" {
            text.push('\n');
        }
    }
    for (key, default, slot) in
        [("code", "errorCode", "code"), ("description", "desp", "description"), ("incident", "", "incident")]
    {
        if let Some(name) = name(key, default) {
            let _ = writeln!(text, "{name} = \"{{{slot}}}\"");
        }
    }
    text.trim_end().to_owned()
}
