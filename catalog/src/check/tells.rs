//! The places where constants separate a success from a failure.

use crate::body::{Constant, Envelope, Form, Node, Tell};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::raw::{self, Code};
use crate::rule::Rule;
use crate::slot::Slot;
use crate::source::Span;

/// Returns the places where one body has a constant and the other has another constant, or a slot that cannot have this
/// value.
pub(super) fn find(envelope: &Envelope, rows: &[raw::Row]) -> Vec<Tell> {
    let mut tells = Vec::new();
    compare(&envelope.success, &envelope.failure, &mut Vec::new(), rows, &mut tells);
    tells
}

fn compare(success: &Node, failure: &Node, path: &mut Vec<String>, rows: &[raw::Row], tells: &mut Vec<Tell>) {
    let constants = match (success, failure) {
        (Node::Object(members), Node::Object(_)) => {
            for member in members {
                let Some(name) = &member.name else { continue };
                let Some(other) = failure.member(name) else { continue };
                path.push(name.clone());
                compare(&member.node, other, path, rows, tells);
                path.pop();
            }
            return;
        }
        (Node::Constant(one), Node::Constant(other)) if one != other => (Some(one), Some(other)),
        (Node::Constant(constant), Node::Slot(slot, form)) if excludes(slot, *form, constant, rows) => {
            (Some(constant), None)
        }
        (Node::Slot(slot, form), Node::Constant(constant)) if excludes(slot, *form, constant, rows) => {
            (None, Some(constant))
        }
        _ => return,
    };
    tells.push(Tell { path: path.clone(), success: constants.0.cloned(), failure: constants.1.cloned() });
}

/// Whether a slot cannot have this value.
fn excludes(slot: &Slot, form: Form, constant: &Constant, rows: &[raw::Row]) -> bool {
    if form == Form::Null && *constant == Constant::Null {
        return false;
    }
    match slot {
        Slot::Code => {
            let mut codes = rows.iter().flat_map(|row| row.code.given().into_iter().chain(&row.aliases));
            !codes.any(|code| is_code(&code.value, form, constant))
        }
        Slot::Status => match constant {
            Constant::Number(number) => {
                !number.parse::<u16>().is_ok_and(|status| (200..=599).contains(&status))
            }
            Constant::Text(text) => form != Form::Text || text.parse::<u16>().is_err(),
            Constant::Null | Constant::Boolean(_) => true,
        },
        Slot::UnixTime => !matches!(constant, Constant::Number(_) | Constant::Text(_)),
        Slot::ServerTime | Slot::Description | Slot::Title => {
            !matches!(constant, Constant::Text(_) | Constant::Null)
        }
        _ => false,
    }
}

fn is_code(code: &Code, form: Form, constant: &Constant) -> bool {
    match (code, constant) {
        (Code::Text(code), Constant::Text(constant)) => code == constant,
        (Code::Integer(code), Constant::Number(constant)) => {
            form != Form::Text && code.to_string() == *constant
        }
        (Code::Integer(code), Constant::Text(constant)) => {
            form == Form::Text && code.to_string() == *constant
        }
        _ => false,
    }
}

/// Warns if only the HTTP status separates the bodies, and not even the presence of a code.
pub(super) fn check(envelope: &Envelope, place: Span, out: &mut Diagnostics) {
    let is_told = !envelope.tells.is_empty() || envelope.failure.has(&Slot::Code) && !is_shared(envelope);
    if is_told && !(envelope.always_ok && envelope.tells.is_empty()) {
        return;
    }
    let message = "a success and a failure can only be distinguished by the HTTP status";
    let message = if envelope.always_ok { "a success and a failure can have the same body" } else { message };
    let help =
        "give both bodies a member with different constants, such as `ok = true` and `ok = false`".to_owned();
    out.push(Diagnostic::new(Rule::IndistinctBodies, place, message).help(help));
}

/// Whether the body of a success has a member or its payload at the place of the code. A payload at the root does not
/// count: its names are known to the service, which knows the names of its failures too.
fn is_shared(envelope: &Envelope) -> bool {
    fn meet(success: &Node, failure: &Node, is_root: bool) -> bool {
        match (success, failure) {
            (Node::Slot(Slot::Payload, _), node) => !is_root && node.has(&Slot::Code),
            (Node::Object(_), Node::Object(members)) => members.iter().any(|member| {
                let other = member.name.as_deref().and_then(|name| success.member(name));
                other.is_some_and(|other| meet(other, &member.node, false))
            }),
            (_, node) => node.is_slot(&Slot::Code),
        }
    }
    meet(&envelope.success, &envelope.failure, true)
}
