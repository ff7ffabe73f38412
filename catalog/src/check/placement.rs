//! The place of the payload, and of the members that a service adds to a failure; and arrays that a reader can read.

use crate::body::{Constant, Form, Member, Node, TextPart};
use crate::slot::{Body, Slot};

/// Adds the place of the payload or of the members, if the template has none.
pub(super) fn check(body: Body, node: Node) -> Node {
    match rest(body) {
        Some(rest) if !node.has(&rest) => place(body, node, rest),
        _ => node,
    }
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
            if members.iter().any(|member| member.node.read_slot() == Some(&Slot::Code)) {
                return Some(members);
            }
            members.iter_mut().find_map(|member| holder(&mut member.node))
        }
        Node::Array(items) => items.iter_mut().find_map(holder),
        Node::Constant(_) | Node::Slot(..) | Node::Text(_) => None,
    }
}

/// Returns the index of the first element that can be left out, if a reader needs its position to find another element.
pub(super) fn unreadable(items: &[Node]) -> Option<usize> {
    let can_vanish = items.iter().position(can_vanish)?;
    let by_position = items.iter().skip(can_vanish + 1).any(|item| !has_constants(item));
    by_position.then_some(can_vanish)
}

/// Whether the node is not written if its slots have no value.
fn can_vanish(node: &Node) -> bool {
    match node {
        Node::Constant(_) | Node::Slot(_, Form::Null | Form::Empty) => false,
        Node::Slot(slot, _) => !is_always(slot),
        Node::Text(parts) => {
            parts.iter().any(|part| matches!(part, TextPart::Slot(slot) if !is_always(slot)))
        }
        Node::Object(members) => !members.is_empty() && members.iter().all(|member| can_vanish(&member.node)),
        Node::Array(items) => !items.is_empty() && items.iter().all(can_vanish),
    }
}

/// Whether the slot has a value in every failure, also in one that a peer sent without a code or a text, or in every field
/// error.
fn is_always(slot: &Slot) -> bool {
    matches!(slot, Slot::Status | Slot::Retryable | Slot::Path | Slot::Pointer)
}

/// Whether the node is an object with a constant, by which a reader finds it in an array.
fn has_constants(node: &Node) -> bool {
    let Node::Object(members) = node else { return false };
    members
        .iter()
        .any(|member| matches!(&member.node, Node::Constant(constant) if *constant != Constant::Null))
}
