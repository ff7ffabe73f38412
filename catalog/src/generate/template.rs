//! Bodies as the catalog writes them: with the names of slots in braces.

use crate::body::{Constant, Form, Member, Node, TextPart};
use crate::example::Shown;
use crate::json_schema::text::string;
use crate::params::braced;
use crate::slot::{self, Slot};

/// Returns a template as the catalog writes it.
pub(super) fn shown(node: &Node) -> Shown<'_> {
    match node {
        Node::Constant(Constant::Text(text)) => Shown::Constant(string(&braced(text))),
        Node::Constant(Constant::Null) => Shown::Constant(string("{null}")),
        Node::Constant(constant) => Shown::Constant(constant.literal(string)),
        Node::Slot(slot, form) => Shown::Value(slot, string(&placeholder(slot, *form))),
        Node::Text(parts) => Shown::Text(parts.iter().map(part).collect()),
        Node::Object(members) => object(members),
        Node::Array(items) => Shown::Array(items.iter().map(shown).collect()),
    }
}

/// An object. `...` is one slot, or an array of slots: two members of an object in JSON must not have the same name.
fn object(members: &[Member]) -> Shown<'_> {
    let (mut object, mut spreads) = (Vec::new(), Vec::new());
    for Member { name, node, .. } in members {
        match name {
            Some(name) => object.push((name.clone(), shown(node))),
            None => spreads.push(shown(node)),
        }
    }
    if let Some(first) = members.iter().position(|member| member.name.is_none()) {
        let slots = if spreads.len() == 1 { spreads.remove(0) } else { Shown::Array(spreads) };
        object.insert(first, ("...".to_owned(), slots));
    }
    Shown::Object(object)
}

fn part(part: &TextPart) -> (Option<&Slot>, String) {
    match part {
        TextPart::Literal(text) => (None, braced(text)),
        TextPart::Slot(slot) => (Some(slot), placeholder(slot, Form::Value)),
    }
}

fn placeholder(slot: &Slot, form: Form) -> String {
    let name = slot::name(slot);
    match form {
        Form::Value => format!("{{{name}}}"),
        Form::Text => format!("{{{name}:string}}"),
        Form::Null => format!("{{{name}:null}}"),
        Form::Empty => format!("{{{name}:empty}}"),
    }
}
