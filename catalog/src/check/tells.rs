//! The places where constants separate a success from a failure.

use errcat_core::HTTP_KEYS;

use super::row_data::constant as constant_of;
use crate::body::{Constant, Envelope, Form, Node, Tell};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::raw::{self, Code};
use crate::rule::Rule;
use crate::slot::Slot;
use crate::source::Span;

/// Returns the places where one body has a constant and the other has another constant, or a slot that cannot have this
/// value.
pub(super) fn find(envelope: &Envelope, raw: &raw::Catalog) -> Vec<Tell> {
    let mut tells = Vec::new();
    compare(&envelope.success, &envelope.failure, &mut Vec::new(), raw, &mut tells);
    tells
}

fn compare(
    success: &Node,
    failure: &Node,
    path: &mut Vec<String>,
    raw: &raw::Catalog,
    tells: &mut Vec<Tell>,
) {
    let constants = match (success, failure) {
        (Node::Object(members), Node::Object(_)) => {
            for member in members {
                let Some(name) = &member.name else { continue };
                let Some(other) = failure.member(name) else { continue };
                path.push(name.clone());
                compare(&member.node, other, path, raw, tells);
                path.pop();
            }
            return;
        }
        (Node::Constant(one), Node::Constant(other)) if one != other => (Some(one), Some(other)),
        (Node::Constant(constant), Node::Slot(slot, form))
            if slot.is_certain() && excludes(slot, *form, constant, raw) =>
        {
            (Some(constant), None)
        }
        // The slots of a success are few. Only their types exclude a constant.
        (Node::Slot(slot, form), Node::Constant(constant))
            if slot.is_certain() && has_other_type(slot, *form, constant) =>
        {
            (None, Some(constant))
        }
        _ => return,
    };
    tells.push(Tell { path: path.clone(), success: constants.0.cloned(), failure: constants.1.cloned() });
}

/// Whether a slot of a failure cannot have this value.
fn excludes(slot: &Slot, form: Form, constant: &Constant, raw: &raw::Catalog) -> bool {
    let rows = &raw.rows;
    match slot {
        Slot::Code if form == Form::Null && *constant == Constant::Null => false,
        Slot::Code => {
            let mut codes = rows.iter().flat_map(|row| row.code.given().into_iter().chain(&row.aliases));
            !codes.any(|code| is_code(&code.value, form, constant)) && !is_neutral(constant)
        }
        Slot::Data(key) => {
            let all = rows.iter().flat_map(|row| &row.data).chain(&raw.default_data);
            let values = all.filter(|datum| datum.key.value == *key);
            let mut values = values.map(|datum| constant_of(&datum.value.value));
            *constant != Constant::Null && !values.any(|value| is_value(&value, form, constant))
        }
        Slot::Status => {
            let number = match constant {
                Constant::Number(text) if form != Form::Text => text.parse().ok(),
                Constant::Text(text) if form == Form::Text => text.parse().ok(),
                _ => None,
            };
            *constant != Constant::Null && !number.is_some_and(|status: u16| (400..=599).contains(&status))
        }
        _ => has_other_type(slot, form, constant),
    }
}

/// Whether the constant is the name of a kind of failure, which is sent as a neutral code.
fn is_neutral(constant: &Constant) -> bool {
    match constant {
        Constant::Text(text) => HTTP_KEYS.iter().any(|key| key.name == text),
        // The neutral code of a catalog with integers is the status.
        Constant::Number(number) => number.parse().is_ok_and(|status: u16| (400..=599).contains(&status)),
        Constant::Null | Constant::Boolean(_) => false,
    }
}

/// Whether no value of the slot has the type of the constant.
fn has_other_type(slot: &Slot, form: Form, constant: &Constant) -> bool {
    let is_text = match slot {
        Slot::Description
        | Slot::Title
        | Slot::ServerTime
        | Slot::Incident
        | Slot::RequestId
        | Slot::DocsUrl
        | Slot::Help => true,
        Slot::Status | Slot::UnixTime | Slot::RetryAfter => false,
        Slot::Retryable => return matches!(constant, Constant::Number(_)),
        _ => return false,
    };
    match constant {
        Constant::Null => false,
        Constant::Boolean(_) => true,
        Constant::Number(_) => is_text || form == Form::Text,
        Constant::Text(_) => !is_text && form != Form::Text,
    }
}

fn is_value(value: &Constant, form: Form, constant: &Constant) -> bool {
    if form == Form::Text {
        Constant::Text(value.literal(str::to_owned)) == *constant
    } else {
        value == constant
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
    if !envelope.tells.is_empty() || envelope.failure.has_code() && !is_shared(envelope) {
        return;
    }
    let message = "a success and a failure can only be distinguished by the HTTP status";
    let message = if envelope.always_ok { "a success and a failure can have the same body" } else { message };
    let help = "give both bodies a member with different constants, such as `ok = true` and `ok = false`";
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
            (_, node) => node.read_slot() == Some(&Slot::Code),
        }
    }
    meet(&envelope.success, &envelope.failure, true)
}
