//! The rules that a catalog is held to: one row each, from which the diagnostics, the documentation and the ui tests
//! come.

/// How bad it is to break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// The catalog is wrong.
    Error,
    /// The catalog is likely not what was meant. `[catalog]` may allow it, or be `strict` about it.
    Warning,
}

macro_rules! rules {
    ($($grade:ident $rule:ident = $id:literal $summary:literal;)+) => {
        /// One rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $rule,)+
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

            /// How bad it is to break the rule.
            pub const fn grade(self) -> Grade {
                match self {
                    $(Self::$rule => Grade::$grade,)+
                }
            }

            /// What the rule asks for, in a line.
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Self::$rule => $summary,)+
                }
            }

            /// Why, with a catalog that breaks the rule and one that keeps it: Markdown.
            ///
            /// The catalogs are code blocks with the info strings `toml wrong` and `toml right`; a block with
            /// `toml NAME` is a file that both include.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$rule => include_str!(concat!("rules/", $id, ".md")),)+
                }
            }
        }
    };
}

impl Rule {
    /// The names of the rules that a catalog may allow itself to break.
    pub fn warnings() -> Vec<&'static str> {
        let warnings = Self::ALL.iter().filter(|rule| rule.grade() == Grade::Warning);
        warnings.map(|rule| rule.id()).collect()
    }
}

rules! {
    Error UnreadableFile = "unreadable-file" "Every file of the catalog can be read.";
    Error NotUtf8 = "not-utf-8" "Every file is UTF-8.";
    Error NotACatalog = "not-a-catalog" "Every file is a catalog.";
    Error TomlSyntax = "toml-syntax" "Every file is TOML.";
    Error UnknownKey = "unknown-key" "Every key is known.";
    Error WrongType = "wrong-type" "Every value has its key's type.";
    Error IncludeCycle = "include-cycle" "No file includes itself.";
    Error TableInInclude = "table-in-include" "Only the outermost file says what counts for all rows.";
    Error EmptyCatalog = "empty-catalog" "A catalog has rows.";
    Error TooManyRows = "too-many-rows" "A catalog has at most 65,535 codes and aliases.";
    Error MissingCode = "missing-code" "A row has a code.";
    Error EmptyCode = "empty-code" "A code has text.";
    Error CodeTooLong = "code-too-long" "A code is at most 1 KiB.";
    Error ControlCharacter = "control-character" "A code has no control characters.";
    Error InvisibleCharacter = "invisible-character" "A code has no characters that nobody sees.";
    Error MixedCodes = "mixed-codes" "Codes are all strings, or all integers.";
    Error DuplicateCode = "duplicate-code" "A code stands once.";
    Warning NearDuplicateCode = "near-duplicate-code" "Codes do not look the same, and differ in more than case and separators.";
    Error ReservedCode = "reserved-code" "A code that was retired does not come back.";
    Error DuplicateReserved = "duplicate-reserved" "A code is reserved once.";
    Error AliasTaken = "alias-taken" "An alias belongs to one code.";
    Error AliasOfItself = "alias-of-itself" "A code is not its own alias.";
    Error NoVariantName = "no-variant-name" "A code gives a Rust name.";
    Error DuplicateVariant = "duplicate-variant" "A Rust name belongs to one code.";
    Error BadVariant = "bad-variant" "`variant` is a Rust identifier.";
    Error OddLetters = "odd-letters" "A Rust name has no letters that rustc's lints object to.";
    Error MissingStatus = "missing-status" "A row has a status.";
    Error StatusOutOfRange = "status-out-of-range" "A status is an error status.";
    Error DescriptionTooLong = "description-too-long" "A description is at most 65,535 bytes.";
    Error RetryAfterOutOfRange = "retry-after-out-of-range" "`retry_after` is a number of seconds above zero.";
    Error RetryContradiction = "retry-contradiction" "What has `retry_after` is retryable.";
    Error UnknownLevel = "unknown-level" "`level` is a level of a log.";
    Error BadDocsUrl = "bad-docs-url" "`docs_url` is an http(s) URL.";
    Error UnknownPlaceholder = "unknown-placeholder" "Every placeholder of a message is a param.";
    Error UnbalancedBrace = "unbalanced-brace" "Braces in a message come in pairs.";
    Error ParamsWithoutMessage = "params-without-message" "Where there are params, there is a message.";
    Warning UnusedParam = "unused-param" "Every param stands in the message.";
    Error UnknownParamType = "unknown-param-type" "A param has a known type.";
    Error BadParamName = "bad-param-name" "A param's name is a Rust identifier.";
    Error ParamIsMember = "param-is-member" "No param has the name of a member of the envelope.";
    Error ParamsNameTaken = "params-name-taken" "A row with params has a name that the envelope's types leave free.";
    Error UnknownReplacement = "unknown-replacement" "A deprecated code is replaced by a code of the catalog.";
    Error DeprecatedReplacement = "deprecated-replacement" "A deprecated code is replaced by one that is not.";
    Error CircularReplacement = "circular-replacement" "No code is replaced by itself, even in a circle.";
    Error UnknownHttpCode = "unknown-http-code" "A framework's failures become codes of the catalog.";
    Error HttpStatus = "http-status" "A framework's failure becomes a code of a status that fits it.";
    Error NeutralCode = "neutral-code" "What a framework's failure is sent as without a code means nothing else.";
    Warning OpenHttpKinds = "open-http-kinds" "Each kind of a framework's failures has a code.";
    Error DuplicateMember = "duplicate-member" "The envelope's members have distinct names.";
    Error EmptyMember = "empty-member" "The envelope's members have names.";
    Error CatalogNameTooLong = "catalog-name-too-long" "A catalog's name is at most 255 bytes.";
    Error EqualTags = "equal-tags" "A success and a failure can be told apart.";
    Error UnknownRule = "unknown-rule" "What a catalog allows is a rule of the grade warning.";
}
