//! How an envelope looks: the names of its members and the values that tell success from failure.

/// The names and values of a catalog's `[envelope]`.
///
/// [`Layout::SPECIFICATION`] is what a catalog without that table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The member that tells a success from a failure; `None` where it is left out.
    pub result: Option<&'static str>,
    /// Its value in a success.
    pub success: Tag,
    /// Its value in a failure.
    pub error: Tag,
    /// The member with the server's time; `None` where it is left out.
    pub server_time: Option<&'static str>,
    /// The member with the code.
    pub code: &'static str,
    /// The member with the text.
    pub description: &'static str,
    /// The member with the number of an incident, where failures of the server have one.
    pub incident: Option<&'static str>,
    /// Whether the text of an occurrence is sent where the server is to blame: a status of 500 and above.
    pub expose_server_errors: bool,
    /// Whether a client that prefers a problem document (RFC 9457) to the envelope gets one.
    pub problem_json: bool,
    /// Whether codes are JSON numbers.
    pub integer_codes: bool,
}

impl Layout {
    /// The specification's names: `result`, `server_time`, `errorCode`, `desp`.
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

    /// Whether `member` is a name of the envelope's own, which no payload may hold.
    #[inline]
    pub fn owns(&self, member: &str) -> bool {
        self.code == member
            || self.description == member
            || self.result == Some(member)
            || self.server_time == Some(member)
            || self.incident == Some(member)
    }
}

/// The value that tells a success from a failure.
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
