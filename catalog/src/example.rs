//! The body of a failure as an example: what a client gets for a row, without anything that an occurrence adds.
//!
//! A test compares these bodies with those that errcat writes.

use crate::body::{Constant, Form, Member, Node, TextPart};
use crate::json_schema::text::{array, object, string};
use crate::slot::Slot;
use crate::{Catalog, Piece, Row};

/// The time in an example.
const TIME: (&str, &str) = ("2017-10-09T08:48:34Z", "1507538914");
/// The number of the incident in an example.
const INCIDENT: &str = "0123456789abcdef";

/// Returns the body of a failure with the code of this row, as compact JSON.
///
/// The body has no params and no field errors. Its time and the number of its incident are always the same.
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
    Example { catalog, row }
        .written(&catalog.envelope.failure, &mut Vec::new())
        .unwrap_or_else(|| "{}".to_owned())
}

struct Example<'a> {
    catalog: &'a Catalog,
    row: &'a Row,
}

impl Example<'_> {
    /// The JSON of a part, or `None` if the part is left out. `path` has the names of the members on the way to it.
    fn written<'n>(&self, node: &'n Node, path: &mut Vec<&'n str>) -> Option<String> {
        let json = match node {
            Node::Constant(constant) => Some(constant.literal(string)),
            Node::Slot(slot, form) => match (self.value(slot), form) {
                (Some(value), Form::Text) => Some(string(&value.literal(str::to_owned))),
                (Some(value), _) => Some(value.literal(string)),
                (None, Form::Null) => Some("null".to_owned()),
                (None, _) => None,
            },
            Node::Text(parts) => self.text(parts).map(|text| string(&text)),
            Node::Object(members) => self.object(members, path),
            Node::Array(items) => {
                let written: Vec<_> = items.iter().filter_map(|item| self.written(item, path)).collect();
                (items.is_empty() || !written.is_empty()).then(|| array(&written))
            }
        };
        // A place that separates the two bodies is never left out.
        let is_tell = || self.catalog.envelope.tells.iter().any(|tell| tell.path.iter().eq(path.iter()));
        json.or_else(|| is_tell().then(|| "null".to_owned()))
    }

    fn object<'n>(&self, members: &'n [Member], path: &mut Vec<&'n str>) -> Option<String> {
        let mut written = Vec::new();
        for Member { name, node, .. } in members {
            // What is spread has no value here: params, field errors and the members that a failure adds.
            let Some(name) = name else { continue };
            path.push(name);
            written.extend(self.written(node, path).map(|json| (name, json)));
            path.pop();
        }
        (members.is_empty() || !written.is_empty()).then(|| object(&written))
    }

    /// The text, if each of its slots has a value.
    fn text(&self, parts: &[TextPart]) -> Option<String> {
        let parts = parts.iter().map(|part| match part {
            TextPart::Literal(text) => Some(text.clone()),
            TextPart::Slot(slot) => self.value(slot).map(|value| value.literal(str::to_owned)),
        });
        parts.collect()
    }

    fn value(&self, slot: &Slot) -> Option<Constant> {
        let row = self.row;
        let text = |text: &str| Some(Constant::Text(text.to_owned()));
        let number = |number: String| Some(Constant::Number(number));
        match slot {
            Slot::Code if self.catalog.integer_codes => number(row.code.clone()),
            Slot::Code => text(&row.code),
            Slot::Description => text(&self.description()),
            Slot::Title => text(&row.description),
            Slot::Status => number(row.status.to_string()),
            Slot::ServerTime => text(TIME.0),
            Slot::UnixTime => number(TIME.1.to_owned()),
            Slot::Incident => (row.status >= 500).then(|| Constant::Text(INCIDENT.to_owned())),
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

    /// The text of the row: its message, unless the message has params.
    fn description(&self) -> String {
        let literal = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Param(_) => None,
        };
        let message = self.row.message.as_ref().and_then(|pieces| pieces.iter().map(literal).collect());
        message.unwrap_or_else(|| self.row.description.clone())
    }
}
