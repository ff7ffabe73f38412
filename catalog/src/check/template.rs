//! Turns the template of a body into a tree, and checks each of its slots.

use std::slice::from_ref;

use super::placement;
use crate::body::{Constant, Form, Member, Node, TextPart};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::params::{Part, parts};
use crate::quote::quote;
use crate::raw;
use crate::rule::Rule;
use crate::slot::{self, Body, SLOTS, Shape, Slot};
use crate::source::{Span, Spanned};

/// The name of the member whose members are written in its place.
const SPREAD: &str = "...";

/// Returns the tree of a template. Parts with mistakes are left out.
pub(super) fn check(body: Body, template: &Spanned<raw::Template>, out: &mut Diagnostics) -> Node {
    Template { body, rest: None, out }
        .node(&template.value, template.span)
        .unwrap_or(Node::Object(Vec::new()))
}

struct Template<'o> {
    body: Body,
    /// The place of the payload, or of the members.
    rest: Option<Span>,
    out: &'o mut Diagnostics,
}

impl Template<'_> {
    fn node(&mut self, template: &raw::Template, span: Span) -> Option<Node> {
        Some(match template {
            raw::Template::Text(text) => return self.text(text, span),
            raw::Template::Boolean(boolean) => Node::Constant(Constant::Boolean(*boolean)),
            raw::Template::Number(number) => Node::Constant(Constant::Number(number.clone())),
            raw::Template::Array(items) => self.array(items, span),
            raw::Template::Table(members) => {
                if let Some((name, _)) = members.get(MOST_MEMBERS) {
                    self.too_many(name.span);
                }
                let members = members.iter().take(MOST_MEMBERS);
                Node::Object(members.flat_map(|(name, value)| self.members(name, value)).collect())
            }
        })
    }

    fn array(&mut self, items: &[Spanned<raw::Template>], span: Span) -> Node {
        let nodes = items.iter().filter_map(|item| Some((self.node(&item.value, item.span)?, item.span)));
        let (nodes, spans): (Vec<Node>, Vec<Span>) = nodes.unzip();
        if nodes.iter().any(has_payload) {
            let message = "`{payload}` is in an array, where a reader cannot find it";
            let help = "move it out of the array";
            self.out.push(Diagnostic::new(Rule::UnreadableArray, span, message).help(help));
        } else if let Some(index) = placement::unreadable(&nodes) {
            let message = "this element can be left out, and a reader finds one after it by its position";
            let has_list = nodes.iter().any(|node| matches!(node, Node::Slot(Slot::Fields, _)));
            let help = if has_list {
                "`{fields}` is an array of its own: make it the value of a member"
            } else {
                "put a constant into each object of the array, so that a reader can find it; or write `:null` in the slot; or use an object in place of the array"
            };
            self.out.push(Diagnostic::new(Rule::UnreadableArray, spans[index], message).help(help));
        }
        Node::Array(nodes)
    }

    fn too_many(&mut self, span: Span) {
        let message = format!("this object has more than {MOST_MEMBERS} members");
        let help = "move some of them into an inner object";
        self.out.push(Diagnostic::new(Rule::WrongType, span, message).help(help));
    }

    fn members(&mut self, name: &Spanned<String>, value: &Spanned<raw::Template>) -> Vec<Member> {
        if name.value == SPREAD {
            self.spreads(name, value)
        } else {
            self.member(name, value).into_iter().collect()
        }
    }

    fn member(&mut self, name: &Spanned<String>, value: &Spanned<raw::Template>) -> Option<Member> {
        if name.value.is_empty() {
            let help = "give the member a name";
            let message = "a member of a body has an empty name";
            self.out.push(Diagnostic::new(Rule::EmptyMember, name.span, message).help(help));
            return None;
        }
        let node = self.node(&value.value, value.span)?;
        if let Some(slot) = misplaced(&name.value, |_| false) {
            let message = format!("{} is not replaced in the name of a member", quote(slot));
            let help = "write a constant name: the names of a body are the same in every reply";
            self.out.push(Diagnostic::new(Rule::MisplacedSlot, name.span, message).help(help));
        }
        Some(Member { name: Some(name.value.clone()), node, span: Some(name.span) })
    }

    /// Returns a member for each slot of `"..."`: for the only one, or for those of an array. What a service adds comes
    /// last.
    fn spreads(&mut self, name: &Spanned<String>, value: &Spanned<raw::Template>) -> Vec<Member> {
        let slots = match &value.value {
            raw::Template::Array(slots) => &slots[..],
            _ => from_ref(value),
        };
        let spreads = slots.iter().filter_map(|slot| self.spread(slot, name.span));
        let (rest, mut members): (Vec<_>, Vec<_>) = spreads.partition(|member| is_rest(&member.node));
        if members.len() > 1 {
            let message = "`\"...\"` has two slots whose members can have the same name";
            let help = "write one of them, and `{members}` if you want: `[\"{params}\", \"{members}\"]`";
            self.out.push(Diagnostic::new(Rule::SpreadOfNoObject, value.span, message).help(help));
        }
        members.extend(rest);
        members
    }

    fn spread(&mut self, value: &Spanned<raw::Template>, name: Span) -> Option<Member> {
        let node = self.node(&value.value, value.span)?;
        let is_object = match &node {
            Node::Slot(slot, Form::Value) => slot::key(slot).is_some_and(|key| key.shape.has_objects()),
            Node::Slot(slot, Form::Text) => *slot == Slot::Params,
            _ => false,
        };
        if !is_object {
            let objects: Vec<String> =
                self.own().filter(|key| key.shape.has_objects()).map(|key| braced(key.name)).collect();
            let help = if objects.is_empty() {
                "this body has no slot whose value is an object".to_owned()
            } else {
                format!("write a slot whose value is an object: {}", objects.join(", "))
            };
            let message = "`\"...\"` must have an object whose members can be written here";
            self.out.push(Diagnostic::new(Rule::SpreadOfNoObject, value.span, message).help(help));
            return None;
        }
        Some(Member { name: None, node, span: Some(name) })
    }

    fn text(&mut self, text: &str, span: Span) -> Option<Node> {
        let parts = parts(text);
        if parts.iter().any(|part| matches!(part, Part::Unbalanced(_))) {
            let help = "write `{{` or `}}` for a brace that is part of the text";
            let message = format!("unbalanced brace in {}", quote(text));
            self.out.push(Diagnostic::new(Rule::UnbalancedBrace, span, message).help(help));
            return None;
        }
        let mut kept = Vec::new();
        let mut is_whole = true;
        for part in &parts {
            match part {
                Part::Text("") | Part::Unbalanced(_) => {}
                Part::Text(literal) => kept.push(TextPart::Literal((*literal).to_owned())),
                Part::Placeholder("null", range) if range.len() == text.len() => {
                    return Some(Node::Constant(Constant::Null));
                }
                Part::Placeholder(name, range) if range.len() == text.len() => {
                    let (slot, form) = self.slot(name, span)?;
                    return Some(Node::Slot(slot, form));
                }
                Part::Placeholder(name, _) => match self.slot_in_text(name, span) {
                    Some(slot) => kept.push(TextPart::Slot(slot)),
                    None => is_whole = false,
                },
            }
        }
        if !is_whole {
            return None;
        }
        let is_constant = kept.iter().all(|part| matches!(part, TextPart::Literal(_)));
        Some(if is_constant {
            Node::Constant(Constant::Text(literal(&kept)))
        } else {
            Node::Text(joined(kept))
        })
    }

    fn slot_in_text(&mut self, name: &str, span: Span) -> Option<Slot> {
        let (slot, form) = self.slot(name, span)?;
        let is_scalar = slot::find(name).is_some_and(|(_, key)| key.shape == Shape::Scalar);
        if form == Form::Value && is_scalar {
            return Some(slot);
        }
        let message = format!("slot `{{{name}}}` cannot be part of a text");
        let help = "a slot in a text is a string, a number or a boolean, and has no `:`";
        self.out.push(Diagnostic::new(Rule::SlotInText, span, message).help(help));
        None
    }

    /// Reads what is between two braces.
    fn slot(&mut self, text: &str, span: Span) -> Option<(Slot, Form)> {
        let (name, form) = match text.split_once(':') {
            Some((name, form)) => (name, Some(form)),
            None => (text, None),
        };
        let Some((slot, key)) = slot::find(name) else {
            self.unknown(name, span);
            return None;
        };
        if !key.bodies.contains(&self.body) {
            self.of_another_body(name, key.bodies, span);
            return None;
        }
        if matches!(slot, Slot::Payload | Slot::Members) {
            self.once(name, span);
        }
        let has_text = key.shape == Shape::Scalar || slot == Slot::Params;
        let can_be_empty = key.shape != Shape::Scalar && slot != Slot::Payload;
        let form = match form {
            None => Form::Value,
            Some("string") if has_text => Form::Text,
            Some("null") => Form::Null,
            Some("empty") if can_be_empty => Form::Empty,
            Some(form) => {
                let message = format!("unknown form {} of slot `{{{name}}}`", quote(form));
                let help = match (has_text, can_be_empty) {
                    (true, true) => "the forms are `:string`, `:null` and `:empty`",
                    (true, false) => "the forms are `:string` and `:null`",
                    (false, true) => "the forms are `:null` and `:empty`",
                    (false, false) => "the only form of this slot is `:null`",
                };
                self.out.push(Diagnostic::new(Rule::UnknownForm, span, message).help(help));
                return None;
            }
        };
        Some((slot, form))
    }

    /// Reports a second place of the payload or of the members.
    fn once(&mut self, name: &str, span: Span) {
        let Some(first) = self.rest else {
            self.rest = Some(span);
            return;
        };
        let message = format!("`{{{name}}}` is in two places of `[{}]`", self.body.table());
        let diagnostic = Diagnostic::new(Rule::SlotTwice, span, message).label(first, "first used here");
        self.out.push(diagnostic.help("keep one of them"));
    }

    /// The slots of this body.
    fn own(&self) -> impl Iterator<Item = &'static slot::SlotKey> + use<> {
        let body = self.body;
        SLOTS.iter().filter(move |key| key.bodies.contains(&body))
    }

    fn unknown(&mut self, name: &str, span: Span) {
        let meant = slot::meant(name).filter(|meant| self.own().any(|key| key.name == *meant));
        let near = self.out.nearest(name, self.own().map(|key| key.name).chain(["null"]));
        let help = if let Some(meant) = meant {
            format!("errcat calls this value `{{{meant}}}`")
        } else if near == Some("null") {
            "the constant null is `\"{null}\"`, without a form and without other text".to_owned()
        } else if let Some(near) = near {
            format!("a similar slot exists: `{{{near}}}`")
        } else {
            let all: Vec<String> = self.own().map(|key| braced(key.name)).collect();
            let table = self.body.table();
            format!("the slots of `[{table}]` are {}; write `{{{{` for a brace", all.join(", "))
        };
        let message = format!("unknown slot {}", quote(&format!("{{{name}}}")));
        self.out.push(Diagnostic::new(Rule::UnknownSlot, span, message).help(help));
    }

    fn of_another_body(&mut self, name: &str, bodies: &[Body], span: Span) {
        let message = format!("`[{}]` has no slot `{{{name}}}`", self.body.table());
        let tables: Vec<String> = bodies.iter().map(|body| format!("`[{}]`", body.table())).collect();
        let help = format!("this slot is for {}", tables.join(" and "));
        self.out.push(Diagnostic::new(Rule::SlotOfAnotherBody, span, message).help(help));
    }
}

/// Whether the members of the slot are not known before a reply is made.
fn is_rest(node: &Node) -> bool {
    matches!(node, Node::Slot(Slot::Members | Slot::Payload, _))
}

/// Whether the payload is in the node, and not in an array in it, which is reported itself.
fn has_payload(node: &Node) -> bool {
    match node {
        Node::Object(members) => members.iter().any(|member| has_payload(&member.node)),
        Node::Array(_) => false,
        node => node.has(&Slot::Payload),
    }
}

/// Returns the first slot or param in a text that is no value of a body. It is sent as it is, with its braces.
pub(super) fn misplaced(text: &str, is_param: impl Fn(&str) -> bool) -> Option<&str> {
    let is_slot = |name: &str| slot::find(name).is_some();
    let slot = |part: &Part<'_>| match part {
        Part::Placeholder(name, range) if is_slot(name) || is_param(name) => text.get(range.clone()),
        _ => None,
    };
    parts(text).iter().find_map(slot)
}

/// The largest number of members of an object. A reader marks each of them with a bit.
const MOST_MEMBERS: usize = 64;

fn braced(name: &str) -> String {
    format!("`{{{name}}}`")
}

fn literal(parts: &[TextPart]) -> String {
    let literals = parts.iter().filter_map(|part| match part {
        TextPart::Literal(text) => Some(text.as_str()),
        TextPart::Slot(_) => None,
    });
    literals.collect()
}

/// Joins constant parts that follow each other.
fn joined(parts: Vec<TextPart>) -> Vec<TextPart> {
    let mut joined: Vec<TextPart> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(TextPart::Literal(last)), TextPart::Literal(text)) => last.push_str(&text),
            (_, part) => joined.push(part),
        }
    }
    joined
}
