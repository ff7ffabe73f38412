//! Rules over the headers of a row.

use std::collections::HashMap;

use errcat_core::header::{self, Defect, LONGEST_NAME, LONGEST_VALUE, Reserved};

use super::template::misplaced;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{Header, Row};
use crate::rule::Rule;
use crate::source::Span;

/// Checks each header, and returns those that can be sent.
pub(super) fn check(row: &Row, out: &mut Diagnostics) -> Vec<(String, String)> {
    let headers = &row.headers;
    let mut first = HashMap::new();
    for header in headers {
        name(header, out);
        value(header, row, out);
        duplicate(header, &mut first, out);
    }
    let fit = headers.iter().map(|header| (header.name.value.clone(), header.value.value.clone()));
    fit.filter(|(name, value)| header::check(name, value).is_ok()).collect()
}

fn name(header: &Header, out: &mut Diagnostics) {
    let name = &header.name;
    if let Err(defect) = header::check_name(&name.value) {
        let message = format!("the header name {} {defect}", quote(&name.value));
        let help = match defect {
            Defect::TooLong(_) => format!("use at most {LONGEST_NAME} bytes"),
            _ => "use letters, digits and hyphens, such as `WWW-Authenticate`".to_owned(),
        };
        out.push(Diagnostic::new(Rule::BadHeaderName, name.span, message).help(help));
    } else if let Some(reserved) = header::reserved(&name.value) {
        let message = format!("a row cannot have the header {}: {reserved}", quote(&name.value));
        out.push(
            Diagnostic::new(Rule::HeaderNotAllowed, name.span, message).help(instead(reserved, &name.value)),
        );
    }
}

fn instead(reserved: Reserved, name: &str) -> String {
    match reserved {
        _ if name.eq_ignore_ascii_case("content-type") => {
            "remove it; `failure_content_type` in `[envelope]` is the content type of every failure"
        }
        Reserved::RetryAfter => "write the seconds as a key of the row: `retry_after = 60`",
        Reserved::Connection => "remove it, and set it where the server is configured",
        Reserved::Vary => "remove it, and set it in a layer of the service",
        Reserved::Body | Reserved::Date => "remove it",
    }
    .to_owned()
}

/// The message does not contain the value, which may be long.
fn value(header: &Header, row: &Row, out: &mut Diagnostics) {
    let Err(defect) = header::check_value(&header.value.value) else { return slot(header, row, out) };
    let message = format!("the value of the header {} {defect}", quote(&header.name.value));
    let help = match defect {
        Defect::TooLong(_) => format!("use at most {LONGEST_VALUE} bytes"),
        Defect::Edge => "remove it: a client would not get it".to_owned(),
        _ => "use visible ASCII characters, and spaces or tabs between them".to_owned(),
    };
    out.push(Diagnostic::new(Rule::BadHeaderValue, header.value.span, message).help(help));
}

fn slot(header: &Header, row: &Row, out: &mut Diagnostics) {
    let params = || row.params.given().into_iter().flat_map(|params| &params.value);
    let is_param = |name: &str| params().any(|param| param.name.value == name);
    let Some(slot) = misplaced(&header.value.value, is_param) else { return };
    let message = format!("{} is not replaced in a header", quote(slot));
    let help = "write the value itself, or set the header of one failure with `with_header`";
    out.push(Diagnostic::new(Rule::MisplacedSlot, header.value.span, message).help(help));
}

/// TOML compares keys with their case, and HTTP does not.
fn duplicate(header: &Header, first: &mut HashMap<String, Span>, out: &mut Diagnostics) {
    let name = &header.name;
    if let Some(first) = first.get(&name.value.to_ascii_lowercase()) {
        let message = format!("the row has the header {} twice", quote(&name.value));
        out.push(
            Diagnostic::new(Rule::DuplicateHeader, name.span, message)
                .label(*first, "the same name: upper case and lower case are the same")
                .help("remove one of the two"),
        );
    } else {
        first.insert(name.value.to_ascii_lowercase(), name.span);
    }
}
