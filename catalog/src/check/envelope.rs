//! Rules over `[envelope]`.

use crate::catalog::Envelope;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{self, Field, Member, Tag};
use crate::rule::Rule;
use crate::source::Span;

/// Checks the table, and returns the envelope. Keys that the table does not have keep the values of the default body.
pub(super) fn check(raw: Option<&raw::Envelope>, out: &mut Diagnostics) -> Envelope {
    let default = Envelope::default();
    let Some(raw) = raw else {
        return default;
    };
    let envelope = Envelope {
        result: member(&raw.result, default.result),
        success: tag(&raw.success, default.success),
        error: tag(&raw.error, default.error),
        server_time: member(&raw.server_time, default.server_time),
        code: name(&raw.code, default.code),
        description: name(&raw.description, default.description),
        incident: raw.incident.given().map(|name| name.value.clone()),
        expose_server_errors: is_set(&raw.expose_server_errors),
        problem_json: is_set(&raw.problem_json),
    };
    member_names(raw, &envelope, out);
    tags(raw, &envelope, out);
    envelope
}

fn member(field: &Field<Member>, default: Option<String>) -> Option<String> {
    match field.given().map(|member| &member.value) {
        Some(Member::Named(name)) => Some(name.clone()),
        Some(Member::Omitted) => None,
        None => default,
    }
}

fn name(field: &Field<String>, default: String) -> String {
    field.given().map_or(default, |name| name.value.clone())
}

fn is_set(field: &Field<bool>) -> bool {
    field.given().is_some_and(|given| given.value)
}

fn tag(field: &Field<Tag>, default: Tag) -> Tag {
    field.given().map_or(default, |tag| tag.value.clone())
}

fn member_names(raw: &raw::Envelope, envelope: &Envelope, out: &mut Diagnostics) {
    let members = [
        (envelope.result.as_deref(), span(&raw.result)),
        (envelope.server_time.as_deref(), span(&raw.server_time)),
        (Some(envelope.code.as_str()), span(&raw.code)),
        (Some(envelope.description.as_str()), span(&raw.description)),
        (envelope.incident.as_deref(), span(&raw.incident)),
    ];
    for (index, (name, given)) in members.iter().enumerate() {
        let Some(name) = name else { continue };
        if name.is_empty() {
            let help = "give the member a name".to_owned();
            let message = "a member of the envelope has an empty name";
            out.push(Diagnostic::new(Rule::EmptyMember, given.unwrap_or(raw.span), message).help(help));
            continue;
        }
        if let Some((_, first)) = members[..index].iter().find(|(other, _)| *other == Some(name)) {
            out.push(duplicate_member(name, *first, *given, raw.span));
        }
    }
}

/// The mistake is shown at a name that the user wrote, not at a default name.
fn duplicate_member(name: &str, first: Option<Span>, second: Option<Span>, table: Span) -> Diagnostic {
    let message = format!("two members of the envelope are named {}", quote(name));
    let help = "give each member a different name; the default names are `result`, `server_time`, `errorCode` and `desp`";
    let at = second.or(first).unwrap_or(table);
    let diagnostic = Diagnostic::new(Rule::DuplicateMember, at, message).help(help.to_owned());
    match (first, second) {
        (Some(first), Some(_)) => diagnostic.label(first, "first used here"),
        _ => diagnostic,
    }
}

fn tags(raw: &raw::Envelope, envelope: &Envelope, out: &mut Diagnostics) {
    if envelope.result.is_some() && envelope.success == envelope.error {
        let at = span(&raw.error).or(span(&raw.success)).unwrap_or(raw.span);
        let message = "`success` and `error` have the same value";
        let help =
            "use two different values, so that clients can distinguish a success from a failure".to_owned();
        out.push(Diagnostic::new(Rule::EqualTags, at, message).help(help));
    }
}

fn span<T>(field: &Field<T>) -> Option<Span> {
    field.given().map(|given| given.span)
}
