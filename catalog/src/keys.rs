//! Every key of the file format. The parser, the suggestions in diagnostics, and the JSON Schema all use these lists.

use errcat_core::{HTTP_KEYS, Level};

use crate::params::ParamType;
use crate::slot::Body;

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name of the key.
    pub name: &'static str,
    /// The type of its value.
    pub value: Value,
    /// What the key is for.
    pub summary: &'static str,
}

/// The type of the value of a key.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// A string.
    Text,
    /// One of these strings.
    OneOf(fn() -> Vec<&'static str>),
    /// An integer from the first number to the second, inclusive.
    Integer(i64, i64),
    /// A boolean.
    Boolean,
    /// A code: a string or an integer.
    Code,
    /// A string, a boolean or an integer.
    Scalar,
    /// The template of a body.
    Template(Body),
    /// An array of these.
    List(&'static Value),
    /// A table with any keys. Each of its values has this type.
    Map(&'static Value),
    /// A table.
    Table(&'static [Key]),
    /// A string, or a table.
    TextOrTable(&'static [Key]),
    /// An array of tables.
    Rows(&'static [Key]),
}

const fn key(name: &'static str, value: Value, summary: &'static str) -> Key {
    Key { name, value, summary }
}

/// The keys of a whole file.
pub const FILE: &[Key] = &[
    key(
        "include",
        Value::List(&Value::Text),
        "Other catalog files, whose rows come first. A path is relative to this file.",
    ),
    key("catalog", Value::Table(CATALOG), "Settings of the whole catalog."),
    key(
        "envelope",
        Value::Table(ENVELOPE),
        "The bodies of the replies, where they differ from the default bodies.",
    ),
    key("defaults", Value::Table(DEFAULTS), "Values for the rows of this file that do not have their own."),
    key("http", Value::Table(&HTTP), "The codes for failures that a framework produces itself."),
    key("error", Value::Rows(ROW), "A row: one code of the API."),
    key("reserved", Value::Rows(RESERVED), "A code that was used in the past and must not be used again."),
];

/// The keys of `[catalog]`.
pub const CATALOG: &[Key] = &[
    key("name", Value::Text, "The name of the catalog, at most 255 bytes."),
    key(
        "docs_url",
        Value::Text,
        "The page that documents a code, for rows without a `docs_url`: an http(s) URL. `{code}` in it is replaced by the code.",
    ),
    key("version", Value::Text, "The version of the contract: three numbers, such as `2.1.0`."),
    key("prefix", Value::Text, "The text with which each code begins."),
    key("range", Value::List(&Value::Integer(i64::MIN, i64::MAX)), "The least and the greatest code."),
    key("strict", Value::Boolean, "Whether every warning of this catalog is an error."),
    key(
        "allow",
        Value::List(&Value::OneOf(crate::rule::Rule::warnings)),
        "Warnings that the compiler does not report for this catalog.",
    ),
];

/// The keys of `[envelope]`.
pub const ENVELOPE: &[Key] = &[
    key(
        "success",
        Value::Template(Body::Success),
        "The body of a success. Strings such as `{payload}` are slots. Without this table, it is the default body.",
    ),
    key(
        "failure",
        Value::Template(Body::Failure),
        "The body of a failure. Strings such as `{code}` are slots. Without this table, it is the default body.",
    ),
    key("field", Value::Template(Body::Field), "The form of each element of `{fields}`."),
    key(
        "problem",
        Value::Template(Body::Problem),
        "The problem document (RFC 9457) of a failure. Without this table, it is the default document.",
    ),
    key(
        "expose_server_errors",
        Value::Boolean,
        "Whether failures with a status of 500 or more are sent with the text of the occurrence. Without this key, they are sent with the text of the row.",
    ),
    key(
        "problem_json",
        Value::Boolean,
        "Whether a client whose `Accept` prefers `application/problem+json` gets failures as problem documents (RFC 9457).",
    ),
    key(
        "success_content_type",
        Value::Text,
        "The content type of a success, such as `application/vnd.api+json`. Without this key, it is `application/json`.",
    ),
    key(
        "failure_content_type",
        Value::Text,
        "The content type of a failure, such as `application/problem+json`. Without this key, it is `application/json`.",
    ),
    key("http_status", Value::Integer(200, 200), "`200` sends every reply with the HTTP status 200."),
];

/// The keys that `[envelope]` had before it had templates.
pub(crate) const FLAT_ENVELOPE: &[Key] = &[
    key("result", Value::Text, ""),
    key("error", Value::Text, ""),
    key("server_time", Value::Text, ""),
    key("code", Value::Text, ""),
    key("description", Value::Text, ""),
    key("incident", Value::Text, ""),
];

/// The keys of `[defaults]`.
pub const DEFAULTS: &[Key] = &[
    key("status", STATUS, "The status of the rows of this file that do not have one."),
    key("data", DATA, "The `data` of the rows of this file, for keys that a row does not have."),
];

const DATA: Value = Value::Map(&Value::Scalar);

const STATUS: Value = Value::Integer(400, 599);

/// The keys of `[http]`.
pub const HTTP: [Key; HTTP_KEYS.len()] = {
    let mut keys = [key("", Value::Code, ""); HTTP_KEYS.len()];
    let mut index = 0;
    while index < keys.len() {
        keys[index] = key(HTTP_KEYS[index].name, Value::Code, HTTP_KEYS[index].summary);
        index += 1;
    }
    keys
};

/// Returns the names of the log levels.
pub(crate) fn levels() -> Vec<&'static str> {
    Level::ALL.map(Level::name).to_vec()
}

/// The keys of an `[[error]]` row.
pub const ROW: &[Key] = &[
    key("code", Value::Code, "The code that is sent, byte for byte. At most 1 KiB."),
    key("status", STATUS, "The HTTP status, from 400 to 599."),
    key(
        "description",
        Value::Text,
        "Documents the code. It is also the text of the row, unless there is a `message` without params. At most 65,535 bytes.",
    ),
    key(
        "message",
        Value::Text,
        "The text that a client gets instead of the description. `{name}` is a param; `{{` and `}}` are braces.",
    ),
    key(
        "params",
        Value::Map(&Value::OneOf(ParamType::names)),
        "The name and the type of each param in `message`.",
    ),
    key(
        "retry_after",
        Value::Integer(1, u32::MAX as i64),
        "The number of seconds that a client waits before it tries again. It is sent as the header `Retry-After`.",
    ),
    key(
        "retryable",
        Value::Boolean,
        "Whether the same request can succeed later. Without this key, it is `true` if the row has `retry_after`, and `false` if not.",
    ),
    key(
        "headers",
        Value::Map(&Value::Text),
        "The headers that each reply of the row has, such as `WWW-Authenticate`. `Retry-After` has a key of its own: `retry_after`.",
    ),
    key("help", Value::Text, "What to do about the failure. A body sends it where it has `{help}`."),
    key(
        "docs_url",
        Value::Text,
        "The page that documents the code: an http(s) URL. `{code}` in it is replaced by the code.",
    ),
    key("since", Value::Text, "The version of the API in which the code appeared."),
    key(
        "deprecated",
        Value::TextOrTable(DEPRECATED),
        "Marks the code as deprecated: the reason, or a table with more details.",
    ),
    key(
        "level",
        Value::OneOf(levels),
        "The level in the log. Without this key, it is `error` for a status of 500 or more, and `warn` for all others.",
    ),
    key(
        "variant",
        Value::Text,
        "The variant name, if errcat cannot derive one from the code or if you want another one.",
    ),
    key(
        "aliases",
        Value::List(&Value::Code),
        "Former names of the code. They are accepted in a reply that is read, and never sent.",
    ),
    key("data", DATA, "Constants for clients. A body sends the value of `name` where it has `{data.name}`."),
    key(
        "internal",
        Value::Boolean,
        "Whether the code is left out of what errcat generates for others. It is still sent.",
    ),
];

/// The keys of `deprecated`.
pub const DEPRECATED: &[Key] = &[
    key("since", Value::Text, "The version since which the code is deprecated."),
    key("note", Value::Text, "The reason, and what to do instead."),
    key("use", Value::Code, "The code that replaces it."),
];

/// The keys of a `[[reserved]]` row.
pub const RESERVED: &[Key] = &[
    key("code", Value::Code, "The code that must not be used again."),
    key("reason", Value::Text, "Why the code is reserved."),
];
