//! Rules over a single row.

use errcat_core::{Level, reason};

use super::{Context, docs_url, headers, message, row_data};
use crate::body::Constant;
use crate::catalog::{Deprecated, Row};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::keys;
use crate::letters;
use crate::quote::quote;
use crate::raw::{self, Field};
use crate::rule::Rule;
use crate::source::{Span, Spanned};

/// The status of a row whose own status cannot be used.
const PLACEHOLDER_STATUS: u16 = 500;
/// The largest length of a description in bytes.
const LONGEST_DESCRIPTION: usize = 65_535;

/// Checks one row. If the row has a variant name, it is kept, with placeholders for wrong values.
pub(super) fn check(
    row: &raw::Row,
    variant: Option<String>,
    context: &Context<'_>,
    out: &mut Diagnostics,
) -> Option<Row> {
    let code = code(row, out);
    let status = status(row, out).unwrap_or(PLACEHOLDER_STATUS);
    let retry_after = retry_after(row, out);
    let retryable = retryable(row, retry_after, out);
    let (message, params) = message::check(row, variant.as_deref(), context, out);
    let description = description(row, out).unwrap_or_else(|| reason(status).to_owned());
    let docs_url = match row.docs_url.given() {
        Some(own) => docs_url::template(own, out),
        None => context.docs_url,
    };
    Some(Row {
        docs_url: docs_url.map(|template| docs_url::of_code(template, &code)),
        code,
        status,
        description,
        message,
        params,
        retry_after,
        retryable,
        headers: headers::check(row, out),
        help: text(&row.help),
        since: text(&row.since),
        deprecated: row.deprecated.given().map(|given| deprecated(&given.value)),
        level: level(row, out).unwrap_or(Level::of_status(status)),
        data: data(&row.data),
        internal: row.internal.given().is_some_and(|internal| internal.value),
        aliases: row.aliases.iter().map(|alias| alias.value.to_string()).collect(),
        span: row.code.given().map_or(row.span, |code| code.span),
        variant: variant?,
    })
}

/// Returns the constants of a row, or of `[defaults]`.
pub(super) fn data(data: &[raw::Datum]) -> Vec<(String, Constant)> {
    data.iter().map(|datum| (datum.key.value.clone(), row_data::constant(&datum.value.value))).collect()
}

fn text(field: &Field<String>) -> Option<String> {
    field.given().map(|text| text.value.clone())
}

fn description(row: &raw::Row, out: &mut Diagnostics) -> Option<String> {
    let given = row.description.given()?;
    let length = given.value.len();
    if length > LONGEST_DESCRIPTION {
        let message = format!("the description is {length} bytes long");
        let help =
            format!("use at most {LONGEST_DESCRIPTION} bytes, and put the rest on the page of `docs_url`");
        out.push(Diagnostic::new(Rule::DescriptionTooLong, given.span, message).help(help));
        return None;
    }
    Some(given.value.clone())
}

/// The replacement is filled in after all rows have been read.
fn deprecated(raw: &raw::Deprecated) -> Deprecated {
    Deprecated { since: raw.since.clone(), note: raw.note.clone(), replacement: None }
}

fn level(row: &raw::Row, out: &mut Diagnostics) -> Option<Level> {
    let given = row.level.given()?;
    let level = Level::from_name(&given.value);
    if level.is_none() {
        let help = match out.nearest(&given.value, keys::levels()) {
            Some(near) => format!("a similar level exists: `{near}`"),
            None => format!("the levels are `{}`", keys::levels().join("`, `")),
        };
        let message = format!("unknown level {}", quote(&given.value));
        out.push(Diagnostic::new(Rule::UnknownLevel, given.span, message).help(help));
    }
    level
}

fn code(row: &raw::Row, out: &mut Diagnostics) -> String {
    let Some(code) = row.code.given() else {
        if row.code.is_absent() {
            let help = "add the value that is sent: `code = \"…\"`";
            out.push(Diagnostic::new(Rule::MissingCode, row.span, "this row has no code").help(help));
        } else {
            out.hide_rows();
        }
        return String::new();
    };
    let text = code.value.to_string();
    let mistakes = out.len();
    printable("code", &text, code.span, out);
    if out.len() > mistakes {
        // It is probably meant to be another code.
        out.hide_rows();
    }
    text
}

/// The largest length of a code in bytes.
pub(super) const LONGEST_CODE: usize = 1024;

/// Checks the text of a code, an alias or a reserved code.
pub(super) fn printable(what: &str, text: &str, span: Span, out: &mut Diagnostics) {
    if text.is_empty() {
        let help = "write at least one character, or remove it";
        out.push(Diagnostic::new(Rule::EmptyCode, span, format!("this {what} is empty")).help(help));
    }
    if text.len() > LONGEST_CODE {
        let message = format!("{what} {} is {} bytes long", quote(text), text.len());
        let help = format!("use at most {LONGEST_CODE} bytes, and put the rest into the description");
        out.push(Diagnostic::new(Rule::CodeTooLong, span, message).help(help));
    }
    if let Some(control) = text.chars().find(|c| c.is_control()) {
        let message =
            format!("{what} {} contains the control character U+{:04X}", quote(text), control as u32);
        let help = "remove the character: codes are written to logs and headers";
        out.push(Diagnostic::new(Rule::ControlCharacter, span, message).help(help));
    } else if let Some(unseen) = unseen(text) {
        let message =
            format!("{what} {} contains the invisible character U+{:04X}", quote(text), unseen as u32);
        let help = "remove the character: codes are compared byte by byte";
        out.push(Diagnostic::new(Rule::InvisibleCharacter, span, message).help(help));
    }
}

/// Returns the first invisible character. It does not search in a text that is too long for a code, which has been
/// reported.
pub(super) fn unseen(text: &str) -> Option<char> {
    if text.is_ascii() || text.len() > LONGEST_CODE { None } else { letters::invisible(text) }
}

fn status(row: &raw::Row, out: &mut Diagnostics) -> Option<u16> {
    match &row.status {
        Field::Given(status) => checked_status(status, out),
        Field::Unusable => None,
        Field::Absent => {
            let message = match row.code.given() {
                Some(code) => format!("code {} has no status", quote(&code.value.to_string())),
                None => "this row has no status".to_owned(),
            };
            let help = "add a status from 400 to 599, such as `status = 400`, or a default in `[defaults]` of this file";
            out.push(Diagnostic::new(Rule::MissingStatus, row.span, message).help(help));
            None
        }
    }
}

fn checked_status(status: &Spanned<i64>, out: &mut Diagnostics) -> Option<u16> {
    let checked = u16::try_from(status.value).ok().filter(|status| (400..=599).contains(status));
    if checked.is_none() {
        let message = format!("status `{}` is not an error status", status.value);
        let help = "use 400 to 599; a success needs no row";
        out.push(Diagnostic::new(Rule::StatusOutOfRange, status.span, message).help(help));
    }
    checked
}

fn retry_after(row: &raw::Row, out: &mut Diagnostics) -> Option<u32> {
    let given = row.retry_after.given()?;
    let seconds = u32::try_from(given.value).ok().filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        let message = format!("`retry_after` is `{}`, which is out of range", given.value);
        let help = format!("use whole seconds from 1 to {}", u32::MAX);
        out.push(Diagnostic::new(Rule::RetryAfterOutOfRange, given.span, message).help(help));
    }
    seconds
}

/// `usable` is the time to wait, if the row has one that is in range.
fn retryable(row: &raw::Row, usable: Option<u32>, out: &mut Diagnostics) -> bool {
    match (row.retryable.given(), row.retry_after.given()) {
        (Some(retryable), Some(retry_after)) if !retryable.value && usable.is_some() => {
            let message = "`retryable = false` contradicts `retry_after`";
            out.push(
                Diagnostic::new(Rule::RetryContradiction, retryable.span, message)
                    .label(retry_after.span, "this says when to try again")
                    .help("remove one of the two"),
            );
            true
        }
        (Some(retryable), _) => retryable.value,
        (None, retry_after) => retry_after.is_some(),
    }
}
