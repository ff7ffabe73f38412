//! Rules over `[http]`.

use std::collections::HashMap;

use errcat_core::HttpKey;

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{self, Code, Row};
use crate::rule::Rule;
use crate::source::Spanned;

/// Checks the table, and returns its keys, each with the variant of its code.
pub(super) fn check(
    raw: &raw::Catalog,
    variants: &[Option<String>],
    out: &mut Diagnostics,
) -> Vec<(&'static HttpKey, String)> {
    let Some(table) = &raw.http else {
        return Vec::new();
    };
    let rows = &raw.rows;
    let by_code = first_rows(rows);
    let mut http = Vec::new();
    for (key, code) in &table.codes {
        match by_code.get(&code.value.to_string()) {
            Some(&index) => {
                status(key, code, &rows[index], out);
                http.extend(variants[index].clone().map(|variant| (*key, variant)));
            }
            None if out.hides_rows() => {}
            None => {
                let text = code.value.to_string();
                let message = format!("unknown code {} for `{}`", quote(&text), key.name);
                let help = codes::instead(&text, None, raw, variants, out);
                out.push(Diagnostic::new(Rule::UnknownHttpCode, code.span, message).help(help));
            }
        }
    }
    http
}

/// Returns the first row of each code. Another row of the same code has been reported, and is not what the table means.
fn first_rows(rows: &[Row]) -> HashMap<String, usize> {
    let mut by_code = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(code) = row.code.given() {
            by_code.entry(code.value.to_string()).or_insert(index);
        }
    }
    by_code
}

fn status(key: &HttpKey, code: &Spanned<Code>, row: &Row, out: &mut Diagnostics) {
    let Some(given) = row.status.given() else {
        return;
    };
    let fits = u16::try_from(given.value).is_ok_and(|status| key.may_have(status));
    if fits || !(400..=599).contains(&given.value) {
        return;
    }
    let message = format!(
        "code {} has status {}, which does not fit `{}`",
        quote(&code.value.to_string()),
        given.value,
        key.name
    );
    let fitting: Vec<String> = key.statuses.iter().copied().map(range).collect();
    out.push(
        Diagnostic::new(Rule::HttpStatus, code.span, message)
            .label(given.span, "the status of the code")
            .help(format!("use a code with status {}", fitting.join(" or "))),
    );
}

fn range((first, last): (u16, u16)) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}
