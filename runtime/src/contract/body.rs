//! The bodies of a catalog: trees of constants and slots, which the macro generates from the templates.

/// Everything that a catalog says about its bodies.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "settings, each of which is on or off")]
pub struct Bodies {
    /// The body of a success.
    pub success: Body,
    /// The body of a failure.
    pub failure: Body,
    /// One field error.
    pub field: Body,
    /// The problem document (RFC 9457).
    pub problem: Body,
    /// The places where constants separate a success from a failure, as paths for messages.
    pub tells: &'static [&'static str],
    /// Whether a failure has the id of an incident.
    pub has_incidents: bool,
    /// Whether a body has the id of the request.
    pub has_request_id: bool,
    /// Whether a client gets the text of an occurrence with a status of 500 or more.
    pub expose_server_errors: bool,
    /// Whether a client can ask for problem documents.
    pub problem_json: bool,
    /// The content type of a success.
    pub success_content_type: &'static str,
    /// The content type of a failure in the envelope.
    pub failure_content_type: &'static str,
    /// Whether every reply has the HTTP status 200.
    pub always_ok: bool,
    /// Whether the codes are integers.
    pub integer_codes: bool,
    /// Whether no code and no text of a row needs an escape in JSON: no quote, backslash or control character.
    pub is_verbatim: bool,
    /// The path of the code in a failure, for messages.
    pub code: &'static str,
    /// The name of the member with the text of the occurrence, if it is next to the members of a failure.
    pub description: Option<&'static str>,
    /// The `data` of `[defaults]`, for each key of `data` in the catalog.
    pub data: &'static [Option<Scalar>],
}

#[cfg(all(feature = "jiff", feature = "serde_json"))]
impl Bodies {
    /// Whether only the code separates a failure from a success that is any value.
    pub(crate) const fn is_told_by_code(&self) -> bool {
        self.always_ok && self.tells.is_empty() && matches!(self.success.root, Node::Slot(Slot::Payload, _))
    }
}

/// A body.
#[derive(Debug)]
pub struct Body {
    /// The root of the tree.
    pub root: Node,
    /// The constant parts of its JSON, with the slots between them. Empty if these depend on which slots have a value.
    pub segments: &'static [Segment],
    /// Whether the segments leave out params or field errors, which the tree writes.
    pub is_partial: bool,
    /// Whether a body can be read by the segments.
    pub is_read: bool,
    /// The names next to the payload or the members that a failure adds. These cannot have such a name. A payload
    /// at the root cannot have the name of the code either. If no constants separate a success from a failure, it cannot
    /// have any name at the root of a failure.
    pub owned: &'static [&'static str],
}

#[cfg(all(feature = "jiff", feature = "serde_json"))]
impl Body {
    /// Whether the body has a member of this name next to the payload, or next to the members of a failure.
    pub(crate) fn owns(&self, name: &str) -> bool {
        self.owned.contains(&name)
    }
}

/// A value of a body.
#[derive(Debug)]
pub enum Node {
    /// A constant.
    Constant(Scalar),
    /// The value of a slot.
    Slot(Slot, Form),
    /// A text with slots in it.
    Text(&'static [Piece]),
    /// An object.
    Object(Object),
    /// An array.
    Array(&'static [Node]),
    /// A value that separates a success from a failure.
    Tell(&'static Tell, &'static Node),
    /// A slot, or a text with it, that also has earlier places: this many. It is read if those have no value.
    Again(usize, &'static Node),
}

#[cfg(all(feature = "jiff", feature = "serde_json"))]
impl Node {
    /// Whether the value is the code, or a text with it alone. A text with several slots is not read.
    pub(crate) fn is_code(&self) -> bool {
        match self {
            Self::Slot(slot, _) => *slot == Slot::Code,
            Self::Text(pieces) => matches!(only_slot(pieces), Some((_, Slot::Code, _))),
            Self::Tell(_, node) | Self::Again(_, node) => node.is_code(),
            _ => false,
        }
    }

    /// Whether an object has the params of a failure and its added members side by side.
    pub(crate) const fn has_params_beside_members(&self) -> bool {
        match self {
            Self::Object(object) => object.has_params_beside_members(),
            Self::Array(items) => {
                let mut index = 0;
                while index < items.len() {
                    if items[index].has_params_beside_members() {
                        return true;
                    }
                    index += 1;
                }
                false
            }
            _ => false,
        }
    }
}

#[cfg(all(feature = "jiff", feature = "serde_json"))]
impl Slot {
    /// Whether the row alone says the value.
    pub(crate) const fn is_of_row(self) -> bool {
        matches!(self, Self::Title | Self::DocsUrl | Self::Help | Self::Retryable | Self::Data(_))
    }

    /// Whether the names in the value are data: names of params, or paths of fields.
    pub(crate) const fn has_names(self) -> bool {
        matches!(self, Self::Params | Self::ParamTexts | Self::FieldsByPath)
    }

    /// Whether the value is an object or an array.
    pub(crate) const fn is_composite(self) -> bool {
        matches!(
            self,
            Self::Params
                | Self::ParamTexts
                | Self::Fields
                | Self::FieldsByPath
                | Self::Members
                | Self::Payload
        )
    }
}

#[cfg(all(feature = "jiff", feature = "serde_json"))]
impl Object {
    const fn has_params_beside_members(&self) -> bool {
        let mut index = 0;
        while index < self.members.len() {
            let Member { name, node } = &self.members[index];
            // A later place of the params is written too.
            let slot = if let Node::Again(_, node) = node { node } else { node };
            let is_params = name.is_empty() && matches!(slot, Node::Slot(Slot::Params | Slot::ParamTexts, _));
            if is_params && matches!(self.rest, Rest::Here) || node.has_params_beside_members() {
                return true;
            }
            index += 1;
        }
        false
    }
}

#[cfg(all(feature = "jiff", feature = "serde_json"))]
impl Member {
    /// The slot whose members are written next to those of the object, if this is its place.
    pub(crate) fn spread(&self) -> Option<Slot> {
        if !self.name.is_empty() {
            return None;
        }
        match &self.node {
            Node::Slot(slot, _) | Node::Again(_, Node::Slot(slot, _)) => Some(*slot),
            _ => None,
        }
    }
}

/// An object.
#[derive(Debug)]
pub struct Object {
    /// The members, in the order of the file.
    pub members: &'static [Member],
    /// Where the payload is, or the members that a failure adds.
    pub rest: Rest,
    /// Whether the code is one of the members. If the body has no code, this is the root.
    pub holds_code: bool,
}

/// A member of an object.
#[derive(Debug)]
pub struct Member {
    /// The name. It is empty if the members of the value are members of the object itself.
    pub name: &'static str,
    /// The value.
    pub node: Node,
}

/// Where the payload is, or the members that a failure adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Not in this object.
    Elsewhere,
    /// Next to the members of this object.
    Here,
    /// In the member with this index.
    Within(usize),
}

/// A value that varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The code.
    Code,
    /// The text of the occurrence.
    Description,
    /// The description of the row.
    Title,
    /// The HTTP status.
    Status,
    /// The time of the server (RFC 3339).
    ServerTime,
    /// The time of the server in seconds since 1970.
    UnixTime,
    /// The id of the incident.
    Incident,
    /// The `docs_url` of the row.
    DocsUrl,
    /// The `help` of the row.
    Help,
    /// The time to wait in seconds.
    RetryAfter,
    /// Whether the same request may succeed later.
    Retryable,
    /// A key of the row's `data`, by its index.
    Data(usize),
    /// The params of the occurrence.
    Params,
    /// The params of the occurrence, each as a string.
    ParamTexts,
    /// The param with this name.
    Param(&'static str),
    /// The field errors.
    Fields,
    /// The texts of the field errors, by the paths of the fields.
    FieldsByPath,
    /// The id of the request.
    RequestId,
    /// The path of a field.
    Path,
    /// The JSON Pointer of a field.
    Pointer,
    /// The members that a failure adds.
    Members,
    /// The payload of a success.
    Payload,
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

/// A part of a text with slots.
#[derive(Debug)]
pub enum Piece {
    /// A constant part.
    Literal(&'static str),
    /// The text of a slot's value.
    Slot(Slot),
}

/// The slot of a text with only one, and what is before and after it.
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub(crate) fn only_slot(pieces: &[Piece]) -> Option<(&'static str, Slot, &'static str)> {
    match pieces {
        [Piece::Slot(slot)] => Some(("", *slot, "")),
        [Piece::Literal(before), Piece::Slot(slot)] => Some((before, *slot, "")),
        [Piece::Slot(slot), Piece::Literal(after)] => Some(("", *slot, after)),
        [Piece::Literal(before), Piece::Slot(slot), Piece::Literal(after)] => Some((before, *slot, after)),
        _ => None,
    }
}

/// A constant of a catalog: of a body, or of the `data` of a row. It serializes as the JSON value that it is.
///
/// ```
/// use errcat::Scalar;
///
/// assert_eq!(Scalar::Text("card_error").to_string(), "\"card_error\"");
/// assert_eq!(Scalar::Number("7").to_string(), "7");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it is written in JSON.
    Number(&'static str),
    /// A string.
    Text(&'static str),
}

#[cfg(all(feature = "jiff", feature = "serde_json"))]
impl Scalar {
    /// The text that `{slot:string}` writes.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Boolean(true) => "true",
            Self::Boolean(false) => "false",
            Self::Null => "null",
        }
    }

    /// Whether this is the number `other`.
    pub(crate) fn is_number(self, other: impl core::fmt::Display) -> bool {
        use alloc::string::ToString;
        matches!(self, Self::Number(number) if number == other.to_string())
    }
}

#[cfg(all(feature = "jiff", feature = "serde_json"))]
impl Tell {
    /// Whether the place is null if its slot has no value. Without it, a reader would not know what the body is.
    pub(crate) fn is_null_without_value(&self) -> bool {
        matches!((self.success, self.failure), (Some(constant), None) | (None, Some(constant)) if constant != Scalar::Null)
    }
}

impl core::fmt::Display for Scalar {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(boolean) => write!(f, "{boolean}"),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => write!(f, "\"{text}\""),
        }
    }
}

impl serde::Serialize for Scalar {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Self::Number(number) => match number.parse() {
                Ok(integer) => serializer.serialize_i64(integer),
                // The checks of the catalog accept no number that is neither.
                Err(_) => serializer.serialize_f64(number.parse().unwrap_or_default()),
            },
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// A place where a success and a failure have different values.
#[derive(Debug)]
pub struct Tell {
    /// The path of the place, for messages.
    pub path: &'static str,
    /// The value in a success. `None` if it is any value but that of a failure.
    pub success: Option<Scalar>,
    /// The value in a failure. `None` if it is any value but that of a success.
    pub failure: Option<Scalar>,
}

/// A part of a body's JSON.
#[derive(Clone, Copy, Debug)]
pub enum Segment {
    /// Bytes that are the same in every reply.
    Literal(&'static str),
    /// The value of a slot that always has one. If it is a text, its quotes are in the literals around it.
    Slot(Slot),
    /// The value of a slot that may have none, with the bytes around it; and the bytes that are written without a value.
    Optional(&'static str, Slot, &'static str, &'static str),
    /// The members of the payload, each with a comma before it.
    Members,
    /// The payload as one value.
    Payload,
}
