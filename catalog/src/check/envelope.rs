//! Rules for `[envelope]`: the templates of the bodies together.

use errcat_core::media_type::{JSON, is_json};

use super::{content_types, flat_envelope, placement, tells, template};
use crate::body::{Envelope, Node};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::keys::{self, Value};
use crate::quote::quote;
use crate::raw::{self, Field, Template};
use crate::rule::Rule;
use crate::slot::{Body, Slot};
use crate::source::Span;

/// Checks the table, and returns the envelope. Bodies that the table does not have are the default bodies.
pub(super) fn check(raw: &raw::Catalog, out: &mut Diagnostics) -> Envelope {
    let reported = out.len();
    let mut envelope = match &raw.envelope {
        Some(table) => of_table(table, out),
        None => default(),
    };
    envelope.tells = tells::find(&envelope, raw);
    // A template with a mistake is not complete.
    let is_whole = out.len() == reported;
    if !is_whole {
        return envelope;
    }
    if let Some(place) = own_failure(raw) {
        tells::check(&envelope, place, out);
        code_somewhere(&envelope.failure, place, out);
    }
    field_somewhere(raw, &envelope, out);
    envelope
}

/// The place of the failure's body, if the catalog describes both bodies.
fn own_failure(raw: &raw::Catalog) -> Option<Span> {
    let table = raw.envelope.as_ref()?;
    table.success.given()?;
    table.failure.given().map(|given| given.span)
}

fn default() -> Envelope {
    Envelope {
        success: Envelope::default_success(),
        failure: Envelope::default_failure(),
        field: Envelope::default_field(),
        problem: Envelope::default_problem(),
        has_own_problem: false,
        tells: Vec::new(),
        expose_server_errors: false,
        problem_json: false,
        success_content_type: JSON.to_owned(),
        failure_content_type: JSON.to_owned(),
        always_ok: false,
    }
}

fn of_table(raw: &raw::Envelope, out: &mut Diagnostics) -> Envelope {
    flat_envelope::check(raw, out);
    pair(raw, out);
    let default = default();
    let mut body = |body, field: &Field<Template>, default: Node| {
        let Some(given) = field.given() else { return default };
        settings(&given.value, true, out);
        let node = template::check(body, given, out);
        placement::check(body, node)
    };
    let success = body(Body::Success, &raw.success, default.success);
    let failure = body(Body::Failure, &raw.failure, default.failure);
    let field = body(Body::Field, &raw.field, default.field);
    let problem = body(Body::Problem, &raw.problem, default.problem);
    Envelope {
        success,
        failure,
        field,
        problem,
        has_own_problem: raw.problem.given().is_some(),
        tells: Vec::new(),
        expose_server_errors: is_set(&raw.expose_server_errors),
        problem_json: is_set(&raw.problem_json),
        success_content_type: content_types::check(&raw.success_content_type, out),
        failure_content_type: content_types::check_failure(raw, out),
        always_ok: always_ok(raw, out),
    }
}

fn is_set(field: &Field<bool>) -> bool {
    field.given().is_some_and(|given| given.value)
}

fn always_ok(raw: &raw::Envelope, out: &mut Diagnostics) -> bool {
    let Some(given) = raw.http_status.given() else { return false };
    if let Some(problem_json) = raw.problem_json.given().filter(|given| given.value) {
        let message = "`problem_json` needs the HTTP status of each failure, but `http_status` is 200";
        let help = "remove one of the two";
        out.push(Diagnostic::new(Rule::EnvelopeStatus, problem_json.span, message).help(help));
    }
    if given.value != 200 {
        let message = format!("`http_status` is `{}`", given.value);
        let help = "`http_status = 200` sends every reply with this status; without the key, each failure has the status of its row";
        out.push(Diagnostic::new(Rule::EnvelopeStatus, given.span, message).help(help));
    }
    given.value == 200
}

/// A body of one kind would otherwise be next to a default body of the other kind, which has another shape.
fn pair(raw: &raw::Envelope, out: &mut Diagnostics) {
    let (given, missing) = match (raw.success.given(), raw.failure.given()) {
        (Some(given), None) if raw.failure.is_absent() && raw.flat.is_empty() => (given, "failure"),
        (None, Some(given)) if raw.success.is_absent() && raw.flat.is_empty() => (given, "success"),
        _ => return,
    };
    if raw.may_lack_bodies {
        return;
    }
    let message = format!("`[envelope]` has no `{missing}`");
    let help = match missing {
        "failure" => "describe the body of a failure too, in `[envelope.failure]`",
        _ => {
            "describe the body of a success too, in `[envelope.success]`; without keys, the body is the payload"
        }
    };
    out.push(Diagnostic::new(Rule::OneBodyOfTwo, given.span, message).help(help));
}

/// A setting that was written under the header of a body, or of an object in it. An object can have a member with the name
/// of a setting, so there the value decides.
fn settings(body: &Template, is_root: bool, out: &mut Diagnostics) {
    let members = match body {
        Template::Table(members) => members,
        Template::Array(items) => return items.iter().for_each(|item| settings(&item.value, false, out)),
        Template::Text(_) | Template::Boolean(_) | Template::Number(_) => return,
    };
    for (name, value) in members {
        let setting = keys::ENVELOPE.iter().find(|key| key.name == name.value);
        let has_value = match (setting.map(|setting| setting.value), &value.value) {
            (Some(Value::Boolean), Template::Boolean(_))
            | (Some(Value::Integer(..)), Template::Number(_)) => true,
            (Some(Value::Text), Template::Text(text)) => is_root || is_json(text.as_bytes()),
            (None | Some(Value::Template(_)), _) => false,
            (Some(_), _) => is_root,
        };
        if has_value {
            let message = format!("{} is a setting, not a member of a body", quote(&name.value));
            let help = "move it up, directly under `[envelope]`";
            out.push(Diagnostic::new(Rule::SettingInBody, name.span, message).help(help));
        }
        settings(&value.value, false, out);
    }
}

fn field_somewhere(raw: &raw::Catalog, envelope: &Envelope, out: &mut Diagnostics) {
    let Some(given) = raw.envelope.as_ref().and_then(|table| table.field.given()) else { return };
    let has_problem = envelope.problem_json || envelope.has_own_problem;
    let problem = has_problem.then_some(&envelope.problem);
    if ![Some(&envelope.failure), problem].into_iter().flatten().any(|body| body.has(&Slot::Fields)) {
        let message = "no body contains `{fields}`, so `[envelope.field]` has no effect";
        let help =
            "add a member such as `errors = \"{fields}\"` to `[envelope.failure]`, or remove the table";
        out.push(Diagnostic::new(Rule::UnusedFieldBody, given.span, message).help(help));
    }
}

fn code_somewhere(failure: &Node, place: Span, out: &mut Diagnostics) {
    if !failure.has_code() {
        let message = "the body of a failure does not contain `{code}`";
        let help =
            "add it, so that clients can tell the codes apart; a text with several slots is not read back";
        out.push(Diagnostic::new(Rule::NoCodeInBody, place, message).help(help));
    }
}
