//! The body of a failure as an example: what a client gets for a row.
//!
//! A test compares these bodies with those that errcat writes.

use crate::body::{Constant, Form, Member, Node, TextPart};
use crate::json_schema::text::{array, object, string};
use crate::slot::Slot;
use crate::{Catalog, Param, ParamType, Row};

/// The time in an example.
const TIME: (&str, &str) = ("2017-10-09T08:48:34Z", "1507538914");
/// The id of the incident in an example.
const INCIDENT: &str = "0123456789abcdef";

/// Returns the body of a failure with the code of this row, as compact JSON.
///
/// The body has no params and no field errors. Its time and the id of its incident are always the same.
///
/// ```
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
/// let body = errcat_catalog::example(&catalog, &catalog.rows[0]);
/// assert_eq!(
///     body,
///     r#"{"result":"error","server_time":"2017-10-09T08:48:34Z","errorCode":"gone","desp":"Gone"}"#,
/// );
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn example(catalog: &Catalog, row: &Row) -> String {
    without_params(catalog, row, &catalog.envelope.failure)
}

/// Returns this body of a failure with the code of this row, as [`example`] does.
pub(crate) fn without_params(catalog: &Catalog, row: &Row, body: &Node) -> String {
    let body = Example { catalog, row, with_params: false }.of(body);
    body.map_or_else(|| "{}".to_owned(), |body| body.json())
}

/// Returns a body of a failure with the code of this row. Each param is its name in braces. `None` if nothing is left of the
/// body.
pub(crate) fn with_params<'a>(catalog: &'a Catalog, row: &'a Row, body: &'a Node) -> Option<Shown<'a>> {
    Example { catalog, row, with_params: true }.of(body)
}

/// A value of JSON, which knows what of it comes from a slot.
#[derive(Debug)]
pub(crate) enum Shown<'a> {
    /// A constant, as JSON.
    Constant(String),
    /// The value of a slot, as JSON.
    Value(&'a Slot, String),
    /// A string. Some of its parts are the values of slots.
    Text(Vec<(Option<&'a Slot>, String)>),
    Object(Vec<(String, Self)>),
    Array(Vec<Self>),
}

impl Shown<'_> {
    /// Returns the value as compact JSON.
    pub(crate) fn json(&self) -> String {
        match self {
            Self::Constant(json) | Self::Value(_, json) => json.clone(),
            Self::Text(parts) => string(&parts.iter().map(|(_, text)| text.as_str()).collect::<String>()),
            Self::Object(members) => {
                let members: Vec<_> = members.iter().map(|(name, value)| (name, value.json())).collect();
                object(&members)
            }
            Self::Array(items) => array(&items.iter().map(Self::json).collect::<Vec<_>>()),
        }
    }
}

struct Example<'a> {
    catalog: &'a Catalog,
    row: &'a Row,
    with_params: bool,
}

impl<'a> Example<'a> {
    fn of(&self, body: &'a Node) -> Option<Shown<'a>> {
        self.shown(body, &mut Vec::new())
    }

    /// The value of a part, or `None` if the part is left out. `path` has the names of the members on the way to it.
    fn shown(&self, node: &'a Node, path: &mut Vec<&'a str>) -> Option<Shown<'a>> {
        let shown = match node {
            Node::Constant(constant) => Some(Shown::Constant(constant.literal(string))),
            Node::Slot(slot, form) => self.slot(slot, *form),
            Node::Text(parts) => self.text(parts),
            Node::Object(members) => self.object(members, path),
            Node::Array(items) => {
                let shown: Vec<_> = items.iter().filter_map(|item| self.shown(item, path)).collect();
                (items.is_empty() || !shown.is_empty()).then_some(Shown::Array(shown))
            }
        };
        // A place that separates the two bodies is never left out.
        let is_tell = || self.catalog.envelope.tells.iter().any(|tell| tell.path.iter().eq(path.iter()));
        shown.or_else(|| is_tell().then(|| Shown::Constant("null".to_owned())))
    }

    fn object(&self, members: &'a [Member], path: &mut Vec<&'a str>) -> Option<Shown<'a>> {
        let mut shown = Vec::new();
        for Member { name, node, .. } in members {
            // What is spread has no other value here: field errors and the members that a failure adds.
            let Some(name) = name else {
                if let Node::Slot(slot @ Slot::Params, form) = node {
                    shown.extend(self.params(slot, *form));
                }
                continue;
            };
            path.push(name);
            shown.extend(self.shown(node, path).map(|value| (name.clone(), value)));
            path.pop();
        }
        (members.is_empty() || !shown.is_empty()).then_some(Shown::Object(shown))
    }

    fn slot(&self, slot: &'a Slot, form: Form) -> Option<Shown<'a>> {
        let value = match slot {
            Slot::Description if self.has_params_in_text() => Some(Shown::Text(self.message(slot))),
            Slot::Params => {
                Some(self.params(slot, form)).filter(|params| !params.is_empty()).map(Shown::Object)
            }
            Slot::Param(name) => self.param(name).map(|param| shown_param(slot, param, form)),
            _ => self.value(slot).map(|value| Shown::Value(slot, literal(&value, form))),
        };
        value.or_else(|| form.without_value(slot).map(|json| Shown::Value(slot, json.to_owned())))
    }

    /// The text, if each of its slots has a value.
    fn text(&self, parts: &'a [TextPart]) -> Option<Shown<'a>> {
        let mut shown = Vec::new();
        for part in parts {
            match part {
                TextPart::Literal(text) => shown.push((None, text.clone())),
                TextPart::Slot(slot @ Slot::Description) if self.has_params_in_text() => {
                    shown.extend(self.message(slot));
                }
                TextPart::Slot(slot @ Slot::Param(name)) => {
                    shown.push((Some(slot), braced(self.param(name)?)));
                }
                TextPart::Slot(slot) => shown.push((Some(slot), self.value(slot)?.literal(str::to_owned))),
            }
        }
        Some(Shown::Text(shown))
    }

    /// The text of an occurrence.
    fn message(&self, slot: &'a Slot) -> Vec<(Option<&'a Slot>, String)> {
        vec![(Some(slot), self.row.shown_message().unwrap_or_default())]
    }

    /// Whether the text that is sent has params.
    fn has_params_in_text(&self) -> bool {
        self.with_params && self.row.message.is_some() && self.row.plain_message().is_none()
    }

    fn params(&self, slot: &'a Slot, form: Form) -> Vec<(String, Shown<'a>)> {
        let params = self.row.params.iter().filter(|_| self.with_params);
        params.map(|param| (param.name.clone(), shown_param(slot, param, form))).collect()
    }

    /// A param of the row, if params are shown.
    fn param(&self, name: &str) -> Option<&Param> {
        self.row.params.iter().find(|param| self.with_params && param.name == name)
    }

    fn value(&self, slot: &Slot) -> Option<Constant> {
        let row = self.row;
        let text = |text: &str| Some(Constant::Text(text.to_owned()));
        let number = |number: String| Some(Constant::Number(number));
        match slot {
            Slot::Code if self.catalog.integer_codes => number(row.code.clone()),
            Slot::Code => text(&row.code),
            Slot::Description => text(&row.text()),
            // A neutral code has no variant, and nothing documents it.
            Slot::Title => text(&row.description).filter(|_| !row.variant.is_empty()),
            Slot::Status => number(row.status.to_string()),
            Slot::ServerTime => text(TIME.0),
            Slot::UnixTime => number(TIME.1.to_owned()),
            Slot::Incident => {
                let has_one = row.status >= 500 && self.catalog.envelope.has_incidents();
                has_one.then(|| Constant::Text(INCIDENT.to_owned()))
            }
            Slot::DocsUrl => row.docs_url.as_deref().and_then(text),
            Slot::Help => row.help.as_deref().and_then(text),
            Slot::RetryAfter => row.retry_after.and_then(|seconds| number(seconds.to_string())),
            Slot::Retryable => Some(Constant::Boolean(row.retryable)),
            Slot::Data(key) => row.data.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()),
            Slot::Params
            | Slot::Param(_)
            | Slot::Fields
            | Slot::FieldsByPath
            | Slot::RequestId
            | Slot::Members
            | Slot::Payload
            | Slot::Path
            | Slot::Pointer => None,
        }
    }
}

fn shown_param<'a>(slot: &'a Slot, param: &Param, form: Form) -> Shown<'a> {
    let braced = braced(param);
    let is_text = param.ty == ParamType::String || form == Form::Text;
    Shown::Value(slot, if is_text { string(&braced) } else { braced })
}

/// The name of a param in braces.
fn braced(param: &Param) -> String {
    format!("{{{}}}", param.name)
}

fn literal(value: &Constant, form: Form) -> String {
    match form {
        Form::Text => string(&value.literal(str::to_owned)),
        Form::Value | Form::Null | Form::Empty => value.literal(string),
    }
}
