//! Which property of its subject a fact is about. Each key is one row of a list.

use std::fmt;

use super::subject::Subject;
use crate::body::Constant;

/// The values that a key can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Values {
    Text,
    /// A text, or `null`.
    Reason,
    Number,
    /// A number from 400 to 599.
    Status,
    Boolean,
    /// `true`. The fact is missing in all other cases.
    True,
    Any,
}

macro_rules! keys {
    ($($name:ident = $word:literal $on:literal $of:literal $values:ident $summary:literal;)+) => {
        /// The name of a key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum KeyName {
            $(#[doc = $summary] $name,)+
        }

        impl KeyName {
            const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Returns the name as a lock writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// Returns the word of the subjects that have the key.
            const fn on(self) -> &'static str {
                match self { $(Self::$name => $on,)+ }
            }

            /// Returns whether a subject has the key several times, each with a name of its own.
            pub(super) const fn has_of(self) -> bool {
                match self { $(Self::$name => $of,)+ }
            }

            pub(super) const fn values(self) -> Values {
                match self { $(Self::$name => Values::$values,)+ }
            }
        }
    };
}

keys! {
    CatalogName = "name" "catalog" false Text "The name of the catalog.";
    CodeType = "code_type" "catalog" false Text "The JSON type of the codes: `string` or `integer`.";
    Version = "version" "catalog" false Text "The version of the contract.";
    Prefix = "prefix" "catalog" false Text "The text with which each code begins.";
    Range = "range" "catalog" false Text "The least and the greatest code.";
    ExposeServerErrors = "expose_server_errors" "envelope" false Boolean "Whether a client gets the text of a server's failure.";
    ProblemJson = "problem_json" "envelope" false Boolean "Whether a client can ask for a problem document.";
    SuccessContentType = "success_content_type" "envelope" false Text "The content type of a success, if it is not `application/json`.";
    FailureContentType = "failure_content_type" "envelope" false Text "The content type of a failure, if it is not `application/json`.";
    HttpStatus = "http_status" "envelope" false Number "The HTTP status of every reply, if it does not depend on the row.";
    Member = "member" "envelope." true Any "The constant, the slot or the text at a place of a body.";
    MemberType = "type" "envelope." true Text "The JSON type at a place of a body.";
    Presence = "presence" "envelope." true Text "When a member is not there: `optional` is left out, and `nullable` is null. All others are always there.";
    Order = "order" "envelope." true Text "The names of the members of an object, in their order.";
    DefaultData = "data" "defaults" true Any "A constant of a failure with a neutral code.";
    HttpCode = "code" "http" true Any "The code that is sent for a kind of framework failure, as a client's failure (`4xx`) or as a server's (`5xx`).";
    KindStatus = "status" "http" false Status "The status of a kind of framework failure.";
    Status = "status" "code" false Status "The HTTP status.";
    After = "after" "code" false Text "The code before this one in the catalog.";
    Alias = "aliases" "code" true True "A former name of the code.";
    Data = "data" "code" true Any "A constant for clients.";
    Deprecated = "deprecated" "code" false True "Whether the code is deprecated.";
    DeprecatedNote = "deprecated_note" "code" false Text "The reason for the deprecation.";
    DeprecatedSince = "deprecated_since" "code" false Text "The version since which the code is deprecated.";
    DeprecatedUse = "deprecated_use" "code" false Text "The code that replaces the deprecated one.";
    Description = "description" "code" false Text "The text that documents the code.";
    DocsUrl = "docs_url" "code" false Text "The page that documents the code.";
    Header = "headers" "code" true Text "A header of each reply. The name is in lower case.";
    Help = "help" "code" false Text "What to do about the failure.";
    Internal = "internal" "code" false True "Whether the code is left out of what is generated for others.";
    Level = "level" "code" false Text "The level at which a failure is logged.";
    Message = "message" "code" false Text "The text for one occurrence.";
    Param = "params" "code" true Text "The type of a param.";
    RetryAfter = "retry_after" "code" false Number "The number of seconds that a client waits.";
    Retryable = "retryable" "code" false Boolean "Whether the same request can succeed later.";
    Since = "since" "code" false Text "The version of the API in which the code appeared.";
    Variant = "variant" "code" false Text "The name of the Rust variant.";
    Reason = "reason" "reserved" false Reason "Why a code is reserved.";
}

impl KeyName {
    /// Returns the key with this name that a subject has.
    pub(super) fn find(word: &str, subject: &Subject) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.as_str() == word && name.is_of(subject))
    }

    fn is_of(self, subject: &Subject) -> bool {
        match subject {
            Subject::Body(_) => self.on() == "envelope.",
            other => self.on() == other.word(),
        }
    }
}

impl Values {
    pub(super) fn contain(self, value: &Constant) -> bool {
        match (self, value) {
            (Self::Any, _)
            | (Self::Text | Self::Reason, Constant::Text(_))
            | (Self::Reason, Constant::Null)
            | (Self::Boolean, Constant::Boolean(_))
            | (Self::True, Constant::Boolean(true)) => true,
            (Self::Number, Constant::Number(number)) => number.parse::<u32>().is_ok(),
            (Self::Status, Constant::Number(number)) => {
                number.parse().is_ok_and(|status: u32| (400..=599).contains(&status))
            }
            _ => false,
        }
    }

    /// Returns what the values are, in a few words.
    pub(super) fn summary(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Reason => "a string or `null`",
            Self::Number => "a number",
            Self::Status => "a number from 400 to 599",
            Self::Boolean => "`true` or `false`",
            Self::True => "`true`",
            Self::Any => "a value",
        }
    }
}

/// Which property of its subject a fact is about. Its `Display` is the name that a finding shows, such as `data.type`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The name of a param, a header, an alias or a key of `data`; the path of a place in a body. It comes first, so that
    /// the facts about one place are together.
    of: Option<String>,
    name: KeyName,
}

impl Key {
    pub(super) fn new(name: KeyName) -> Self {
        Self { of: None, name }
    }

    pub(super) fn named(name: KeyName, of: impl Into<String>) -> Self {
        Self { of: Some(of.into()), name }
    }

    /// Returns the name of the key.
    pub fn name(&self) -> KeyName {
        self.name
    }

    /// Returns the name of the param, the header, the alias or the key of `data`, or the path of the place in a body.
    pub fn of(&self) -> Option<&str> {
        self.of.as_deref()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.of, self.name) {
            (Some(path), KeyName::Member | KeyName::MemberType | KeyName::Presence | KeyName::Order) => {
                f.write_str(path)
            }
            (Some(of), name) => write!(f, "{}.{of}", name.as_str()),
            (None, name) => f.write_str(name.as_str()),
        }
    }
}
