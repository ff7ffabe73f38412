//! The catalog as the file contains it: every value has its span, and missing keys stay missing.

use errcat_core::HttpKey;

use crate::source::{Span, Spanned};

/// The value of a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The key is missing.
    #[default]
    Absent,
    /// The key exists, but its value cannot be used. This has been reported.
    Unusable,
    /// The key has a value of the right type.
    Given(Spanned<T>),
}

impl<T> Field<T> {
    /// Returns the value, if there is one that can be used.
    pub fn given(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unusable => None,
        }
    }

    /// Converts the value. `convert` gets its place, too, and returns `None` if it has reported a mistake.
    pub(crate) fn and_then<U>(self, convert: impl FnOnce(T, Span) -> Option<U>) -> Field<U> {
        match self {
            Self::Given(Spanned { value, span }) => {
                convert(value, span).map_or(Field::Unusable, |value| Field::Given(Spanned { value, span }))
            }
            Self::Absent => Field::Absent,
            Self::Unusable => Field::Unusable,
        }
    }

    /// Returns whether the key is missing.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    fn excuse(&mut self) {
        if self.is_absent() {
            *self = Self::Unusable;
        }
    }
}

/// A code in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// A code that is sent as a JSON string.
    Text(String),
    /// A code that is sent as a JSON number.
    Integer(i64),
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
        }
    }
}

/// A template of a body, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Template {
    /// A string, which can contain slots.
    Text(String),
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it is written in JSON.
    Number(String),
    /// An array.
    Array(Vec<Spanned<Template>>),
    /// A table, in the order of the file.
    Table(Vec<(Spanned<String>, Spanned<Template>)>),
}

/// One file.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Paths of other files, relative to this one.
    pub include: Vec<Spanned<String>>,
    /// The contents of this file, without its includes.
    pub catalog: Catalog,
}

/// The contents of one file, or of all files together.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// `[catalog]`.
    pub settings: Option<Settings>,
    /// `[envelope]`.
    pub envelope: Option<Envelope>,
    /// `[http]`.
    pub http: Option<Http>,
    /// `[[reserved]]`.
    pub reserved: Vec<Reserved>,
    /// `data` of `[defaults]` of the main file.
    pub default_data: Vec<Datum>,
    /// `[[error]]`, in file order. Missing values are filled in from `[defaults]` of the same file.
    pub rows: Vec<Row>,
}

/// `[catalog]`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The table's header.
    pub span: Span,
    /// The catalog's name.
    pub name: Field<String>,
    /// The page that documents each code.
    pub docs_url: Field<String>,
    /// The version of the contract.
    pub version: Field<String>,
    /// The text with which each code begins.
    pub prefix: Field<String>,
    /// The least and the greatest code.
    pub range: Field<Vec<Spanned<i64>>>,
    /// Whether warnings are errors.
    pub strict: Field<bool>,
    /// The rules that the catalog allows itself to break.
    pub allow: Vec<Spanned<String>>,
}

/// `[http]`.
#[derive(Clone, Debug)]
pub struct Http {
    /// The table's header.
    pub span: Span,
    /// The kinds that the table contains, each with its code.
    pub codes: Vec<(&'static HttpKey, Spanned<Code>)>,
    /// Whether every key was understood. Otherwise the table can be meant to have codes for other kinds.
    pub is_complete: bool,
}

/// `[[reserved]]`.
#[derive(Clone, Debug)]
pub struct Reserved {
    /// The row's header.
    pub span: Span,
    /// The code.
    pub code: Field<Code>,
    /// Why the code is reserved.
    pub reason: Field<String>,
}

/// `[envelope]`.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The table's header.
    pub span: Span,
    /// The body of a success.
    pub success: Field<Template>,
    /// The body of a failure.
    pub failure: Field<Template>,
    /// The form of a field error.
    pub field: Field<Template>,
    /// The problem document.
    pub problem: Field<Template>,
    /// Whether a mistake may have cost a body.
    pub(crate) may_lack_bodies: bool,
    /// The HTTP status of every reply.
    pub http_status: Field<i64>,
    /// Keys of the format that had a name for each member, with their values.
    pub flat: Vec<(&'static str, Spanned<Template>)>,
    /// Whether a failure with a status of 500 or more is sent with the text of the occurrence, not of the row.
    pub expose_server_errors: Field<bool>,
    /// Whether a client that prefers a problem document gets one.
    pub problem_json: Field<bool>,
    /// The content type of a success.
    pub success_content_type: Field<String>,
    /// The content type of a failure.
    pub failure_content_type: Field<String>,
}

/// `[[error]]`.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row's header.
    pub span: Span,
    /// The code that is sent.
    pub code: Field<Code>,
    /// The HTTP status.
    pub status: Field<i64>,
    /// The text that documents the code.
    pub description: Field<String>,
    /// The text for one occurrence.
    pub message: Field<String>,
    /// The params of `message`, in file order.
    pub params: Field<Vec<Param>>,
    /// The number of seconds that a client waits before it tries again.
    pub retry_after: Field<i64>,
    /// Whether the same request can succeed later.
    pub retryable: Field<bool>,
    /// The headers of each reply, in file order.
    pub headers: Vec<Header>,
    /// The variant name.
    pub variant: Field<String>,
    /// What to do about the failure.
    pub help: Field<String>,
    /// The page that documents the code.
    pub docs_url: Field<String>,
    /// The version of the API in which the code appeared.
    pub since: Field<String>,
    /// The deprecation of the code.
    pub deprecated: Field<Deprecated>,
    /// The level at which a failure is logged.
    pub level: Field<String>,
    /// Former names of the code.
    pub aliases: Vec<Spanned<Code>>,
    /// Constants for clients, in file order, with those of `[defaults]` that the row does not have.
    pub data: Vec<Datum>,
    /// Whether the code is left out of what is generated for others.
    pub internal: Field<bool>,
    /// Whether the row itself has no `status`.
    pub(crate) has_default_status: bool,
    /// Whether a mistake may have cost keys of `data`.
    pub(crate) may_lack_data: bool,
    /// Whether a mistake may have cost params.
    pub(crate) may_lack_params: bool,
}

/// A constant of a row for clients.
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Spanned<Template>,
}

/// A header of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name.
    pub name: Spanned<String>,
    /// The value.
    pub value: Spanned<String>,
}

/// A param of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// The name of the param.
    pub name: Spanned<String>,
    /// The name of its type. `None` if it is not a string, which has been reported.
    pub ty: Option<Spanned<String>>,
}

/// `deprecated`, as a string or as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// The version since which the code is deprecated.
    pub since: Option<String>,
    /// The reason, and what to do instead.
    pub note: Option<String>,
    /// The code that replaces the deprecated one.
    pub replacement: Option<Spanned<Code>>,
}

impl Row {
    /// Marks missing keys as unusable, so that they are not reported: the row has a syntax error, which may be the reason
    /// and has been reported.
    pub(crate) fn excuse_missing_keys(&mut self) {
        self.may_lack_data = true;
        self.may_lack_params = true;
        self.code.excuse();
        if self.has_default_status {
            self.status = Field::Unusable;
        }
        self.message.excuse();
        self.params.excuse();
    }
}
