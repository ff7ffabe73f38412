//! Rules over one row, and the row that keeps them.

use crate::catalog::Row;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{self, Field};
use crate::rule::Rule;
use crate::source::Spanned;
use crate::status::reason;

/// The status of a row whose own is of no use.
const PLACEHOLDER_STATUS: u16 = 500;

/// Checks one row; it is kept, with placeholders for what is wrong, where it has a name.
pub(super) fn check(row: &raw::Row, variant: Option<String>, out: &mut Diagnostics) -> Option<Row> {
    let code = code(row, out);
    let status = status(row, out).unwrap_or(PLACEHOLDER_STATUS);
    let retry_after = retry_after(row, out);
    let retryable = retryable(row, out);
    let text = |field: &Field<String>| field.given().map(|text| text.value.clone());
    Some(Row {
        code,
        status,
        description: text(&row.description).unwrap_or_else(|| reason(status).to_owned()),
        variant: variant?,
        retry_after,
        retryable,
        help: text(&row.help),
        docs_url: text(&row.docs_url),
        span: row.code.given().map_or(row.span, |code| code.span),
    })
}

fn code(row: &raw::Row, out: &mut Diagnostics) -> String {
    let Some(code) = row.code.given() else {
        if row.code.is_absent() {
            let help = "write what goes on the wire: `code = \"…\"`".to_owned();
            out.push(Diagnostic::new(Rule::MissingCode, row.span, "this row has no code").help(help));
        }
        return String::new();
    };
    let text = code.value.to_string();
    if text.is_empty() {
        let help = "write what goes on the wire, or remove the row".to_owned();
        out.push(Diagnostic::new(Rule::EmptyCode, code.span, "a code is empty").help(help));
    }
    if let Some(control) = text.chars().find(|c| c.is_control()) {
        let message = format!("code {} holds the control character U+{:04X}", quote(&text), control as u32);
        let help = "codes are written into logs and headers; leave the character out".to_owned();
        out.push(Diagnostic::new(Rule::ControlCharacter, code.span, message).help(help));
    }
    text
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
            let help =
                "add `status = 400` or another of 400 to 599, or a `[defaults]` table with one".to_owned();
            out.push(Diagnostic::new(Rule::MissingStatus, row.span, message).help(help));
            None
        }
    }
}

fn checked_status(status: &Spanned<i64>, out: &mut Diagnostics) -> Option<u16> {
    let checked = u16::try_from(status.value).ok().filter(|status| (400..=599).contains(status));
    if checked.is_none() {
        let message = format!("status `{}` is not an error status", status.value);
        let help = "use 400 to 599; a success needs no row".to_owned();
        out.push(Diagnostic::new(Rule::StatusOutOfRange, status.span, message).help(help));
    }
    checked
}

fn retry_after(row: &raw::Row, out: &mut Diagnostics) -> Option<u32> {
    let given = row.retry_after.given()?;
    let seconds = u32::try_from(given.value).ok().filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        let message = format!("`retry_after` of `{}` is not a time to wait", given.value);
        let help = format!("write whole seconds, 1 to {}", u32::MAX);
        out.push(Diagnostic::new(Rule::RetryAfterOutOfRange, given.span, message).help(help));
    }
    seconds
}

fn retryable(row: &raw::Row, out: &mut Diagnostics) -> bool {
    match (row.retryable.given(), row.retry_after.given()) {
        (Some(retryable), Some(retry_after)) if !retryable.value => {
            let message = "a code with `retry_after` is retryable";
            out.push(
                Diagnostic::new(Rule::RetryContradiction, retryable.span, message)
                    .label(retry_after.span, "it says when to try again")
                    .help("remove one of the two".to_owned()),
            );
            true
        }
        (Some(retryable), _) => retryable.value,
        (None, retry_after) => retry_after.is_some(),
    }
}
