//! Where a body has its payload, or the members that a service adds to a failure; and arrays that a reader can read.

use crate::body::{Constant, Form, Member, Node, TextPart};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::Rule;
use crate::slot::{Body, Slot};
use crate::source::Span;

/// Checks that the payload or the members have at most one place, and adds their place if the template has none.
pub(super) fn check(body: Body, mut node: Node, span: Span, out: &mut Diagnostics) -> Node {
    let Some(rest) = rest(body) else { return node };
    let mut places = 0;
    node.slots(&mut |slot| places += usize::from(*slot == rest));
    if places > 1 {
        let name = if rest == Slot::Payload { "{payload}" } else { "{members}" };
        let message = format!("`{name}` is in {places} places of `[{}]`", body.table());
        out.push(Diagnostic::new(Rule::SlotTwice, span, message).help("keep one of them".to_owned()));
    }
    arrays(&node, &rest, span, out);
    if places == 0 {
        node = place(body, node, rest);
    }
    node
}

fn rest(body: Body) -> Option<Slot> {
    match body {
        Body::Success => Some(Slot::Payload),
        Body::Failure | Body::Problem => Some(Slot::Members),
        Body::Field => None,
    }
}

/// The members of a failure are next to its code. Without a code, they are at the root, as a payload is.
fn place(body: Body, mut node: Node, rest: Slot) -> Node {
    let is_empty = matches!(&node, Node::Object(members) if members.is_empty());
    if body == Body::Success && is_empty {
        return Node::Slot(rest, Form::Value);
    }
    let member = Member { name: None, node: Node::Slot(rest, Form::Value), span: None };
    let home = match body {
        Body::Failure | Body::Problem => holder(&mut node),
        Body::Success | Body::Field => None,
    };
    match home {
        Some(members) => members.push(member),
        None => {
            if let Node::Object(members) = &mut node {
                members.push(member);
            }
        }
    }
    node
}

/// Returns the members of the object that has the code as one of its members.
fn holder(node: &mut Node) -> Option<&mut Vec<Member>> {
    match node {
        Node::Object(members) => {
            if members.iter().any(|member| member.node.is_slot(&Slot::Code)) {
                return Some(members);
            }
            members.iter_mut().find_map(|member| holder(&mut member.node))
        }
        Node::Array(items) => items.iter_mut().find_map(holder),
        Node::Constant(_) | Node::Slot(..) | Node::Text(_) => None,
    }
}

/// Reports arrays that cannot be read back.
fn arrays(node: &Node, rest: &Slot, span: Span, out: &mut Diagnostics) {
    match node {
        Node::Array(items) => {
            if let Some(problem) = unreadable(items, rest) {
                let help = "put a constant into each object of the array, so that a reader can find it; or use an object in place of the array";
                out.push(Diagnostic::new(Rule::UnreadableArray, span, problem).help(help.to_owned()));
            }
            for item in items {
                arrays(item, rest, span, out);
            }
        }
        Node::Object(members) => members.iter().for_each(|member| arrays(&member.node, rest, span, out)),
        Node::Constant(_) | Node::Slot(..) | Node::Text(_) => {}
    }
}

fn unreadable(items: &[Node], rest: &Slot) -> Option<&'static str> {
    if *rest == Slot::Payload && items.iter().any(|item| item.has(rest)) {
        return Some("`{payload}` is in an array, where a reader cannot find it");
    }
    let can_vanish = items.iter().position(can_vanish)?;
    let by_position = items.iter().skip(can_vanish + 1).any(|item| !has_constants(item));
    by_position.then_some(
        "an element of an array can be left out, and a reader finds an element after it by its position",
    )
}

/// Whether the node is not written if its slots have no value.
fn can_vanish(node: &Node) -> bool {
    match node {
        Node::Constant(_) | Node::Slot(_, Form::Null) => false,
        Node::Slot(slot, _) => !slot.is_certain(),
        Node::Text(parts) => {
            parts.iter().any(|part| matches!(part, TextPart::Slot(slot) if !slot.is_certain()))
        }
        Node::Object(members) => !members.is_empty() && members.iter().all(|member| can_vanish(&member.node)),
        Node::Array(items) => !items.is_empty() && items.iter().all(can_vanish),
    }
}

/// Whether the node is an object with a constant, by which a reader finds it in an array.
fn has_constants(node: &Node) -> bool {
    let Node::Object(members) = node else { return false };
    members
        .iter()
        .any(|member| matches!(&member.node, Node::Constant(constant) if *constant != Constant::Null))
}
