//! What a key accepts, for the errors of other values.

/// What the value of a key has to be.
#[derive(Clone, Copy)]
pub(crate) enum Expected {
    Text,
    Integer,
    Boolean,
    /// A code.
    Code,
    /// A string or a table.
    TextOrTable,
    /// The table of a body.
    Body,
    /// A value of `data`.
    Constant,
    /// `data`
    Constants,
    /// `params`
    Params,
    /// `headers`
    Headers,
    /// `range`
    Range,
    Texts,
    Codes,
    Table,
    Rows,
}

impl Expected {
    /// Returns what the value is, in a few words.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Integer => "an integer",
            Self::Boolean => "a boolean",
            Self::Code => "a string or an integer",
            Self::TextOrTable => "a string or a table",
            Self::Body => "the table of a body",
            Self::Constant => "a string, an integer or a boolean",
            Self::Constants => "a table of constants",
            Self::Params => "a table of names and types",
            Self::Headers => "a table of names and values",
            Self::Range => "an array of two integers",
            Self::Texts => "an array of strings",
            Self::Codes => "an array of strings or integers",
            Self::Table => "a table",
            Self::Rows => "an array of tables",
        }
    }

    /// Returns whether an integer that is too large has an error of its own.
    pub(crate) const fn has_integers(self) -> bool {
        matches!(self, Self::Integer | Self::Code | Self::Constant | Self::Range | Self::Codes)
    }

    /// Returns whether a code is accepted, which may also be a text.
    pub(crate) const fn has_codes(self) -> bool {
        matches!(self, Self::Code | Self::Codes)
    }

    /// Returns how to write the value of this key.
    pub(crate) fn help(self, key: &str) -> String {
        let help = match self {
            Self::Text => "put the text in quotes",
            Self::Integer => "write only digits, without quotes",
            Self::Boolean => "write `true` or `false`, without quotes",
            Self::Code => "put text in quotes, or write only digits, without quotes",
            Self::Codes => "write the codes in brackets, and text in quotes: `[\"old_code\"]`",
            Self::TextOrTable => {
                "write the reason in quotes, or the keys in braces: `{ use = \"new_code\" }`"
            }
            Self::Body => {
                return format!("a body is an object: write its members under `[envelope.{key}]`");
            }
            Self::Constant => "put text, dates and fractions in quotes; arrays and tables are not allowed",
            Self::Constants => "write each constant in braces: `{ kind = \"card_error\" }`",
            Self::Params => "write each param with its type in braces: `{ seconds = \"u64\" }`",
            Self::Headers => "write each header in braces: `{ \"WWW-Authenticate\" = \"Bearer\" }`",
            Self::Range => "write the least and the greatest code: `[2000, 2999]`",
            Self::Texts => "write strings in brackets: `[\"…\"]`",
            Self::Table => return format!("write the keys under `[{key}]`"),
            Self::Rows => return format!("write each row under `[[{key}]]`"),
        };
        help.to_owned()
    }
}
