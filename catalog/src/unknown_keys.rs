//! Reports unknown keys.

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::keys::Key;
use crate::quote::quote;
use crate::rule::Rule;
use crate::source::{FileId, Span};

/// Reports every key of a table that is not in `known`. Returns those that were probably meant to be known keys, each
/// with this key.
pub(crate) fn report(
    file: FileId,
    table: &DeTable<'_>,
    known: &[Key],
    out: &mut Diagnostics,
) -> Vec<(String, &'static str)> {
    let mut misspelled = Vec::new();
    for (key, value) in table {
        let name = key.get_ref();
        if !known.iter().any(|known| known.name == name) {
            let near = out.nearest(name, known.iter().map(|key| key.name));
            out.push(unknown_key(Span::new(file, key.span()), name, value.get_ref(), near, known));
            if hides_rows(near, table, known) || is_include(name, value.get_ref()) {
                out.hide_rows();
            }
            misspelled.extend(near.map(|near| (name.to_string(), near)));
        }
    }
    misspelled
}

/// Returns whether rows or their names can be under an unknown key. `near` is what it was probably meant to be.
fn hides_rows(near: Option<&str>, table: &DeTable<'_>, known: &[Key]) -> bool {
    let is_known = |name: &str| known.iter().any(|key| key.name == name);
    let has_no_name = !table.contains_key("code") || matches!(near, Some("code" | "variant"));
    // A row has a status, a reserved code has none.
    is_known("error") || is_known("variant") && has_no_name
}

/// Whether this was meant to be the list of files at the root, which have rows.
fn is_include(name: &str, value: &DeValue<'_>) -> bool {
    name == "include" && value.is_array()
}

fn unknown_key(span: Span, name: &str, value: &DeValue<'_>, near: Option<&str>, known: &[Key]) -> Diagnostic {
    let kind = match value {
        DeValue::Table(_) => "table",
        DeValue::Array(elements) if elements.iter().any(|e| e.get_ref().is_table()) => "table",
        _ => "key",
    };
    let help = match near {
        // TOML makes it a key of the table before.
        _ if is_include(name, value) => "write `include` above the first table of the file".to_owned(),
        Some(near) => format!("a similar {kind} exists: `{near}`"),
        None => format!("the known keys are {}", backticked(known)),
    };
    Diagnostic::new(Rule::UnknownKey, span, format!("unknown {kind} {}", quote(name))).help(help)
}

fn backticked(keys: &[Key]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
    quoted.join(", ")
}
