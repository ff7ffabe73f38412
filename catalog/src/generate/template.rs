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
        Node::Object(members) => Shown::Object(members.iter().map(member).collect()),
        Node::Array(items) => Shown::Array(items.iter().map(shown).collect()),
    }
}

fn member(Member { name, node, .. }: &Member) -> (String, Shown<'_>) {
    (name.clone().unwrap_or_else(|| "...".to_owned()), shown(node))
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
    }
}
