//! The rules that a catalog is held to, each under a stable name.

macro_rules! rules {
    ($($(#[doc = $summary:literal])+ $rule:ident = $id:literal,)+) => {
        /// One rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Rule {
            $($(#[doc = $summary])+ $rule,)+
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)+];

            /// The rule's stable, kebab-case name.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$rule => $id,)+
                }
            }
        }
    };
}

rules! {
    /// A file of the catalog can be read.
    UnreadableFile = "unreadable-file",
    /// A file is UTF-8.
    NotUtf8 = "not-utf-8",
    /// A file is TOML.
    TomlSyntax = "toml-syntax",
    /// Every key is known.
    UnknownKey = "unknown-key",
    /// Every value has its key's type.
    WrongType = "wrong-type",
    /// No file includes itself.
    IncludeCycle = "include-cycle",
    /// Only the outermost file says how the envelope looks.
    EnvelopeInInclude = "envelope-in-include",
    /// A row has a code.
    MissingCode = "missing-code",
    /// A row has a status.
    MissingStatus = "missing-status",
    /// A code stands once.
    DuplicateCode = "duplicate-code",
    /// A status is an error status.
    StatusOutOfRange = "status-out-of-range",
    /// A code has text.
    EmptyCode = "empty-code",
    /// A code has no control characters.
    ControlCharacter = "control-character",
    /// Codes are all strings, or all integers.
    MixedCodes = "mixed-codes",
    /// A code gives a Rust name.
    NoVariantName = "no-variant-name",
    /// A Rust name belongs to one code.
    DuplicateVariant = "duplicate-variant",
    /// `variant` is a Rust identifier.
    BadVariant = "bad-variant",
    /// `retry_after` is a number of seconds above zero.
    RetryAfterOutOfRange = "retry-after-out-of-range",
    /// What has `retry_after` is retryable.
    RetryContradiction = "retry-contradiction",
    /// A catalog has rows.
    EmptyCatalog = "empty-catalog",
    /// A catalog has at most 65,535 rows.
    TooManyRows = "too-many-rows",
    /// An envelope's members have distinct names.
    DuplicateMember = "duplicate-member",
    /// An envelope's members have names.
    EmptyMember = "empty-member",
    /// A success and a failure can be told apart.
    EqualTags = "equal-tags",
}
