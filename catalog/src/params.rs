//! The text for one occurrence: a template with params.

use std::ops::Range;

#[cfg(feature = "contract")]
use crate::Row;

/// The type of a param.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamType {
    /// `String`
    String,
    /// `bool`
    Bool,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f64`
    F64,
}

impl ParamType {
    const ALL: [Self; 7] = [Self::String, Self::Bool, Self::U32, Self::U64, Self::I32, Self::I64, Self::F64];

    /// Returns the name that a catalog uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Bool => "bool",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::F64 => "f64",
        }
    }

    /// Returns the JSON type of the values.
    #[cfg(feature = "contract")]
    pub(crate) const fn json_type(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Bool => "boolean",
            Self::U32 | Self::U64 | Self::I32 | Self::I64 => "integer",
            Self::F64 => "number",
        }
    }

    /// Returns the names of all types.
    pub fn names() -> Vec<&'static str> {
        Self::ALL.map(Self::name).to_vec()
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ty| ty.name() == name)
    }
}

/// A param of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// The name of the param in Rust, without `r#`.
    pub name: String,
    /// The type of the param.
    pub ty: ParamType,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that is sent without changes.
    Text(String),
    /// The value of the param with this index.
    Param(usize),
}

/// Returns a text as a template writes it: with its braces doubled.
#[cfg(feature = "contract")]
pub(crate) fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

#[cfg(feature = "contract")]
impl Row {
    /// Returns the message, unless it has params.
    pub(crate) fn plain_message(&self) -> Option<String> {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Param(_) => None,
        };
        self.message.as_ref()?.iter().map(text).collect()
    }

    /// Returns the text of a failure without params.
    pub(crate) fn text(&self) -> String {
        self.plain_message().unwrap_or_else(|| self.description.clone())
    }

    /// Returns the message as the file writes it.
    pub(crate) fn message_template(&self) -> Option<String> {
        self.message_with(braced)
    }

    /// Returns the message for people. Only params are in braces.
    pub fn shown_message(&self) -> Option<String> {
        self.message_with(str::to_owned)
    }

    fn message_with(&self, text: impl Fn(&str) -> String) -> Option<String> {
        let written = |piece: &Piece| match piece {
            Piece::Text(constant) => text(constant),
            Piece::Param(index) => format!("{{{}}}", self.params[*index].name),
        };
        Some(self.message.as_ref()?.iter().map(written).collect())
    }
}

/// A part of a template. The ranges are bytes of the template.
pub(crate) enum Part<'a> {
    Text(&'a str),
    /// A name in braces.
    Placeholder(&'a str, Range<usize>),
    /// A brace without a matching brace.
    Unbalanced(Range<usize>),
}

/// Splits a template into its parts. `{name}` is a placeholder; `{{` and `}}` are braces.
pub(crate) fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(at) = template[from..].find(['{', '}']).map(|at| from + at) {
        parts.push(Part::Text(&template[from..at]));
        let (part, end) = brace(template, at);
        parts.push(part);
        from = end;
    }
    parts.push(Part::Text(&template[from..]));
    parts
}

/// Returns the part that begins with the brace at `at`, and the end of this part.
fn brace(template: &str, at: usize) -> (Part<'_>, usize) {
    let rest = &template[at..];
    if rest.starts_with("{{") || rest.starts_with("}}") {
        return (Part::Text(&rest[..1]), at + 2);
    }
    match rest[1..].find(['{', '}']).map(|end| at + 1 + end) {
        Some(end) if rest.starts_with('{') && template[end..].starts_with('}') => {
            (Part::Placeholder(&template[at + 1..end], at..end + 1), end + 1)
        }
        _ => (Part::Unbalanced(at..at + 1), at + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(template: &str) -> String {
        let parts = parts(template).into_iter().map(|part| match part {
            Part::Text(text) => text.to_owned(),
            Part::Placeholder(name, range) => format!("<{name}@{range:?}>"),
            Part::Unbalanced(range) => format!("!{range:?}"),
        });
        parts.collect()
    }

    #[test]
    fn a_template_has_text_placeholders_and_unmatched_braces() {
        let templates = [
            ("", ""),
            ("wait {seconds} s", "wait <seconds@5..14> s"),
            ("{{literal}}", "{literal}"),
            ("{a}{b}", "<a@0..3><b@3..6>"),
            ("{{{a}}}", "{<a@2..5>}"),
            ("{", "!0..1"),
            ("a } b", "a !2..3 b"),
            ("{a {b}", "!0..1a <b@3..6>"),
            ("{ä}", "<ä@0..4>"),
            ("{}", "<@0..2>"),
        ];
        for (template, expected) in templates {
            assert_eq!(shown(template), expected, "{template}");
        }
    }
}
