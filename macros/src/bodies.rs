//! Generates the bodies of a catalog: their trees and their segments, as constants.
//!
//! They are written as text, which the compiler tokenises.

use std::fmt::Write;

use errcat_catalog::body::{Constant, Form, Member, Node, Tell, TextPart};
use errcat_catalog::slot::Slot;
use errcat_catalog::{Catalog, Piece, Row};
use proc_macro2::TokenStream;
use quote::quote;

use crate::escape::has_escapes;
use crate::input::Input;
use crate::segments::{Optional, Segment, Segments, Types, segments};
use crate::tokens::tokens;

/// Returns the constant `__BODIES` of this catalog.
pub(crate) fn bodies(input: &Input, catalog: &Catalog) -> TokenStream {
    let krate = &input.krate;
    let envelope = &catalog.envelope;
    let keys = catalog.data_keys();
    let texts: Vec<&str> = keys.iter().copied().filter(|key| is_text(catalog, key)).collect();
    let types = Types { is_field: false, integer_codes: catalog.integer_codes, texts: &texts };
    let body = |node: &Node, rest, tells: &[Tell], segments: Segments, is_success| {
        let mut tree = Tree {
            keys: &keys,
            tells,
            is_success,
            path: Vec::new(),
            seen: Vec::new(),
            has_code: node.has_code(),
        };
        let root = tree.node(node, &rest);
        let Segments { list, is_partial, is_read } = segments;
        let segments: String = list.iter().map(|part| segment(part, &keys)).collect();
        let mut owned = owned(node, &rest);
        if is_success && is_flat(node) {
            let names = names_of_failures(&envelope.failure, !tells.is_empty());
            owned.extend(names.filter(|name| !owned.contains(name)).collect::<Vec<_>>());
        }
        tokens(&format!(
            "__Body{{root:{root},segments:&[{segments}],is_partial:{is_partial},is_read:{is_read},owned:&{owned:?}}}"
        ))
    };
    let success =
        body(&envelope.success, Slot::Payload, &envelope.tells, segments(&envelope.success, &types), true);
    let failure =
        body(&envelope.failure, Slot::Members, &envelope.tells, segments(&envelope.failure, &types), false);
    let types = Types { is_field: true, ..types };
    let field = body(&envelope.field, Slot::Members, &[], segments(&envelope.field, &types), false);
    // Few clients ask for problem documents, so these are written from their tree.
    let problem = body(&envelope.problem, Slot::Members, &[], Segments::default(), false);
    let tells = envelope.tells.iter().map(|tell| tell.path.join("."));
    let has_incidents = envelope.has_incidents();
    let bodies = [&envelope.success, &envelope.failure, &envelope.problem];
    let has_request_id = bodies.iter().any(|body| body.has(&Slot::RequestId));
    let (expose, problem_json, always_ok) =
        (envelope.expose_server_errors, envelope.problem_json, envelope.always_ok);
    let (success_content_type, failure_content_type) =
        (&envelope.success_content_type, &envelope.failure_content_type);
    let integer_codes = catalog.integer_codes;
    let is_verbatim = catalog.rows.iter().all(is_verbatim);
    let code = code_path(&envelope.failure).unwrap_or_default();
    let description = name_beside_members(&envelope.failure, &Slot::Description).map_or_else(
        || quote! { ::core::option::Option::None },
        |name| quote! { ::core::option::Option::Some(#name) },
    );
    let data = keys.iter().map(|key: &&str| {
        let default = catalog.default_data.iter().find(|(name, _)| name == key);
        default.map_or_else(
            || "::core::option::Option::None".to_owned(),
            |(_, constant)| format!("::core::option::Option::Some({})", scalar(constant)),
        )
    });
    let data = tokens(&data.collect::<Vec<_>>().join(","));
    quote! {
        type __Body = #krate::__private::Body;
        type __Form = #krate::__private::Form;
        type __Member = #krate::__private::Member;
        type __Node = #krate::__private::Node;
        type __Object = #krate::__private::Object;
        type __Piece = #krate::__private::Piece;
        type __Rest = #krate::__private::Rest;
        type __Segment = #krate::__private::Segment;
        type __Slot = #krate::__private::Slot;
        type __Tell = #krate::__private::Tell;

        const __BODIES: &#krate::__private::Bodies = &#krate::__private::Bodies {
            success: #success,
            failure: #failure,
            field: #field,
            problem: #problem,
            tells: &[#(#tells),*],
            has_incidents: #has_incidents,
            has_request_id: #has_request_id,
            expose_server_errors: #expose,
            problem_json: #problem_json,
            success_content_type: #success_content_type,
            failure_content_type: #failure_content_type,
            always_ok: #always_ok,
            integer_codes: #integer_codes,
            is_verbatim: #is_verbatim,
            code: #code,
            description: #description,
            data: &[#data],
        };
    }
}

/// Returns the values of `data` as Rust code. The value of a key that the row does not have is null.
pub(crate) fn data(row: &Row, keys: &[&str]) -> String {
    let value = |key: &&str| row.data.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    keys.iter().map(|key| value(key).map_or_else(|| scalar(&Constant::Null), scalar) + ",").collect()
}

fn is_text(catalog: &Catalog, key: &str) -> bool {
    let mut values = catalog.rows.iter().flat_map(|row| &row.data).filter(|(name, _)| name == key);
    values.all(|(_, value)| matches!(value, Constant::Text(_)))
}

/// Returns whether no text of the row that a body can contain needs escapes in a JSON string.
fn is_verbatim(row: &Row) -> bool {
    let message = row.message.iter().flatten().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Param(_) => None,
    });
    let data = row.data.iter().filter_map(|(_, value)| match value {
        Constant::Text(text) => Some(text),
        _ => None,
    });
    let texts = [&row.code, &row.description].into_iter().chain(&row.docs_url).chain(&row.help);
    texts.chain(message).chain(data).all(|text| !has_escapes(text))
}

/// Returns the members of the object to which `rest` adds its members.
fn home<'a>(node: &'a Node, rest: &Slot) -> Option<&'a [Member]> {
    match node {
        Node::Object(members) if is_here(members, rest) => Some(members),
        Node::Object(members) => members.iter().find_map(|member| home(&member.node, rest)),
        Node::Array(items) => items.iter().find_map(|item| home(item, rest)),
        Node::Constant(_) | Node::Slot(..) | Node::Text(_) => None,
    }
}

/// Returns the names of the members next to the payload, or next to the members that a failure adds.
fn owned(node: &Node, rest: &Slot) -> Vec<String> {
    home(node, rest).unwrap_or_default().iter().filter_map(|member| member.name.clone()).collect()
}

/// Returns the names that a payload at the root cannot have, because it would look like a failure. If constants separate the
/// two, this is only the name of the code, or of what is around it: some readers look for nothing else.
fn names_of_failures(failure: &Node, has_constants: bool) -> impl Iterator<Item = String> {
    let members = if let Node::Object(members) = failure { &members[..] } else { &[] };
    let members = members.iter().filter(move |member| !has_constants || member.node.has_code());
    members.filter_map(|member| member.name.clone())
}

/// Returns whether the members of a payload are at the root.
fn is_flat(node: &Node) -> bool {
    matches!(node, Node::Object(members) if is_here(members, &Slot::Payload))
}

fn is_here(members: &[Member], rest: &Slot) -> bool {
    members
        .iter()
        .any(|member| member.name.is_none() && matches!(&member.node, Node::Slot(slot, _) if slot == rest))
}

/// Returns the path of the code, for messages.
fn code_path(node: &Node) -> Option<String> {
    let joined = |name: &str, rest: String| match rest.as_str() {
        "" => name.to_owned(),
        inner if inner.starts_with('[') => format!("{name}{inner}"),
        inner => format!("{name}.{inner}"),
    };
    match node {
        Node::Slot(..) | Node::Text(_) => (node.read_slot() == Some(&Slot::Code)).then(String::new),
        Node::Object(members) => members.iter().find_map(|member| {
            let inner = code_path(&member.node)?;
            Some(joined(member.name.as_deref().unwrap_or_default(), inner))
        }),
        Node::Array(items) => items.iter().enumerate().find_map(|(index, item)| {
            let inner = code_path(item)?;
            Some(joined(&format!("[{index}]"), inner))
        }),
        Node::Constant(_) => None,
    }
}

/// Returns the name of the member with this slot, if the members that a failure adds are next to it.
fn name_beside_members(node: &Node, wanted: &Slot) -> Option<String> {
    let is_it = |member: &&Member| matches!(&member.node, Node::Slot(slot, _) if slot == wanted);
    home(node, &Slot::Members)?.iter().find(is_it)?.name.clone()
}

/// Writes the tree of a body as Rust code.
struct Tree<'a> {
    keys: &'a [&'a str],
    tells: &'a [Tell],
    is_success: bool,
    has_code: bool,
    /// The names of the members on the way to the node.
    path: Vec<String>,
    /// The slots that were before. A reader uses the first place of a slot that has a value.
    seen: Vec<Slot>,
}

impl Tree<'_> {
    fn node(&mut self, node: &Node, rest: &Slot) -> String {
        let text = match node {
            Node::Constant(constant) => format!("__Node::Constant({})", scalar(constant)),
            Node::Slot(slot, form) => {
                let name = self::slot(slot, *form, self.keys);
                // Each param is a string, not the whole object: this is a slot of its own.
                let form = if *slot == Slot::Params && *form == Form::Text { Form::Value } else { *form };
                let text = format!("__Node::Slot({name},__Form::{form:?})");
                self.place(slot, text)
            }
            Node::Text(parts) => {
                let pieces: String = parts.iter().map(|part| piece(part, self.keys)).collect();
                let text = format!("__Node::Text(&[{pieces}])");
                // A text with several slots is not read.
                match node.read_slot() {
                    Some(slot) => self.place(slot, text),
                    None => text,
                }
            }
            Node::Object(members) => self.object(members, rest),
            Node::Array(items) => {
                let items: String = items.iter().map(|item| self.node(item, rest) + ",").collect();
                format!("__Node::Array(&[{items}])")
            }
        };
        match self.tells.iter().find(|tell| tell.path == self.path) {
            Some(tell) => format!("__Node::Tell(&{},&{text})", self::tell(tell)),
            None => text,
        }
    }

    /// Marks the node if the slot was at earlier places.
    fn place(&mut self, slot: &Slot, text: String) -> String {
        let earlier = self.seen.iter().filter(|seen| *seen == slot).count();
        self.seen.push(slot.clone());
        if earlier == 0 { text } else { format!("__Node::Again({earlier},&{text})") }
    }

    fn object(&mut self, members: &[Member], rest: &Slot) -> String {
        let place = if is_here(members, rest) {
            "__Rest::Here".to_owned()
        } else {
            match members.iter().position(|member| member.node.has(rest)) {
                Some(index) => format!("__Rest::Within({index})"),
                None => "__Rest::Elsewhere".to_owned(),
            }
        };
        let holds_code = !self.is_success
            && if self.has_code {
                members.iter().any(|member| member.node.read_slot() == Some(&Slot::Code))
            } else {
                self.path.is_empty()
            };
        let mut text = String::new();
        for Member { name, node, .. } in members {
            let name = name.as_deref().unwrap_or_default();
            self.path.push(name.to_owned());
            let node = self.node(node, rest);
            self.path.pop();
            let _ = write!(text, "__Member{{name:{name:?},node:{node}}},");
        }
        format!("__Node::Object(__Object{{members:&[{text}],rest:{place},holds_code:{holds_code}}})")
    }
}

fn tell(tell: &Tell) -> String {
    let constant = |constant: &Option<Constant>| match constant {
        Some(constant) => format!("::core::option::Option::Some({})", scalar(constant)),
        None => "::core::option::Option::None".to_owned(),
    };
    let (success, failure) = (constant(&tell.success), constant(&tell.failure));
    format!("__Tell{{path: {:?}, success: {success}, failure: {failure}}}", tell.path.join("."))
}

fn scalar(constant: &Constant) -> String {
    match constant {
        Constant::Null => "__Scalar::Null".to_owned(),
        Constant::Boolean(boolean) => format!("__Scalar::Boolean({boolean})"),
        Constant::Number(number) => format!("__Scalar::Number({number:?})"),
        Constant::Text(text) => format!("__Scalar::Text({text:?})"),
    }
}

fn piece(part: &TextPart, keys: &[&str]) -> String {
    match part {
        TextPart::Literal(text) => format!("__Piece::Literal({text:?}),"),
        TextPart::Slot(slot) => format!("__Piece::Slot({}),", self::slot(slot, Form::Value, keys)),
    }
}

fn segment(segment: &Segment, keys: &[&str]) -> String {
    match segment {
        Segment::Literal(text) => format!("__Segment::Literal({text:?}),"),
        Segment::Slot(slot) => format!("__Segment::Slot({}),", self::slot(slot, Form::Value, keys)),
        Segment::Optional(Optional { before, slot, form, after, without }) => {
            let slot = self::slot(slot, *form, keys);
            format!("__Segment::Optional({before:?},{slot},{after:?},{without:?}),")
        }
        Segment::Members => "__Segment::Members,".to_owned(),
        Segment::Payload => "__Segment::Payload,".to_owned(),
    }
}

/// Returns a slot as Rust code.
fn slot(slot: &Slot, form: Form, keys: &[&str]) -> String {
    match slot {
        Slot::Data(key) => {
            let index = keys.iter().position(|name| *name == key).unwrap_or_default();
            format!("__Slot::Data({index})")
        }
        Slot::Params if form == Form::Text => "__Slot::ParamTexts".to_owned(),
        Slot::Param(name) => format!("__Slot::Param({name:?})"),
        known => format!("__Slot::{known:?}"),
    }
}
