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
    ($(#[$doc:meta])* $name:ident: $($grade:ident $rule:ident = $id:literal $summary:literal;)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = $summary] $rule,)+
        }

        impl $name {
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

            /// Returns an explanation in Markdown: the reason for the rule, and examples.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$rule => include_str!(concat!("rules/", $id, ".md")),)+
                }
            }
        }
    };
}

impl Rule {
    /// Returns the names of the rules that are warnings, which a catalog can `allow`. Some are rules of `cargo errcat check`.
    pub fn warnings() -> Vec<&'static str> {
        let warnings = Self::ALL.iter().filter(|rule| rule.grade() == Grade::Warning);
        warnings.map(|rule| rule.id()).chain(OF_CHECK).collect()
    }
}

/// The warnings among the rules that only `cargo errcat check` checks.
pub(crate) const OF_CHECK: [&str; 5] =
    ["status-differs", "type-differs", "text-differs", "ranges-overlap", "text-missing"];

rules! {
    /// A rule for catalogs.
    ///
    /// The examples in its explanation are a catalog that breaks the rule, and a catalog that follows it: code blocks with
    /// the info strings `toml wrong` and `toml right`. A block with the info string `toml NAME` is a file of this name, which
    /// they can include.
    ///
    /// ```
    /// use errcat_catalog::{Grade, Rule};
    ///
    /// assert_eq!(Rule::UnusedParam.id(), "unused-param");
    /// assert_eq!(Rule::UnusedParam.grade(), Grade::Warning);
    /// ```
    Rule:
    Error UnreadableFile = "unreadable-file" "errcat must be able to read every file of the catalog.";
    Error NotUtf8 = "not-utf-8" "Every file must be UTF-8.";
    Error NotACatalog = "not-a-catalog" "Every file must contain a row or an include.";
    Error TomlSyntax = "toml-syntax" "Every file must be valid TOML.";
    Error UnknownKey = "unknown-key" "Every key must be one that errcat knows.";
    Error WrongType = "wrong-type" "Every value must have the type of its key.";
    Error IncludeCycle = "include-cycle" "A file must not include itself.";
    Error TableInInclude = "table-in-include" "Only the main file may contain `[catalog]`, `[http]` and `[envelope]`.";
    Error EmptyCatalog = "empty-catalog" "A catalog must have at least one row.";
    Error TooManyRows = "too-many-rows" "A catalog must not have more than 65,535 codes and aliases.";
    Error MissingCode = "missing-code" "Every row must have a code.";
    Error EmptyCode = "empty-code" "A code must not be empty.";
    Error CodeTooLong = "code-too-long" "A code must not be longer than 1 KiB.";
    Error ControlCharacter = "control-character" "A code must not contain control characters.";
    Error InvisibleCharacter = "invisible-character" "A code must not contain invisible characters.";
    Error MixedCodes = "mixed-codes" "All codes must be strings, or all codes must be integers.";
    Error DuplicateCode = "duplicate-code" "Two rows must not have the same code.";
    Warning NearDuplicateCode = "near-duplicate-code" "Two codes should not look almost the same.";
    Error ReservedCode = "reserved-code" "A row must not use a reserved code.";
    Error DuplicateReserved = "duplicate-reserved" "A code must not be reserved twice.";
    Error AliasTaken = "alias-taken" "An alias must belong to only one code.";
    Error AliasOfItself = "alias-of-itself" "A code must not be its own alias.";
    Error NoVariantName = "no-variant-name" "Every row must have a variant name.";
    Error DuplicateVariant = "duplicate-variant" "Two codes must not have the same variant name.";
    Error BadVariant = "bad-variant" "`variant` must be a Rust identifier.";
    Error OddLetters = "odd-letters" "A variant name must not cause a rustc lint about letters.";
    Error MissingStatus = "missing-status" "Every row must have a status.";
    Error StatusOutOfRange = "status-out-of-range" "A status must be from 400 to 599.";
    Error DescriptionTooLong = "description-too-long" "A description must not be longer than 65,535 bytes.";
    Error RetryAfterOutOfRange = "retry-after-out-of-range" "`retry_after` must be a number of seconds greater than zero.";
    Error RetryContradiction = "retry-contradiction" "A code with `retry_after` must be retryable.";
    Error BadHeaderName = "bad-header-name" "The name of a header must be one that HTTP allows.";
    Error BadHeaderValue = "bad-header-value" "The value of a header must be one that HTTP allows.";
    Error HeaderNotAllowed = "header-not-allowed" "A row must not have a header that errcat or the server writes.";
    Error DuplicateHeader = "duplicate-header" "A row must not have a header twice.";
    Error UnknownLevel = "unknown-level" "`level` must be a log level.";
    Error BadDocsUrl = "bad-docs-url" "`docs_url` must be an http(s) URL.";
    Error UnknownPlaceholder = "unknown-placeholder" "Every placeholder in a message must be a param.";
    Error UnbalancedBrace = "unbalanced-brace" "Every brace in a message must have a matching brace.";
    Error ParamsWithoutMessage = "params-without-message" "A row with params must have a message.";
    Warning UnusedParam = "unused-param" "A message should use every param.";
    Error UnknownParamType = "unknown-param-type" "Every param must have a type that errcat knows.";
    Error BadParamName = "bad-param-name" "The name of a param must be a Rust identifier.";
    Error ParamIsMember = "param-is-member" "A param must not have the name of a member of the body that it is written into.";
    Error ParamsNameTaken = "params-name-taken" "A row with params must not have the variant name of another item of the module.";
    Error UnknownReplacement = "unknown-replacement" "The replacement of a deprecated code must be a code of the catalog.";
    Error DeprecatedReplacement = "deprecated-replacement" "The replacement of a deprecated code must not be deprecated.";
    Error CircularReplacement = "circular-replacement" "A code must not replace itself, directly or through other codes.";
    Error UnknownHttpCode = "unknown-http-code" "Every code in `[http]` must be a code of the catalog.";
    Error HttpStatus = "http-status" "The status of a code in `[http]` must fit its kind of failure.";
    Error NeutralCode = "neutral-code" "The neutral code of a kind of failure must not have another meaning in the catalog.";
    Warning OpenHttpKinds = "open-http-kinds" "`[http]` should give a code to every kind of framework failure.";
    Error FlatEnvelope = "flat-envelope" "`[envelope]` must describe bodies as templates.";
    Error OneBodyOfTwo = "one-body-of-two" "`[envelope.success]` and `[envelope.failure]` must come together.";
    Error SettingInBody = "setting-in-body" "The settings of `[envelope]` must be above its bodies.";
    Error EnvelopeStatus = "envelope-status" "`http_status` must be 200, without `problem_json`.";
    Error BadContentType = "bad-content-type" "A content type must be a media type for JSON, and not that of a second format.";
    Error EmptyMember = "empty-member" "Every member of a body must have a name.";
    Error UnknownSlot = "unknown-slot" "Every slot of a body must be one that errcat knows.";
    Error SlotOfAnotherBody = "slot-of-another-body" "Every slot must be one of its body.";
    Error UnknownForm = "unknown-form" "The form of a slot must be `string`, `null` or `empty`.";
    Error SlotInText = "slot-in-text" "A slot in a text must be a string, a number or a boolean.";
    Warning MisplacedSlot = "misplaced-slot" "A slot should be in a value of a body, not in a name or a header.";
    Error SlotTwice = "slot-twice" "`{payload}` and `{members}` must have only one place.";
    Error SpreadOfNoObject = "spread-of-no-object" "`\"...\"` must have a slot whose value is an object, or such a slot and `{members}`.";
    Error UnreadableArray = "unreadable-array" "A reader must find every element of an array.";
    Error MissingData = "missing-data" "Every row must have the `data` that a body names.";
    Error MixedData = "mixed-data" "All values of a key of `data` must have the same type.";
    Error UnknownParamInBody = "unknown-param-in-body" "Every param that a body names must be a param of a row.";
    Warning NoCodeInBody = "no-code-in-body" "The body of a failure should contain the code.";
    Warning UnusedFieldBody = "unused-field-body" "The body of a field error should be part of another body.";
    Warning IndistinctBodies = "indistinct-bodies" "A success and a failure should be distinguishable by their bodies.";
    Error CatalogNameTooLong = "catalog-name-too-long" "The name of a catalog must not be longer than 255 bytes.";
    Error BadVersion = "bad-version" "The version of a catalog must be three numbers.";
    Error CodeWithoutPrefix = "code-without-prefix" "Every code must have the prefix of the catalog.";
    Error CodeOutOfRange = "code-out-of-range" "Every code must be in the range of the catalog.";
    Error UnknownRule = "unknown-rule" "`allow` must contain only rules that are warnings.";
}

#[cfg(feature = "contract")]
rules! {
    /// A rule that only `cargo errcat check` checks, since it is about more than one catalog.
    ///
    /// The examples in its explanation are the files that break it: code blocks with the info strings `toml NAME` and
    /// `json NAME`. Each line of the block `text` is what `check` finds in them.
    CheckRule:
    Warning StatusDiffers = "status-differs" "A code that several catalogs have should have the same status in all of them.";
    Warning TypeDiffers = "type-differs" "A code that several catalogs have should have one type, and so should its params.";
    Warning TextDiffers = "text-differs" "A code that several catalogs have should have the same texts in all of them.";
    Warning RangesOverlap = "ranges-overlap" "The ranges of two catalogs should have no number in common.";
    Warning TextMissing = "text-missing" "Every code that is published should have a text.";
    Error TextUnknownCode = "text-unknown-code" "Every text must be for a code of the catalog.";
    Error TextDuplicate = "text-duplicate" "A code must not have two texts in one file.";
    Error TextUnknownParam = "text-unknown-param" "A text must only name params of its code.";
    Error TextBraces = "text-braces" "The braces of a text must be balanced; `{{` and `}}` are braces.";
    Error StaleFile = "stale-file" "A generated file must be what `generate` makes of the catalog.";
}
