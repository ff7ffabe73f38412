//! Rules over the kinds of a framework's failures that `[http]` gives no code: what they are sent as.

use errcat_core::{HTTP_KEYS, HttpKey};

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::http_rows::{Side, is_fallback, sides, statuses};
use crate::quote::quote;
use crate::raw;
use crate::rule::Rule;
use crate::source::Span;

pub(super) fn check(raw: &raw::Catalog, catalog: &Catalog, is_served: bool, out: &mut Diagnostics) {
    let mut told = Vec::new();
    for (kind, code) in HTTP_KEYS.iter().flat_map(|kind| neutral_codes(kind, catalog)) {
        for (span, diagnostic) in meanings(kind, &code, raw, catalog) {
            // One row may stand in the way of several kinds.
            if !told.contains(&span) {
                told.push(span);
                out.push(diagnostic);
            }
        }
    }
    if is_served {
        open_kinds(raw, catalog, out);
    }
}

/// The codes that a kind may be sent with, as far as no key covers it.
fn neutral_codes<'a>(
    kind: &'static HttpKey,
    catalog: &'a Catalog,
) -> impl Iterator<Item = (&'static HttpKey, String)> + use<'a> {
    let open = sides(kind).filter(|side| catalog.covering_row(kind, *side).is_none());
    open.flat_map(move |side| {
        let statuses = statuses(kind).filter(move |status| Side::of(*status) == side);
        let statuses = statuses.filter(|status| !is_fallback(kind) || is_nobodys(*status));
        let integers = statuses.map(|status| status.to_string());
        let name = (!catalog.integer_codes).then(|| kind.name.to_owned());
        integers.filter(|_| catalog.integer_codes).chain(name)
    })
    .map(move |code| (kind, code))
}

/// Whether a status belongs to no kind but the fallbacks.
fn is_nobodys(status: u16) -> bool {
    !HTTP_KEYS.iter().any(|kind| !is_fallback(kind) && kind.may_have(status))
}

/// What the catalog says of a neutral code that is not what the kind is.
fn meanings(
    kind: &'static HttpKey,
    code: &str,
    raw: &raw::Catalog,
    catalog: &Catalog,
) -> Vec<(Span, Diagnostic)> {
    // A kind that has a code on one side of 500 is open on the other.
    let key = match catalog.http.iter().find(|(named, _)| named.name == kind.name) {
        Some((_, variant)) if catalog.rows.iter().any(|row| row.variant == *variant && row.status < 500) => {
            "fallback_5xx"
        }
        Some(_) => "fallback_4xx",
        None => kind.name,
    };
    let help = format!("give the kind a code of its own: `{key} = …` in `[http]`");
    // What is wrong with a status has been told.
    let is_given =
        |raw: &raw::Row| raw.status.given().is_some_and(|given| (400..=599).contains(&given.value));
    let row = catalog.row_of(code).filter(|row| is_given(&raw.rows[*row])).map(|row| &catalog.rows[row]);
    // A fallback may have any status of its hundred, but each number means one.
    let is_number = is_fallback(kind) && catalog.integer_codes;
    let is_other = |status: u16| {
        if is_number { code != status.to_string() } else { !kind.may_have(status) }
    };
    let row = row.filter(|row| is_other(row.status)).map(|row| {
        let message = format!(
            "a framework's failure `{}` without a code is sent as {}, which has status {} here",
            kind.name,
            quote(code),
            row.status
        );
        (row.span, Diagnostic::new(Rule::NeutralCode, row.span, message).help(help.clone()))
    });
    let reserved = raw.reserved.iter().filter_map(|reserved| reserved.code.given());
    let reserved = reserved.filter(|reserved| reserved.value.to_string() == code).map(|reserved| {
        let message = format!(
            "a framework's failure `{}` without a code is sent as {}, which is reserved",
            kind.name,
            quote(code)
        );
        (reserved.span, Diagnostic::new(Rule::NeutralCode, reserved.span, message).help(help.clone()))
    });
    row.into_iter().chain(reserved).collect()
}

/// One warning for all kinds that no row stands for.
fn open_kinds(raw: &raw::Catalog, catalog: &Catalog, out: &mut Diagnostics) {
    // Where codes are integers, rows may have the statuses for their codes.
    let has_row = |code: u16| catalog.row_of(&code.to_string()).is_some();
    let is_open = |kind: &&'static HttpKey| {
        let without_row = sides(kind).any(|side| catalog.http_row(kind, side).is_none());
        without_row && !(catalog.integer_codes && statuses(kind).all(has_row))
    };
    let open: Vec<String> = HTTP_KEYS.iter().filter(is_open).map(|kind| format!("`{}`", kind.name)).collect();
    if open.is_empty() {
        return;
    }
    let kinds = if open.len() == 1 { "a kind" } else { "kinds" };
    let message = format!("no code for {kinds} of a framework's failures: {}", open.join(", "));
    let instead = if catalog.integer_codes { "their status" } else { "their name" };
    let help = format!(
        "without a code they are sent with {instead} for one; give each a code in `[http]`, or all of them one with \
         `fallback_4xx` and `fallback_5xx`"
    );
    let span = raw.http.as_ref().map(|http| http.span).or_else(|| catalog.sources.start());
    out.push(Diagnostic::new(Rule::OpenHttpKinds, span, message).help(help));
}
