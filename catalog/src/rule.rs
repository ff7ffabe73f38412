//! The rules for catalogs. Each rule is one row of a list, which the diagnostics, the documentation and the ui tests
//! use.

/// Whether breaking a rule is an error or a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// The catalog is rejected.
    Error,
    /// The catalog is accepted, but it probably contains a mistake. `[catalog]` can `allow` the warning, or turn it
    /// into an error with `strict`.
    Warning,
}

macro_rules! rules {
    ($($grade:ident $rule:ident = $id:literal $summary:literal;)+) => {
        /// A rule for catalogs.
        ///
        /// ```
        /// use errcat_catalog::{Grade, Rule};
        ///
        /// assert_eq!(Rule::UnusedParam.id(), "unused-param");
        /// assert_eq!(Rule::UnusedParam.grade(), Grade::Warning);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $rule,)+
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)+];

            /// Returns the name of the rule in kebab case. It never changes.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$rule => $id,)+
                }
            }

            /// Returns whether breaking the rule is an error or a warning.
            pub const fn grade(self) -> Grade {
                match self {
                    $(Self::$rule => Grade::$grade,)+
                }
            }

            /// Returns what the rule requires, in one sentence.
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Self::$rule => $summary,)+
                }
            }

            /// Returns an explanation in Markdown: the reason for the rule, a catalog that breaks it, and a catalog
            /// that follows it.
            ///
            /// The catalogs are code blocks with the info strings `toml wrong` and `toml right`. A block with the info
            /// string `toml NAME` is a file of this name, which they can include.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$rule => include_str!(concat!("rules/", $id, ".md")),)+
                }
            }
        }
    };
}

impl Rule {
    /// Returns the names of the rules that are warnings, which a catalog can `allow`.
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
    Error WrongType = "wrong-type" "Every value has the type of its key.";
    Error IncludeCycle = "include-cycle" "No file includes itself.";
    Error TableInInclude = "table-in-include" "Only the outermost file has tables that apply to all rows.";
    Error EmptyCatalog = "empty-catalog" "A catalog has at least one row.";
    Error TooManyRows = "too-many-rows" "A catalog has at most 65,535 codes and aliases.";
    Error MissingCode = "missing-code" "Every row has a code.";
    Error EmptyCode = "empty-code" "A code is not empty.";
    Error CodeTooLong = "code-too-long" "A code has at most 1 KiB.";
    Error ControlCharacter = "control-character" "A code contains no control characters.";
    Error InvisibleCharacter = "invisible-character" "A code contains no invisible characters.";
    Error MixedCodes = "mixed-codes" "All codes are strings, or all codes are integers.";
    Error DuplicateCode = "duplicate-code" "Each code has only one row.";
    Warning NearDuplicateCode = "near-duplicate-code" "Codes look different, and differ in more than case and separators.";
    Error ReservedCode = "reserved-code" "A reserved code is not used again.";
    Error DuplicateReserved = "duplicate-reserved" "A code is reserved only once.";
    Error AliasTaken = "alias-taken" "An alias belongs to only one code.";
    Error AliasOfItself = "alias-of-itself" "A code is not its own alias.";
    Error NoVariantName = "no-variant-name" "Every row has a Rust name.";
    Error DuplicateVariant = "duplicate-variant" "A Rust name belongs to only one code.";
    Error BadVariant = "bad-variant" "`variant` is a Rust identifier.";
    Error OddLetters = "odd-letters" "A Rust name contains no letters that rustc's lints warn about.";
    Error MissingStatus = "missing-status" "Every row has a status.";
    Error StatusOutOfRange = "status-out-of-range" "A status is from 400 to 599.";
    Error DescriptionTooLong = "description-too-long" "A description has at most 65,535 bytes.";
    Error RetryAfterOutOfRange = "retry-after-out-of-range" "`retry_after` is a number of seconds greater than zero.";
    Error RetryContradiction = "retry-contradiction" "A code with `retry_after` is retryable.";
    Error UnknownLevel = "unknown-level" "`level` is a log level.";
    Error BadDocsUrl = "bad-docs-url" "`docs_url` is an http(s) URL.";
    Error UnknownPlaceholder = "unknown-placeholder" "Every placeholder in a message is a param.";
    Error UnbalancedBrace = "unbalanced-brace" "Braces in a message come in pairs.";
    Error ParamsWithoutMessage = "params-without-message" "A row with params has a message.";
    Warning UnusedParam = "unused-param" "Every param is used in the message.";
    Error UnknownParamType = "unknown-param-type" "Every param has a known type.";
    Error BadParamName = "bad-param-name" "A param's name is a Rust identifier.";
    Error ParamIsMember = "param-is-member" "A param does not have the name of a member of the envelope.";
    Error ParamsNameTaken = "params-name-taken" "The Rust name of a row with params is not the name of another item of the module.";
    Error UnknownReplacement = "unknown-replacement" "A deprecated code is replaced by a code of the catalog.";
    Error DeprecatedReplacement = "deprecated-replacement" "A deprecated code is replaced by a code that is not deprecated.";
    Error CircularReplacement = "circular-replacement" "A code does not replace itself, directly or through other codes.";
    Error UnknownHttpCode = "unknown-http-code" "Every code in `[http]` is a code of the catalog.";
    Error HttpStatus = "http-status" "The status of a code in `[http]` fits its kind of failure.";
    Error NeutralCode = "neutral-code" "The neutral code of a kind of failure has no other meaning in the catalog.";
    Warning OpenHttpKinds = "open-http-kinds" "Every kind of framework failure has a code.";
    Error DuplicateMember = "duplicate-member" "The members of the envelope have different names.";
    Error EmptyMember = "empty-member" "Every member of the envelope has a name.";
    Error CatalogNameTooLong = "catalog-name-too-long" "The name of a catalog has at most 255 bytes.";
    Error EqualTags = "equal-tags" "`success` and `error` have different values.";
    Error UnknownRule = "unknown-rule" "`allow` contains only rules that are warnings.";
}
