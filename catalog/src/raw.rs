//! What the file says: every value with its span, every absence kept.

use errcat_core::HttpKey;

use crate::source::{Span, Spanned};

/// What stands under a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// The key is there, but its value is of no use; that has been reported.
    Unusable,
    /// The key has a value of the right type.
    Given(Spanned<T>),
}

impl<T> Field<T> {
    /// The value, where there is a usable one.
    pub fn given(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unusable => None,
        }
    }

    /// Whether the key is missing altogether.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// A code as the file writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// A JSON string on the wire.
    Text(String),
    /// A JSON number on the wire.
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

/// The value of a member that may also be left out with `false`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    /// The member's name.
    Named(String),
    /// `false`: the member is left out.
    Omitted,
}

/// The value that tells a success from a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A JSON string.
    Text(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A JSON number.
    Integer(i64),
}

/// One file.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Paths of other files, relative to this one.
    pub include: Vec<Spanned<String>>,
    /// All that it says itself.
    pub catalog: Catalog,
}

/// What one file says, or all files together.
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
    /// `[[error]]`, in file order, each with this file's `[defaults]` filled in.
    pub rows: Vec<Row>,
}

/// `[catalog]`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The table's header.
    pub span: Span,
    /// The catalog's name.
    pub name: Field<String>,
    /// Where each code is documented.
    pub docs_url: Field<String>,
    /// Whether warnings are errors.
    pub strict: Field<bool>,
    /// The rules that may be broken.
    pub allow: Vec<Spanned<String>>,
}

/// `[http]`.
#[derive(Clone, Debug)]
pub struct Http {
    /// The table's header.
    pub span: Span,
    /// The kinds that are given, each with its code.
    pub codes: Vec<(&'static HttpKey, Spanned<Code>)>,
}

/// `[[reserved]]`.
#[derive(Clone, Debug)]
pub struct Reserved {
    /// The row's header.
    pub span: Span,
    /// The code.
    pub code: Field<Code>,
    /// What became of it.
    pub reason: Field<String>,
}

/// `[envelope]`.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The table's header.
    pub span: Span,
    /// The member that tells a success from a failure.
    pub result: Field<Member>,
    /// Its value in a success.
    pub success: Field<Tag>,
    /// Its value in a failure.
    pub error: Field<Tag>,
    /// The member with the server's time.
    pub server_time: Field<Member>,
    /// The member with the code.
    pub code: Field<String>,
    /// The member with the text.
    pub description: Field<String>,
    /// The member with the number of an incident.
    pub incident: Field<String>,
    /// Whether the text of an occurrence is sent where the server is to blame.
    pub expose_server_errors: Field<bool>,
    /// Whether clients that prefer a problem document get one.
    pub problem_json: Field<bool>,
}

/// `[[error]]`.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row's header.
    pub span: Span,
    /// The code on the wire.
    pub code: Field<Code>,
    /// The HTTP status.
    pub status: Field<i64>,
    /// What documents the code.
    pub description: Field<String>,
    /// The text for one occurrence.
    pub message: Field<String>,
    /// The parameters of `message`, in file order.
    pub params: Field<Vec<Param>>,
    /// Seconds after which a client may try again.
    pub retry_after: Field<i64>,
    /// Whether the same request may succeed later.
    pub retryable: Field<bool>,
    /// The Rust name.
    pub variant: Field<String>,
    /// What to do about it.
    pub help: Field<String>,
    /// Where to read on.
    pub docs_url: Field<String>,
    /// The version in which the code came.
    pub since: Field<String>,
    /// That the code is to be used no more.
    pub deprecated: Field<Deprecated>,
    /// How an occurrence is logged.
    pub level: Field<String>,
    /// Former names.
    pub aliases: Vec<Spanned<Code>>,
}

/// A parameter of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name.
    pub name: Spanned<String>,
    /// Its type's name; `None` where that is no string, which has been reported.
    pub ty: Option<Spanned<String>>,
}

/// `deprecated`, in either form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// The version from which on the code is not to be used.
    pub since: Option<String>,
    /// Why, and what to do.
    pub note: Option<String>,
    /// The code that replaces it.
    pub replacement: Option<Spanned<Code>>,
}

impl Row {
    /// Takes what is missing for unusable: a syntax error in the row may be the reason, and is reported already.
    pub(crate) fn excuse_what_is_missing(&mut self) {
        if self.code.is_absent() {
            self.code = Field::Unusable;
        }
        if self.status.is_absent() {
            self.status = Field::Unusable;
        }
    }
}
