//! The constant bytes of a body, with the slots between them.
//!
//! A member that can be left out takes its comma along. So it needs a member that is always there in the same object. If
//! there is none, or if the body is otherwise too irregular, there are no segments, and `errcat` writes the body from its
//! tree.

use std::fmt::Write;

use errcat_catalog::body::{Constant, Form, Member, Node, TextPart};
use errcat_catalog::slot::Slot;

/// A part of a body's JSON.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Segment {
    Literal(String),
    Slot(Slot),
    /// The bytes before the value, the slot, the bytes after its value, and the bytes without a value.
    Optional(String, Slot, String, String),
    /// The members of the payload, each with a comma before it.
    Members,
    Payload,
}

/// What the segments depend on, other than the template.
pub(crate) struct Types<'a> {
    pub(crate) integer_codes: bool,
    /// The keys of `data` whose values are strings.
    pub(crate) texts: &'a [&'a str],
}

/// Returns the segments of a body, or none if they depend on which slots have a value.
pub(crate) fn segments(node: &Node, types: &Types<'_>) -> Vec<Segment> {
    let mut writer = Writer { types, segments: Vec::new() };
    match node {
        Node::Object(_) if writer.certain(node).is_some() => folded(writer.segments),
        _ => Vec::new(),
    }
}

/// Adds the literals around an optional slot to its own, so that fewer parts are copied.
fn folded(segments: Vec<Segment>) -> Vec<Segment> {
    let mut folded: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        match (folded.pop(), segment) {
            (Some(Segment::Literal(literal)), Segment::Optional(before, slot, after, without)) => {
                folded.push(Segment::Optional(literal.clone() + &before, slot, after, literal + &without));
            }
            (Some(Segment::Optional(before, slot, after, without)), Segment::Literal(literal)) => {
                folded.push(Segment::Optional(before, slot, after + &literal, without + &literal));
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
    Optional(String, Slot, String),
    /// It is not there in the replies that are written from segments.
    Absent,
}

struct Writer<'a> {
    types: &'a Types<'a>,
    segments: Vec<Segment>,
}

impl Writer<'_> {
    fn literal(&mut self, text: &str) {
        match self.segments.last_mut() {
            Some(Segment::Literal(last)) => last.push_str(text),
            _ => self.segments.push(Segment::Literal(text.to_owned())),
        }
    }

    fn optional(&mut self, before: String, slot: Slot, after: String) {
        self.segments.push(Segment::Optional(before, slot, after, String::new()));
    }

    /// Returns how the node is written. `None` if segments cannot express it.
    fn way(&self, node: &Node) -> Option<Way> {
        Some(match node {
            // `serde_json` has its own form of numbers with a fraction.
            Node::Constant(Constant::Number(number)) if number.parse::<i64>().is_err() => return None,
            Node::Constant(_) => Way::Certain,
            Node::Slot(slot, form) => match (kind(slot), form) {
                (Kind::Certain, _) | (Kind::Absent, Form::Null) => Way::Certain,
                (Kind::Absent, _) => Way::Absent,
                (Kind::Optional, Form::Null) => return None,
                (Kind::Optional, form) => {
                    let quote = self.quote(slot, *form);
                    Way::Optional(quote.to_owned(), slot.clone(), quote.to_owned())
                }
            },
            Node::Text(parts) => return way_of_text(parts),
            Node::Object(members) if members.is_empty() => Way::Certain,
            Node::Array(items) if items.is_empty() => Way::Certain,
            Node::Object(members) => {
                let items = members.iter().map(|member| (prefix(member), &member.node));
                return self.way_of_container(items.collect(), "{", "}");
            }
            Node::Array(items) => {
                let items = items.iter().map(|item| (String::new(), item));
                return self.way_of_container(items.collect(), "[", "]");
            }
        })
    }

    /// An object or an array with members. It is left out if all of them are.
    fn way_of_container(&self, items: Vec<(String, &Node)>, open: &str, close: &str) -> Option<Way> {
        let mut only = None;
        for (prefix, node) in items {
            match self.way(node)? {
                Way::Certain => return Some(Way::Certain),
                Way::Absent => {}
                Way::Optional(..) if only.is_some() => return None,
                Way::Optional(before, slot, after) => {
                    only = Some(Way::Optional(format!("{open}{prefix}{before}"), slot, after + close));
                }
            }
        }
        Some(only.unwrap_or(Way::Absent))
    }

    /// Writes a node that is always there.
    fn certain(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Constant(constant) => self.literal(&json(constant)),
            Node::Slot(Slot::Payload, _) => self.segments.push(Segment::Payload),
            Node::Slot(slot, _) if kind(slot) == Kind::Absent => self.literal("null"),
            Node::Slot(slot, form) => {
                let quote = self.quote(slot, *form);
                self.literal(quote);
                self.segments.push(Segment::Slot(slot.clone()));
                self.literal(quote);
            }
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
                let items =
                    members.iter().map(|member| (prefix(member), &member.node, member.name.is_none()));
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
            match self.way(node)? {
                Way::Absent => {}
                Way::Optional(before, slot, after) if is_first => {
                    self.optional(format!("{prefix}{before}"), slot, after + ",");
                }
                Way::Optional(before, slot, after) => {
                    self.optional(format!(",{prefix}{before}"), slot, after);
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
            Slot::Code => !self.types.integer_codes,
            Slot::Data(key) => self.types.texts.contains(&key.as_str()),
            Slot::Status | Slot::UnixTime | Slot::RetryAfter | Slot::Retryable => false,
            _ => true,
        };
        if is_text || form == Form::Text { "\"" } else { "" }
    }
}

fn way_of_text(parts: &[TextPart]) -> Option<Way> {
    // A text with several slots is not read, so it cannot be in segments, which are also for reading.
    if parts.iter().filter(|part| matches!(part, TextPart::Slot(_))).count() > 1 {
        return None;
    }
    let mut optional = None;
    let (mut before, mut after) = ("\"".to_owned(), String::new());
    for part in parts {
        let place = if optional.is_some() { &mut after } else { &mut before };
        match part {
            TextPart::Literal(text) => place.push_str(&escaped(text)),
            TextPart::Slot(slot) => match kind(slot) {
                Kind::Certain if parts.iter().all(is_certain) => return Some(Way::Certain),
                Kind::Optional if optional.is_none() => optional = Some(slot.clone()),
                Kind::Absent => return Some(Way::Absent),
                Kind::Certain | Kind::Optional => return None,
            },
        }
    }
    Some(Way::Optional(before, optional?, after + "\""))
}

#[derive(PartialEq)]
enum Kind {
    Certain,
    Optional,
    /// Not in the replies that are written from segments.
    Absent,
}

fn kind(slot: &Slot) -> Kind {
    match slot {
        slot if slot.is_certain() => Kind::Certain,
        Slot::Incident | Slot::DocsUrl | Slot::Help | Slot::RetryAfter => Kind::Optional,
        _ => Kind::Absent,
    }
}

fn is_certain(part: &TextPart) -> bool {
    !matches!(part, TextPart::Slot(slot) if kind(slot) != Kind::Certain)
}

fn prefix(member: &Member) -> String {
    member.name.as_ref().map_or_else(String::new, |name| format!("\"{}\":", escaped(name)))
}

fn json(constant: &Constant) -> String {
    match constant {
        Constant::Null => "null".to_owned(),
        Constant::Boolean(boolean) => boolean.to_string(),
        Constant::Number(number) => number.clone(),
        Constant::Text(text) => format!("\"{}\"", escaped(text)),
    }
}

/// Returns whether JSON escapes this character in a string.
pub(crate) fn is_escaped(character: char) -> bool {
    matches!(character, '\0'..='\u{1f}' | '"' | '\\')
}

/// Returns the text between the quotes of a JSON string, exactly as `serde_json` writes it.
fn escaped(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\u{8}' => json.push_str("\\b"),
            '\t' => json.push_str("\\t"),
            '\n' => json.push_str("\\n"),
            '\u{c}' => json.push_str("\\f"),
            '\r' => json.push_str("\\r"),
            control if is_escaped(control) => {
                let _ = write!(json, "\\u{:04x}", u32::from(control));
            }
            other => json.push(other),
        }
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_escaped_as_serde_json_does() {
        let text = "\"pay\\\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}é😀";
        assert_eq!(escaped(text), "\\\"pay\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}é😀");
    }

    /// The segments of the failure of a catalog with this table, one after the other.
    fn shown(envelope: &str) -> String {
        let text = format!("{envelope}\n[[error]]\ncode = \"gone\"\nstatus = 410\n");
        let catalog = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()));
        let catalog = catalog.expect("a catalog");
        let types = Types { integer_codes: false, texts: &[] };
        let segments = segments(&catalog.envelope.failure, &types).into_iter().map(|segment| match segment {
            Segment::Literal(text) => text,
            Segment::Slot(slot) => format!("<{slot:?}>"),
            Segment::Optional(before, slot, after, without) => {
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
            // These are written from the tree.
            (
                r#"code = "{code}"
                page = "{docs_url:null}""#,
                "",
            ),
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
