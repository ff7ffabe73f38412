//! Rules over the kinds of framework failures for which `[http]` has no code. They are sent with a neutral code: the
//! name of the kind, or the status if codes are integers.

use errcat_core::{HTTP_KEYS, HttpKey};

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::http_rows::{is_fallback, sides, statuses};
use crate::quote::quote;
use crate::raw;
use crate::rule::Rule;
use crate::source::Span;

pub(super) fn check(raw: &raw::Catalog, catalog: &Catalog, is_served: bool, out: &mut Diagnostics) {
    let mut reported = Vec::new();
    for (kind, code) in catalog.neutral_codes() {
        for (span, diagnostic) in conflicts(kind, &code, raw, catalog) {
            // Several kinds can conflict with the same row.
            if !reported.contains(&span) {
                reported.push(span);
                out.push(diagnostic);
            }
        }
    }
    if is_served {
        open_kinds(raw, catalog, out);
    }
}

/// Returns the rows that use a neutral code for something else, each with its diagnostic.
fn conflicts(
    kind: &'static HttpKey,
    code: &str,
    raw: &raw::Catalog,
    catalog: &Catalog,
) -> Vec<(Span, Diagnostic)> {
    // If the kind has a code on one side of 500, only the other side lacks one.
    let key = match catalog.http.iter().find(|(named, _)| named.name == kind.name) {
        Some((_, variant)) if catalog.rows.iter().any(|row| row.variant == *variant && row.status < 500) => {
            "fallback_5xx"
        }
        Some(_) => "fallback_4xx",
        None => kind.name,
    };
    let help = format!("add a code for this kind to `[http]`: `{key} = …`");
    // A wrong status has been reported.
    let is_given =
        |raw: &raw::Row| raw.status.given().is_some_and(|given| (400..=599).contains(&given.value));
    let row = catalog.row_of(code).filter(|row| is_given(&raw.rows[*row])).map(|row| &catalog.rows[row]);
    // A fallback may have any status of its class, but an integer code is the neutral code of one status only.
    let is_number = is_fallback(kind) && catalog.integer_codes;
    let is_other = |status: u16| {
        if is_number { code != status.to_string() } else { !kind.may_have(status) }
    };
    let row = row.filter(|row| is_other(row.status)).map(|row| {
        let message = format!(
            "`{}` failures without a code are sent as {}, but this row has status {}",
            kind.name,
            quote(code),
            row.status
        );
        (row.span, Diagnostic::new(Rule::NeutralCode, row.span, message).help(help.clone()))
    });
    let reserved = raw.reserved.iter().filter_map(|reserved| reserved.code.given());
    let reserved = reserved.filter(|reserved| reserved.value.to_string() == code).map(|reserved| {
        let message = format!(
            "`{}` failures without a code are sent as {}, but this code is reserved",
            kind.name,
            quote(code)
        );
        (reserved.span, Diagnostic::new(Rule::NeutralCode, reserved.span, message).help(help.clone()))
    });
    row.into_iter().chain(reserved).collect()
}

/// Reports one warning for all kinds without a row.
fn open_kinds(raw: &raw::Catalog, catalog: &Catalog, out: &mut Diagnostics) {
    // If codes are integers, the codes of rows can be the statuses of a kind.
    let has_row = |code: u16| catalog.row_of(&code.to_string()).is_some();
    let is_open = |kind: &&'static HttpKey| {
        let without_row = sides(kind).any(|side| catalog.http_row(kind, side).is_none());
        without_row && !(catalog.integer_codes && statuses(kind).all(has_row))
    };
    let open: Vec<String> = HTTP_KEYS.iter().filter(is_open).map(|kind| format!("`{}`", kind.name)).collect();
    if open.is_empty() {
        return;
    }
    let kinds = if open.len() == 1 { "this kind" } else { "these kinds" };
    let message = format!("`[http]` has no code for {kinds} of failures: {}", open.join(", "));
    let neutral = if catalog.integer_codes { "status" } else { "name" };
    let help = format!(
        "a kind without a code is sent with its {neutral} as the code; add a code for each kind to `[http]`, or add \
         `fallback_4xx` and `fallback_5xx`"
    );
    let span = raw.http.as_ref().map(|http| http.span).or_else(|| catalog.sources.start());
    out.push(Diagnostic::new(Rule::OpenHttpKinds, span, message).help(help));
}
