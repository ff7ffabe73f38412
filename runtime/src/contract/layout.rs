//! The shape of an envelope: the names of its members, and the values that separate a success from a failure.

/// The names and values of `[envelope]` in a catalog.
///
/// A catalog without this table has [`Layout::SPECIFICATION`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The member that separates a success from a failure, or `None` if it is left out.
    pub result: Option<&'static str>,
    /// The value of that member in a success.
    pub success: Tag,
    /// The value of that member in a failure.
    pub error: Tag,
    /// The member with the time of the server, or `None` if it is left out.
    pub server_time: Option<&'static str>,
    /// The member with the code.
    pub code: &'static str,
    /// The member with the text.
    pub description: &'static str,
    /// The member with the number of an incident, in failures with a status of 500 or more.
    pub incident: Option<&'static str>,
    /// Whether a client gets the text of an occurrence with a status of 500 or more.
    pub expose_server_errors: bool,
    /// Whether a client can ask for problem documents (RFC 9457).
    pub problem_json: bool,
    /// Whether the codes are integers.
    pub integer_codes: bool,
}

impl Layout {
    /// The default names: `result`, `server_time`, `errorCode` and `desp`.
    pub const SPECIFICATION: Self = Self {
        result: Some("result"),
        success: Tag::Text("success"),
        error: Tag::Text("error"),
        server_time: Some("server_time"),
        code: "errorCode",
        description: "desp",
        incident: None,
        expose_server_errors: false,
        problem_json: false,
        integer_codes: false,
    };

    /// Whether the envelope has a member of this name. A payload cannot have such a member.
    #[inline]
    pub fn owns(&self, member: &str) -> bool {
        self.code == member
            || self.description == member
            || self.result == Some(member)
            || self.server_time == Some(member)
            || self.incident == Some(member)
    }
}

/// The value that separates a success from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A JSON string.
    Text(&'static str),
    /// `true` or `false`.
    Boolean(bool),
    /// A JSON number.
    Integer(i64),
}

impl core::fmt::Display for Tag {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::Boolean(boolean) => write!(f, "{boolean}"),
            Self::Integer(number) => write!(f, "{number}"),
        }
    }
}

impl serde::Serialize for Tag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Self::Integer(number) => serializer.serialize_i64(*number),
        }
    }
}
