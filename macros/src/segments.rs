//! The constant bytes of a body, with the slots between them.
//!
//! A member that can be left out takes its comma along. So it needs a member that is always there in the same object. If
//! there is none, or if the body is otherwise too irregular, there are no segments, and `errcat` writes the body from its
//! tree.

use errcat_catalog::body::{Constant, Form, Member, Node, TextPart};
use errcat_catalog::slot::Slot;

use crate::escape::escaped;

/// A part of a body's JSON.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Segment {
    Literal(String),
    Slot(Slot),
    Optional(Optional),
    /// The members of the payload, each with a comma before it.
    Members,
    Payload,
}

/// A slot that may have no value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Optional {
    pub(crate) before: String,
    pub(crate) slot: Slot,
    pub(crate) form: Form,
    pub(crate) after: String,
    /// The bytes without a value.
    pub(crate) without: String,
}

/// What the segments depend on, other than the template.
pub(crate) struct Types<'a> {
    /// Whether the body is a field error.
    pub(crate) is_field: bool,
    pub(crate) integer_codes: bool,
    /// The keys of `data` whose values are strings.
    pub(crate) texts: &'a [&'a str],
}

/// The segments of a body.
#[derive(Default)]
pub(crate) struct Segments {
    /// None if they depend on which slots have a value.
    pub(crate) list: Vec<Segment>,
    /// Whether they leave out params or field errors.
    pub(crate) is_partial: bool,
    /// Whether a body can be read by them.
    pub(crate) is_read: bool,
}

/// Returns the segments of a body.
pub(crate) fn segments(node: &Node, types: &Types<'_>) -> Segments {
    let mut writer = Writer { types, segments: Vec::new(), is_partial: false, is_read: true };
    match node {
        Node::Object(_) if writer.certain(node).is_some() => {
            let Writer { segments, is_partial, is_read, .. } = writer;
            Segments { list: folded(segments), is_partial, is_read }
        }
        _ => Segments::default(),
    }
}

/// Adds the literals around an optional slot to its own, so that fewer parts are copied.
fn folded(segments: Vec<Segment>) -> Vec<Segment> {
    let mut folded: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        match (folded.pop(), segment) {
            (Some(Segment::Literal(literal)), Segment::Optional(mut optional)) => {
                optional.before.insert_str(0, &literal);
                optional.without.insert_str(0, &literal);
                folded.push(Segment::Optional(optional));
            }
            (Some(Segment::Optional(mut optional)), Segment::Literal(literal)) => {
                optional.after.push_str(&literal);
                optional.without.push_str(&literal);
                folded.push(Segment::Optional(optional));
            }
            (last, segment) => {
                folded.extend(last);
                folded.push(segment);
            }
        }
    }
    folded
}

/// How a node is written.
enum Way {
    /// It is always there.
    Certain,
    /// It is only there if a slot has a value.
    Optional(Optional),
    /// It is not there in the replies that are written from segments.
    Absent,
}

/// Whether the slot is `null` in a field error about the whole request.
fn is_null_place(slot: &Slot, form: Form) -> bool {
    form == Form::Null && matches!(slot, Slot::Path | Slot::Pointer)
}

struct Writer<'a> {
    types: &'a Types<'a>,
    segments: Vec<Segment>,
    is_partial: bool,
    is_read: bool,
}

impl Writer<'_> {
    fn literal(&mut self, text: &str) {
        match self.segments.last_mut() {
            Some(Segment::Literal(last)) => last.push_str(text),
            _ => self.segments.push(Segment::Literal(text.to_owned())),
        }
    }

    /// Returns how the node is written. `None` if segments cannot express it.
    fn way(&mut self, node: &Node) -> Option<Way> {
        Some(match node {
            // `serde_json` has its own form of numbers with a fraction.
            Node::Constant(Constant::Number(number)) if number.parse::<i64>().is_err() => return None,
            Node::Constant(_) => Way::Certain,
            Node::Slot(slot, form) => match (self.kind(slot), form) {
                (Kind::Certain, _) | (_, Form::Null | Form::Empty) => Way::Certain,
                (Kind::Absent, _) => Way::Absent,
                (Kind::Optional, _) if is_data(slot) && *form == Form::Text && *slot != Slot::Params => {
                    self.left_out()
                }
                (Kind::Optional, form) => Way::Optional(self.optional(slot, *form)),
            },
            Node::Text(parts) => return self.way_of_text(parts),
            Node::Object(members) if members.is_empty() => Way::Certain,
            Node::Array(items) if items.is_empty() => Way::Certain,
            Node::Object(members) => {
                let items = members.iter().map(|member| (prefix(member), &member.node, is_spread(member)));
                return self.way_of_container(items.collect(), "{", "}");
            }
            Node::Array(items) => {
                let items = items.iter().map(|item| (String::new(), item, false));
                return self.way_of_container(items.collect(), "[", "]");
            }
        })
    }

    /// The way of params and field errors that only the tree writes.
    fn left_out(&mut self) -> Way {
        self.is_partial = true;
        Way::Absent
    }

    fn optional(&self, slot: &Slot, form: Form) -> Optional {
        let quote = self.quote(slot, form).to_owned();
        Optional { before: quote.clone(), slot: slot.clone(), form, after: quote, without: String::new() }
    }

    /// An object or an array with members. It is left out if all of them are.
    fn way_of_container(
        &mut self,
        items: Vec<(String, &Node, bool)>,
        open: &str,
        close: &str,
    ) -> Option<Way> {
        let mut only = None;
        for (prefix, node, is_spread) in items {
            match self.way_of_item(node, is_spread)? {
                Way::Certain => return Some(Way::Certain),
                Way::Absent => {}
                Way::Optional(_) if only.is_some() => return None,
                Way::Optional(mut optional) => {
                    optional.before.insert_str(0, &format!("{open}{prefix}"));
                    optional.after.push_str(close);
                    only = Some(Way::Optional(optional));
                }
            }
        }
        Some(only.unwrap_or(Way::Absent))
    }

    fn way_of_item(&mut self, node: &Node, is_spread: bool) -> Option<Way> {
        match node {
            Node::Slot(slot, _) if is_spread && is_data(slot) => Some(self.left_out()),
            _ => self.way(node),
        }
    }

    fn way_of_text(&mut self, parts: &[TextPart]) -> Option<Way> {
        let slots = || {
            parts.iter().filter_map(|part| match part {
                TextPart::Slot(slot) => Some(slot),
                TextPart::Literal(_) => None,
            })
        };
        if slots().any(is_data) {
            return Some(self.left_out());
        }
        // A text with several slots is not read.
        if slots().count() > 1 {
            self.is_read = false;
            return slots().all(|slot| self.kind(slot) == Kind::Certain).then_some(Way::Certain);
        }
        let slot = slots().next()?;
        match self.kind(slot) {
            Kind::Certain => return Some(Way::Certain),
            Kind::Absent => return Some(Way::Absent),
            Kind::Optional => {}
        }
        let (mut before, mut after) = ("\"".to_owned(), String::new());
        let mut is_after = false;
        for part in parts {
            match part {
                TextPart::Literal(text) if is_after => after.push_str(&escaped(text)),
                TextPart::Literal(text) => before.push_str(&escaped(text)),
                TextPart::Slot(_) => is_after = true,
            }
        }
        after.push('"');
        Some(Way::Optional(Optional { before, after, ..self.optional(slot, Form::Value) }))
    }

    /// Writes a node that is always there.
    fn certain(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Constant(constant) => self.literal(&json(constant)),
            Node::Slot(Slot::Payload, _) => self.segments.push(Segment::Payload),
            Node::Slot(slot, form) => match self.kind(slot) {
                Kind::Absent => self.literal(form.without_value(slot)?),
                Kind::Certain if !is_null_place(slot, *form) => {
                    let quote = self.quote(slot, *form);
                    self.literal(quote);
                    self.segments.push(Segment::Slot(slot.clone()));
                    self.literal(quote);
                }
                // Only with `:null` or `:empty`, an optional slot is always there.
                Kind::Optional | Kind::Certain => {
                    let without = form.without_value(slot)?.to_owned();
                    let optional = Optional { without, ..self.optional(slot, *form) };
                    self.segments.push(Segment::Optional(optional));
                }
            },
            Node::Text(parts) => {
                self.literal("\"");
                for part in parts {
                    match part {
                        TextPart::Literal(text) => self.literal(&escaped(text)),
                        TextPart::Slot(slot) => self.segments.push(Segment::Slot(slot.clone())),
                    }
                }
                self.literal("\"");
            }
            Node::Object(members) => {
                let items = members.iter().map(|member| (prefix(member), &member.node, is_spread(member)));
                self.container(items.collect(), "{", "}")?;
            }
            Node::Array(items) => {
                let items = items.iter().map(|item| (String::new(), item, false));
                self.container(items.collect(), "[", "]")?;
            }
        }
        Some(())
    }

    fn container(&mut self, items: Vec<(String, &Node, bool)>, open: &str, close: &str) -> Option<()> {
        self.literal(open);
        // Members before the first one that is always there have their comma after them.
        let mut is_first = true;
        let count = items.len();
        for (index, (prefix, node, is_spread)) in items.into_iter().enumerate() {
            if is_spread && matches!(node, Node::Slot(Slot::Payload, _)) {
                if is_first || index + 1 != count {
                    return None;
                }
                self.segments.push(Segment::Members);
                continue;
            }
            match self.way_of_item(node, is_spread)? {
                Way::Absent => {}
                Way::Optional(mut optional) => {
                    optional.before.insert_str(0, &prefix);
                    if is_first {
                        optional.after.push(',');
                    } else {
                        optional.before.insert(0, ',');
                    }
                    self.segments.push(Segment::Optional(optional));
                }
                Way::Certain => {
                    self.literal(if is_first { "" } else { "," });
                    self.literal(&prefix);
                    self.certain(node)?;
                    is_first = false;
                }
            }
        }
        self.literal(close);
        (count == 0 || !is_first).then_some(())
    }

    /// The quotes of a slot's value.
    fn quote(&self, slot: &Slot, form: Form) -> &'static str {
        let is_text = match slot {
            Slot::Code => self.types.is_field || !self.types.integer_codes,
            Slot::Data(key) => self.types.texts.contains(&key.as_str()),
            Slot::Status | Slot::UnixTime | Slot::RetryAfter | Slot::Retryable => false,
            // Their values are written with their quotes.
            Slot::Params | Slot::Param(_) | Slot::Fields | Slot::FieldsByPath => return "",
            _ => true,
        };
        if is_text || form == Form::Text { "\"" } else { "" }
    }

    fn kind(&self, slot: &Slot) -> Kind {
        match slot {
            Slot::Code if self.types.is_field => Kind::Optional,
            Slot::Path | Slot::Pointer => Kind::Certain,
            slot if slot.is_certain() => Kind::Certain,
            Slot::Incident | Slot::DocsUrl | Slot::Help | Slot::RetryAfter | Slot::RequestId => {
                Kind::Optional
            }
            slot if is_data(slot) => Kind::Optional,
            _ => Kind::Absent,
        }
    }
}

#[derive(PartialEq)]
enum Kind {
    Certain,
    Optional,
    /// Not in the replies that are written from segments.
    Absent,
}

/// Returns whether the slot is params or field errors.
fn is_data(slot: &Slot) -> bool {
    matches!(slot, Slot::Params | Slot::Param(_) | Slot::Fields | Slot::FieldsByPath)
}

fn is_spread(member: &Member) -> bool {
    member.name.is_none()
}

fn prefix(member: &Member) -> String {
    member.name.as_ref().map_or_else(String::new, |name| format!("\"{}\":", escaped(name)))
}

fn json(constant: &Constant) -> String {
    constant.literal(|text| format!("\"{}\"", escaped(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The segments of the failure of a catalog with this table, one after the other.
    fn shown(envelope: &str) -> String {
        let text = format!("{envelope}\n[[error]]\ncode = \"gone\"\nstatus = 410\n");
        let catalog = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()));
        let catalog = catalog.expect("a catalog");
        let types = Types { is_field: false, integer_codes: false, texts: &[] };
        let segments = segments(&catalog.envelope.failure, &types).list;
        let segments = segments.into_iter().map(|segment| match segment {
            Segment::Literal(text) => text,
            Segment::Slot(slot) => format!("<{slot:?}>"),
            Segment::Optional(Optional { before, slot, after, without, .. }) => {
                format!("({before}<{slot:?}>{after}|{without})")
            }
            Segment::Members | Segment::Payload => format!("<{segment:?}>"),
        });
        segments.collect()
    }

    #[test]
    fn a_member_that_can_be_left_out_takes_its_comma_along() {
        let success = "[envelope.success]\nok = true\n[envelope.failure]\nok = false\n";
        for (failure, expected) in [
            (r#"code = "{code}""#, r#"{"ok":false,"code":"<Code>"}"#),
            (
                r#"error = { page = "{docs_url}", code = "{code}" }"#,
                r#"({"ok":false,"error":{"page":"<DocsUrl>","code":"|{"ok":false,"error":{"code":")<Code>"}}"#,
            ),
            (
                r#"code = "{code}"
                wait = { seconds = "{retry_after}" }"#,
                r#"{"ok":false,"code":"<Code>(","wait":{"seconds":<RetryAfter>}}|"})"#,
            ),
            (
                r#"code = "{code}"
                at = "/incidents/{incident}!""#,
                r#"{"ok":false,"code":"<Code>(","at":"/incidents/<Incident>!"}|"})"#,
            ),
            (
                r#"errors = [{ code = "{code}", status = "{status:string}" }]"#,
                r#"{"ok":false,"errors":[{"code":"<Code>","status":"<Status>"}]}"#,
            ),
            (
                r#"code = "{code}"
                empty = {}
                none = []"#,
                r#"{"ok":false,"code":"<Code>","empty":{},"none":[]}"#,
            ),
            (
                r#"code = "{code}"
                page = "{docs_url:null}""#,
                r#"{"ok":false,"code":"<Code>(","page":"<DocsUrl>"}|","page":null})"#,
            ),
            (
                r#"code = "{code}"
                text = "{code}: {description}""#,
                r#"{"ok":false,"code":"<Code>","text":"<Code>: <Description>"}"#,
            ),
            // This is written from the tree.
            (
                r#"code = "{code}"
                more = { page = "{docs_url}", help = "{help}" }"#,
                "",
            ),
        ] {
            let failure = format!("{success}{failure}");
            assert_eq!(shown(&failure), expected);
        }
    }
}
