//! The facts of the bodies: what is at each place.
//!
//! A place has a path, such as `error.details[0].reason`. The root is `.`. A name that contains a dot or another special
//! character is in quotes. Members that a slot writes in place of `"..."` have the path `"...{slot}"`.

use super::escape::segment;
use super::facts::{Facts, text};
use super::key::{Key, KeyName};
use super::subject::Subject;
use crate::Catalog;
use crate::body::{Constant, Envelope, Form, Member, Node, TextPart};
use crate::json_schema::facts::{Facts as Values, type_of};
use crate::params::braced;
use crate::slot::{self, Body, Slot};
use crate::source::Span;

/// The path of the root.
pub(super) const ROOT: &str = ".";

/// Adds the facts of each body that can be sent.
pub(super) fn add(catalog: &Catalog, values: &Values<'_>, facts: &mut Facts) {
    let envelope = &catalog.envelope;
    // Without `problem_json`, a service can send a document of its own by hand.
    let has_problem = envelope.problem_json || !is_same(&envelope.problem, &Envelope::default_problem());
    let has_fields = |node: &Node| node.has(&Slot::Fields);
    let has_field = has_fields(&envelope.failure) || has_problem && has_fields(&envelope.problem);
    let bodies = [
        (Body::Success, &envelope.success, true),
        (Body::Failure, &envelope.failure, true),
        (Body::Problem, &envelope.problem, has_problem),
        (Body::Field, &envelope.field, has_field),
    ];
    for (body, node, is_sent) in bodies {
        if is_sent {
            let mut tree = Tree { body, subject: Subject::Body(body), catalog, values, facts };
            tree.node(ROOT, node, table(catalog, body));
        }
    }
}

/// Returns the place of a body's table.
fn table(catalog: &Catalog, body: Body) -> Option<Span> {
    let raw = catalog.raw.envelope.as_ref()?;
    let table = match body {
        Body::Success => &raw.success,
        Body::Failure => &raw.failure,
        Body::Field => &raw.field,
        Body::Problem => &raw.problem,
    };
    table.given().map(|given| given.span)
}

/// Returns whether two bodies are the same, whatever their places in the files.
fn is_same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Object(one), Node::Object(other)) => {
            let same =
                |(one, other): (&Member, &Member)| one.name == other.name && is_same(&one.node, &other.node);
            one.len() == other.len() && one.iter().zip(other).all(same)
        }
        _ => one == other,
    }
}

struct Tree<'a> {
    body: Body,
    subject: Subject,
    catalog: &'a Catalog,
    values: &'a Values<'a>,
    facts: &'a mut Facts,
}

impl Tree<'_> {
    fn node(&mut self, path: &str, node: &Node, span: Option<Span>) {
        let envelope = &self.catalog.envelope;
        let mut add = |name, value| self.facts.add(&self.subject, Key::named(name, path), value, span);
        match node {
            Node::Constant(constant) => {
                add(KeyName::Member, template(constant));
                add(KeyName::MemberType, text(type_of(constant)));
            }
            Node::Slot(slot, form) => self.slot(path, slot, *form, span),
            Node::Text(parts) => self.text(path, parts, span),
            Node::Object(members) => {
                add(KeyName::MemberType, text("object"));
                let members: Vec<&Member> =
                    members.iter().filter(|member| is_written(member, envelope)).collect();
                let names: Vec<String> = members.iter().copied().map(name).collect();
                add(KeyName::Order, text(order(&names)));
                for (member, name) in members.iter().zip(&names) {
                    let inner = if path == ROOT { name.clone() } else { format!("{path}.{name}") };
                    self.node(&inner, &member.node, member.span.or(span));
                }
            }
            Node::Array(items) => {
                add(KeyName::MemberType, text("array"));
                for (index, item) in items.iter().enumerate() {
                    self.node(&format!("{path}[{index}]"), item, span);
                }
            }
        }
    }

    fn slot(&mut self, path: &str, slot: &Slot, form: Form, span: Option<Span>) {
        let ty = match form {
            Form::Text if *slot == Slot::Params => "object of strings".to_owned(),
            Form::Text => "string".to_owned(),
            Form::Value | Form::Null | Form::Empty => self.json_type(slot),
        };
        let presence = match form {
            Form::Null if !slot.has_always_value() => Some("nullable"),
            Form::Null | Form::Empty => None,
            _ if self.values.is_certain(self.body, slot) => None,
            _ => Some("optional"),
        };
        let shown = text(format!("{{{}}}", slot::name(slot)));
        self.value(path, shown, &ty, presence, span);
    }

    fn text(&mut self, path: &str, parts: &[TextPart], span: Option<Span>) {
        let is_certain = parts.iter().all(|part| match part {
            TextPart::Literal(_) => true,
            TextPart::Slot(slot) => self.values.is_certain(self.body, slot),
        });
        self.value(path, text(slot::template(parts)), "string", (!is_certain).then_some("optional"), span);
    }

    fn value(&mut self, path: &str, shown: Constant, ty: &str, presence: Option<&str>, span: Option<Span>) {
        let mut add = |name, value| self.facts.add(&self.subject, Key::named(name, path), value, span);
        add(KeyName::Member, shown);
        add(KeyName::MemberType, text(ty));
        if let Some(presence) = presence {
            add(KeyName::Presence, text(presence));
        }
    }

    /// Returns the JSON types of a slot's values.
    fn json_type(&self, slot: &Slot) -> String {
        let mut types = match slot {
            Slot::Code if self.body != Body::Field && self.catalog.integer_codes => vec!["integer"],
            Slot::Status | Slot::UnixTime | Slot::RetryAfter => vec!["integer"],
            Slot::Retryable => vec!["boolean"],
            Slot::Params | Slot::FieldsByPath | Slot::Members => vec!["object"],
            Slot::Fields => vec!["array"],
            Slot::Payload => vec!["any"],
            Slot::Param(name) => self.values.param_types(name),
            Slot::Data(key) => self.values.data_types(key),
            _ => vec!["string"],
        };
        types.sort_unstable();
        types.dedup();
        types.join(" or ")
    }
}

/// Whether a reply can have the member. The default problem document has a place for an incident, but incidents exist only if
/// the catalog names them.
fn is_written(member: &Member, envelope: &Envelope) -> bool {
    envelope.has_incidents() || !member.node.has(&Slot::Incident)
}

/// Returns a constant as a template writes it.
fn template(constant: &Constant) -> Constant {
    match constant {
        Constant::Text(literal) => text(braced(literal)),
        other => other.clone(),
    }
}

/// Returns the names as one text. A comma that is part of a name is escaped.
fn order(names: &[String]) -> String {
    let names = names.iter().map(|name| escaped(name));
    names.collect::<Vec<_>>().join(", ")
}

/// Returns a name or a path as it is in a list with commas.
pub(super) fn escaped(name: &str) -> String {
    name.replace(',', "\\u{2c}")
}

/// Returns the name of a member as a part of a path.
fn name(member: &Member) -> String {
    match (&member.name, &member.node) {
        (Some(name), _) => segment(name),
        (None, Node::Slot(slot, _)) => segment(&format!("...{{{}}}", slot::name(slot))),
        (None, _) => segment("..."),
    }
}
