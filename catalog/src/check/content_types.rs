//! Rules for the content types of the bodies.

use errcat_core::header::check_value;
use errcat_core::media_type::{JSON, PROBLEM_JSON, is, is_json, is_well_formed};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{Envelope, Field};
use crate::rule::Rule;

/// Checks a content type, and returns the one that is sent.
pub(super) fn check(field: &Field<String>, out: &mut Diagnostics) -> String {
    let Some(given) = field.given() else { return JSON.to_owned() };
    let name = &given.value;
    if check_value(name).is_ok() && is_well_formed(name) && is_json(name.as_bytes()) {
        return name.clone();
    }
    let message = format!("{} is not a media type for JSON", quote(name));
    let help = "use `application/json`, or a type that ends with `+json`, such as `application/vnd.api+json`";
    out.push(Diagnostic::new(Rule::BadContentType, given.span, message).help(help.to_owned()));
    JSON.to_owned()
}

/// Checks the content type of a failure.
pub(super) fn check_failure(raw: &Envelope, out: &mut Diagnostics) -> String {
    let name = check(&raw.failure_content_type, out);
    if let Some(given) = raw.failure_content_type.given()
        && let Some(problem_json) = raw.problem_json.given().filter(|given| given.value)
        && is(name.as_bytes(), PROBLEM_JSON)
    {
        let message = "`[envelope.failure]` and the problem document have the same content type";
        let help = format!("remove `problem_json`: every failure is `{PROBLEM_JSON}` already");
        out.push(
            Diagnostic::new(Rule::BadContentType, problem_json.span, message)
                .label(given.span, "the content type of a failure")
                .help(help),
        );
    }
    name
}
