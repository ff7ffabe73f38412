//! Every key of the file format, once: what parsing accepts, what suggestions choose from, what the schema says.

use errcat_core::{HTTP_KEYS, Level};

use crate::params::ParamType;

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What may stand under it.
    pub value: Value,
    /// What it is for, in a sentence.
    pub summary: &'static str,
}

/// What may stand under a key.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// A string.
    Text,
    /// One of these strings.
    OneOf(fn() -> Vec<&'static str>),
    /// An integer from the first number to the second.
    Integer(i64, i64),
    /// A boolean.
    Boolean,
    /// A code: a string or an integer.
    Code,
    /// A member's name, or `false` to leave it out.
    Member,
    /// A string, a boolean or an integer.
    Tag,
    /// An array of these.
    List(&'static Value),
    /// A table with any keys, under each of which stands one of these.
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
    key("include", Value::List(&Value::Text), "Files whose rows come first, relative to this one."),
    key("catalog", Value::Table(CATALOG), "What is said of the catalog as a whole."),
    key("envelope", Value::Table(ENVELOPE), "How the envelope looks, where not as the specification has it."),
    key("defaults", Value::Table(DEFAULTS), "What the rows of this file have where they do not say."),
    key("http", Value::Table(&HTTP), "Which codes a framework's own failures become."),
    key("error", Value::Rows(ROW), "A code, in the order in which they are documented."),
    key("reserved", Value::Rows(RESERVED), "A code that was used once and must never come back."),
];

/// The keys of `[catalog]`.
pub const CATALOG: &[Key] = &[
    key("name", Value::Text, "The catalog's name, for the documentation."),
    key(
        "docs_url",
        Value::Text,
        "Where each code is documented: an http(s) URL; `{code}` stands for the code. A row's own comes first.",
    ),
    key("strict", Value::Boolean, "Whether what is a warning elsewhere is an error here."),
    key(
        "allow",
        Value::List(&Value::OneOf(crate::rule::Rule::warnings)),
        "Rules of the grade warning that this catalog may break.",
    ),
];

/// The keys of `[envelope]`.
pub const ENVELOPE: &[Key] = &[
    key(
        "result",
        Value::Member,
        "The member that tells a success from a failure, `result`; `false` leaves it out.",
    ),
    key("success", Value::Tag, "Its value in a success, `success`."),
    key("error", Value::Tag, "Its value in a failure, `error`."),
    key(
        "server_time",
        Value::Member,
        "The member with the server's time, `server_time`; `false` leaves it out.",
    ),
    key("code", Value::Text, "The member with the code, `errorCode`."),
    key("description", Value::Text, "The member with the text, `desp`."),
    key(
        "incident",
        Value::Text,
        "The member with the number of an incident, in failures of status 500 and above; absent: none.",
    ),
    key(
        "expose_server_errors",
        Value::Boolean,
        "Whether failures of status 500 and above are sent with the text of their occurrence, and not with the description.",
    ),
    key(
        "problem_json",
        Value::Boolean,
        "Whether a client whose `Accept` prefers `application/problem+json` gets failures as problem documents (RFC 9457).",
    ),
];

/// The keys of `[defaults]`.
pub const DEFAULTS: &[Key] = &[key("status", STATUS, "The status of rows that have none.")];

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

/// The names of the levels of a log.
pub(crate) fn levels() -> Vec<&'static str> {
    Level::ALL.map(Level::name).to_vec()
}

/// The keys of an `[[error]]` row.
pub const ROW: &[Key] = &[
    key("code", Value::Code, "What goes on the wire, byte for byte."),
    key("status", STATUS, "The HTTP status, 400 to 599."),
    key(
        "description",
        Value::Text,
        "Documents the code, and is the reply's text where an occurrence has none of its own; at most 65,535 bytes.",
    ),
    key(
        "message",
        Value::Text,
        "The text for one occurrence; `{name}` is a parameter, `{{` and `}}` are braces.",
    ),
    key(
        "params",
        Value::Map(&Value::OneOf(ParamType::names)),
        "The parameters of `message`, each with its type.",
    ),
    key(
        "retry_after",
        Value::Integer(1, u32::MAX as i64),
        "Seconds after which a client may try again, sent as `Retry-After`.",
    ),
    key(
        "retryable",
        Value::Boolean,
        "Whether the same request may succeed later; `retry_after` implies that it may.",
    ),
    key("help", Value::Text, "What to do about it, for the people who read the documentation."),
    key("docs_url", Value::Text, "Where to read on: an http(s) URL; `{code}` stands for the code."),
    key("since", Value::Text, "The version in which the code came."),
    key(
        "deprecated",
        Value::TextOrTable(DEPRECATED),
        "The code is to be used no more: why, or a table that says more.",
    ),
    key(
        "level",
        Value::OneOf(levels),
        "How an occurrence is logged; absent: `error` for a status of 500 and above, else `warn`.",
    ),
    key("variant", Value::Text, "The Rust name, where the derived one will not do."),
    key(
        "aliases",
        Value::List(&Value::Code),
        "Former names of the code, accepted when decoding and never sent.",
    ),
];

/// The keys of `deprecated`.
pub const DEPRECATED: &[Key] = &[
    key("since", Value::Text, "The version from which on the code is not to be used."),
    key("note", Value::Text, "Why, and what to do."),
    key("use", Value::Code, "The code that replaces it."),
];

/// The keys of a `[[reserved]]` row.
pub const RESERVED: &[Key] = &[
    key("code", Value::Code, "The code that must not come back."),
    key("reason", Value::Text, "What became of it."),
];
