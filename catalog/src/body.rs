//! The bodies of a catalog: templates that have been checked.

use crate::slot::Slot;
use crate::source::Span;

/// The bodies of the replies, and how they are sent.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "settings, each of which is on or off")]
pub struct Envelope {
    /// The body of a success.
    pub success: Node,
    /// The body of a failure.
    pub failure: Node,
    /// One field error.
    pub field: Node,
    /// The problem document (RFC 9457).
    pub problem: Node,
    /// Whether the file has `[envelope.problem]`.
    pub has_own_problem: bool,
    /// The places where constants separate a success from a failure.
    pub tells: Vec<Tell>,
    /// Whether a failure with a status of 500 or more is sent with the text of the occurrence, not of the row.
    pub expose_server_errors: bool,
    /// Whether a client that prefers a problem document gets one.
    pub problem_json: bool,
    /// The content type of a success.
    pub success_content_type: String,
    /// The content type of a failure.
    pub failure_content_type: String,
    /// Whether every reply has the HTTP status 200.
    pub always_ok: bool,
}

impl Envelope {
    /// Returns whether a failure with a status of 500 or more has the id of an incident, because a body that the file writes
    /// sends it.
    pub fn has_incidents(&self) -> bool {
        self.failure.has(&Slot::Incident) || self.has_own_problem && self.problem.has(&Slot::Incident)
    }
}

/// A value of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A constant.
    Constant(Constant),
    /// The value of a slot.
    Slot(Slot, Form),
    /// A text with slots in it.
    Text(Vec<TextPart>),
    /// An object, with its members in the order of the file.
    Object(Vec<Member>),
    /// An array.
    Array(Vec<Node>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The name. `None` for `"..."`: the members of the value are members of the object itself.
    pub name: Option<String>,
    /// The value.
    pub node: Node,
    /// The place of the name. `None` for a member that the file does not contain.
    pub span: Option<Span>,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it is written in JSON.
    Number(String),
    /// A string.
    Text(String),
}

impl Constant {
    /// Returns the constant as it is in JSON, but for a text, which `text` writes.
    ///
    /// ```
    /// use errcat_catalog::body::Constant;
    ///
    /// let quoted = |text: &str| format!("{text:?}");
    /// assert_eq!(Constant::Null.literal(quoted), "null");
    /// assert_eq!(Constant::Text("en".to_owned()).literal(quoted), "\"en\"");
    /// ```
    pub fn literal(&self, text: impl FnOnce(&str) -> String) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Boolean(boolean) => boolean.to_string(),
            Self::Number(number) => number.clone(),
            Self::Text(literal) => text(literal),
        }
    }
}

/// How a slot's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `{slot}`: as its JSON value. Without a value, the member is left out.
    Value,
    /// `{slot:string}`: as a string.
    Text,
    /// `{slot:null}`: as its JSON value, or as `null`.
    Null,
    /// `{slot:empty}`: as its JSON value, or as an empty array or object.
    Empty,
}

impl Form {
    /// Returns the JSON that is written if the slot has no value. `None` if it is left out.
    pub fn without_value(self, slot: &Slot) -> Option<&'static str> {
        match self {
            Self::Value | Self::Text => None,
            Self::Null => Some("null"),
            Self::Empty if *slot == Slot::Fields => Some("[]"),
            Self::Empty => Some("{}"),
        }
    }
}

/// A part of a text with slots.
#[derive(Clone, Debug, PartialEq)]
pub enum TextPart {
    /// A constant part.
    Literal(String),
    /// The text of a slot's value.
    Slot(Slot),
}

/// A place where a success and a failure have different values. At least one of them is a constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Tell {
    /// The names of the members on the way to the place.
    pub path: Vec<String>,
    /// The constant in a success.
    pub success: Option<Constant>,
    /// The constant in a failure.
    pub failure: Option<Constant>,
}

impl Node {
    /// Returns the member with this name, if the node is an object.
    pub fn member(&self, name: &str) -> Option<&Node> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|member| member.name.as_deref() == Some(name)).map(|member| &member.node)
    }

    /// Calls `visit` for each slot, in the order in which the body is written.
    pub fn slots<'a>(&'a self, visit: &mut impl FnMut(&'a Slot)) {
        match self {
            Self::Constant(_) => {}
            Self::Slot(slot, _) => visit(slot),
            Self::Text(parts) => {
                for part in parts {
                    if let TextPart::Slot(slot) = part {
                        visit(slot);
                    }
                }
            }
            Self::Object(members) => members.iter().for_each(|member| member.node.slots(visit)),
            Self::Array(items) => items.iter().for_each(|item| item.slots(visit)),
        }
    }

    /// Returns the place of the innermost member that contains a slot, if the file contains this member.
    pub(crate) fn place_of(&self, slot: &Slot) -> Option<Span> {
        match self {
            Self::Object(members) => {
                let mut members = members.iter().filter(|member| member.node.has(slot));
                members.find_map(|member| member.node.place_of(slot).or(member.span))
            }
            Self::Array(items) => items.iter().find_map(|item| item.place_of(slot)),
            Self::Constant(_) | Self::Slot(..) | Self::Text(_) => None,
        }
    }

    /// Returns the slot that a reader reads from this node: the slot itself, or the only slot of a text.
    pub fn read_slot(&self) -> Option<&Slot> {
        match self {
            Self::Slot(slot, _) => Some(slot),
            Self::Text(parts) => {
                let mut slots = parts.iter().filter_map(|part| match part {
                    TextPart::Slot(slot) => Some(slot),
                    TextPart::Literal(_) => None,
                });
                slots.next().filter(|_| slots.next().is_none())
            }
            Self::Constant(_) | Self::Object(_) | Self::Array(_) => None,
        }
    }

    /// Returns whether a reader finds the code in this node.
    pub fn has_code(&self) -> bool {
        match self {
            Self::Object(members) => members.iter().any(|member| member.node.has_code()),
            Self::Array(items) => items.iter().any(Self::has_code),
            _ => self.read_slot() == Some(&Slot::Code),
        }
    }

    /// Returns whether the node contains this slot.
    pub fn has(&self, wanted: &Slot) -> bool {
        let mut has = false;
        self.slots(&mut |slot| has |= slot == wanted);
        has
    }
}

/// Returns an object with these members, which the file does not contain.
pub(crate) fn object(members: impl IntoIterator<Item = (Option<&'static str>, Node)>) -> Node {
    let members = members.into_iter();
    Node::Object(
        members.map(|(name, node)| Member { name: name.map(str::to_owned), node, span: None }).collect(),
    )
}

fn text(text: &str) -> Node {
    Node::Constant(Constant::Text(text.to_owned()))
}

fn slot(slot: Slot) -> Node {
    Node::Slot(slot, Form::Value)
}

impl Envelope {
    /// The default body of a success.
    pub(crate) fn default_success() -> Node {
        object([
            (Some("result"), text("success")),
            (Some("server_time"), slot(Slot::ServerTime)),
            (None, slot(Slot::Payload)),
        ])
    }

    /// The default body of a failure.
    pub(crate) fn default_failure() -> Node {
        object([
            (Some("result"), text("error")),
            (Some("server_time"), slot(Slot::ServerTime)),
            (Some("errorCode"), slot(Slot::Code)),
            (Some("desp"), slot(Slot::Description)),
            (None, slot(Slot::Members)),
        ])
    }

    /// The default form of a field error.
    pub(crate) fn default_field() -> Node {
        object([
            (Some("field"), slot(Slot::Path)),
            (Some("description"), slot(Slot::Description)),
            (Some("code"), slot(Slot::Code)),
        ])
    }

    /// The default problem document.
    pub(crate) fn default_problem() -> Node {
        let instance = vec![TextPart::Literal("/incidents/".to_owned()), TextPart::Slot(Slot::Incident)];
        object([
            (Some("type"), slot(Slot::DocsUrl)),
            (Some("title"), slot(Slot::Title)),
            (Some("status"), slot(Slot::Status)),
            (Some("detail"), slot(Slot::Description)),
            (Some("instance"), Node::Text(instance)),
            (Some("code"), slot(Slot::Code)),
            (None, slot(Slot::Params)),
            (None, slot(Slot::Members)),
        ])
    }
}
