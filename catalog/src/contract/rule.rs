//! The rules for changes. Each rule is one row of a list, which the comparison, the command line and the documentation
//! use.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use super::Fact;
use super::checks::{bodies, codes, readers, rows, settings};
use super::comparison::{Change, Comparison};
use super::finding::Finding;
use super::key::KeyName;
use super::scale::{Severity, UnknownName, Who};
use super::subject::Subject;
use crate::body::Constant;

macro_rules! rules {
    ($($who:ident $severity:ident $rule:ident = $id:literal $check:path: $summary:literal;)+) => {
        /// A rule for changes: a change that somebody can notice.
        ///
        /// ```
        /// use errcat_catalog::contract::{Rule, Severity, Who};
        ///
        /// let rule: Rule = "code-removed".parse()?;
        /// assert_eq!((rule.who(), rule.severity()), (Who::Wire, Severity::Breaking));
        /// # Ok::<(), errcat_catalog::contract::UnknownName>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $rule,)+
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)+];

            /// Returns the name of the rule in kebab case. It never changes.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$rule => $id,)+ }
            }

            /// Returns who notices the change.
            pub const fn who(self) -> Who {
                match self { $(Self::$rule => Who::$who,)+ }
            }

            /// Returns how surely the change breaks something.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$rule => Severity::$severity,)+ }
            }

            /// Returns what changes, in one sentence.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$rule => $summary,)+ }
            }

            /// Returns an explanation in Markdown: who notices the change, and what to do.
            ///
            /// It ends with code blocks. Those with the info strings `toml old` and `toml new` are the smallest catalogs with
            /// this change. The block with the info string `text` has a line for each finding.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$rule => include_str!(concat!("rules/", $id, ".md")),)+ }
            }

            /// Writes a finding for each change that the rule is about.
            fn check(self, all: &Comparison<'_>, out: &mut Findings<'_>) {
                match self { $(Self::$rule => $check(all, out),)+ }
            }
        }
    };
}

rules! {
    Wire Breaking CodeRemoved = "code-removed" codes::removed: "A code is removed.";
    Wire Breaking CodeRenamed = "code-renamed" codes::renamed: "A code is now an alias of another code.";
    Wire Breaking CodeTypeChanged = "code-type-changed" settings::code_type_changed: "Codes are integers in place of strings, or strings in place of integers.";
    Wire Breaking StatusClassChanged = "status-class-changed" rows::status_class_changed: "The status of a code changes from 4xx to 5xx, or from 5xx to 4xx.";
    Wire Breaking ParamRemoved = "param-removed" rows::param_removed: "A param is removed from a code.";
    Wire Breaking ParamTypeChanged = "param-type-changed" rows::param_type_changed: "The type of a param changes.";
    Wire Breaking DataRemoved = "data-removed" rows::data_removed: "A constant is removed from the `data` of a code.";
    Wire Breaking DataTypeChanged = "data-type-changed" rows::data_type_changed: "A constant in the `data` of a code has another type.";
    Wire Breaking MemberRemoved = "member-removed" bodies::removed: "A member is removed from a body.";
    Wire Breaking MemberMoved = "member-moved" bodies::moved: "A slot moves to another place of a body.";
    Wire Breaking MemberTypeChanged = "member-type-changed" bodies::type_changed: "A member of a body has another JSON type.";
    Wire Breaking ConstantChanged = "constant-changed" bodies::constant_changed: "A constant in a body changes, or is replaced by a slot.";
    Wire Breaking HeaderRemoved = "header-removed" rows::header_removed: "A header is removed from a code.";
    Wire Breaking ProblemJsonRemoved = "problem-json-removed" settings::problem_json_removed: "Clients can no longer ask for problem documents.";
    Wire Breaking HttpStatusChanged = "http-status-changed" settings::http_status_changed: "Every reply has the HTTP status 200, or no longer has it.";
    Wire Breaking ContentTypeChanged = "content-type-changed" settings::content_type_changed: "The content type of a success or of a failure changes.";
    Wire Breaking ReservedDropped = "reserved-dropped" codes::reserved_dropped: "A code is no longer reserved.";
    Wire Breaking ReservedReused = "reserved-reused" codes::reserved_reused: "A code that was reserved, or an alias, is used for another row.";
    Wire Risky CodeRetired = "code-retired" codes::retired: "A code is removed and reserved.";
    Wire Risky StatusChanged = "status-changed" rows::status_changed: "The status of a code changes within 4xx or within 5xx.";
    Wire Risky RetryableLost = "retryable-lost" rows::retryable_lost: "A code is no longer retryable.";
    Wire Risky RetryableGained = "retryable-gained" rows::retryable_gained: "A code becomes retryable.";
    Wire Risky AliasRemoved = "alias-removed" rows::alias_removed: "An alias is removed.";
    Wire Risky DataChanged = "data-changed" rows::data_changed: "A constant in the `data` of a code changes.";
    Wire Risky HeaderChanged = "header-changed" rows::header_changed: "The value of a header changes.";
    Wire Risky HttpMappingChanged = "http-mapping-changed" settings::http_mapping_changed: "A framework's failure is sent with another code or another status.";
    Wire Risky MemberSourceChanged = "member-source-changed" bodies::source_changed: "A member of a body has another slot of the same JSON type.";
    Wire Risky MemberNullableChanged = "member-nullable-changed" bodies::nullable_changed: "A member of a body can now be null or missing, or no longer can.";
    Wire Risky TextCarriedValue = "text-carried-value" rows::text_carried_value: "A message changes that is the only place of a param.";
    Wire Risky ExposureChanged = "exposure-changed" settings::exposure_changed: "Clients get the texts of server failures, or no longer get them.";
    Wire Risky CatalogRenamed = "catalog-renamed" settings::catalog_renamed: "The catalog has another name.";
    Wire Info CodeAdded = "code-added" codes::added: "A code is added.";
    Wire Info ParamAdded = "param-added" rows::param_added: "A param is added to a code.";
    Wire Info DataAdded = "data-added" rows::data_added: "A constant is added to the `data` of a code.";
    Wire Info MemberAdded = "member-added" bodies::added: "A member is added to a body.";
    Wire Info MemberOrderChanged = "member-order-changed" bodies::order_changed: "The members of an object are in another order.";
    Wire Info HeaderAdded = "header-added" rows::header_added: "A header is added to a code.";
    Wire Info RetryAfterChanged = "retry-after-changed" rows::retry_after_changed: "The time that a client waits changes.";
    Wire Info AliasAdded = "alias-added" rows::alias_added: "An alias is added.";
    Wire Info Deprecated = "deprecated" rows::deprecated: "A code becomes deprecated, or its deprecation changes.";
    Wire Info Undeprecated = "undeprecated" rows::undeprecated: "A code is no longer deprecated.";
    Wire Info ReservedAdded = "reserved-added" codes::reserved_added: "A code is reserved that no row had.";
    Wire Info DocsUrlChanged = "docs-url-changed" rows::docs_url_changed: "The page of a code changes.";
    Wire Info ProblemJsonAdded = "problem-json-added" settings::problem_json_added: "Clients can now ask for problem documents.";
    Rust Breaking VariantRenamed = "variant-renamed" codes::variant_renamed: "A variant of the enum has another name.";
    Rust Breaking VariantRemoved = "variant-removed" codes::variant_removed: "A variant of the enum is removed.";
    Rust Breaking ParamsStructChanged = "params-struct-changed" rows::params_struct_changed: "The struct of a code with params changes.";
    Rust Risky OrderChanged = "order-changed" codes::order_changed: "The codes are in another order.";
    Rust Risky VariantAdded = "variant-added" codes::variant_added: "A variant is added to the enum.";
    Readers Info DescriptionChanged = "description-changed" readers::description_changed: "The description of a code changes.";
    Readers Info MessageChanged = "message-changed" readers::message_changed: "The message of a code changes.";
    Readers Info HelpChanged = "help-changed" readers::help_changed: "The help of a code changes.";
    Readers Info LevelChanged = "level-changed" readers::level_changed: "A code is logged at another level.";
    Readers Info SinceChanged = "since-changed" readers::since_changed: "The `since` of a code changes.";
    Readers Info ReservedReasonChanged = "reserved-reason-changed" readers::reserved_reason_changed: "The reason for a reserved code changes.";
    Readers Info MadeInternal = "made-internal" readers::made_internal: "A code becomes internal.";
    Readers Info MadePublic = "made-public" readers::made_public: "A code is no longer internal.";
    Readers Info VersionChanged = "version-changed" settings::version_changed: "The version of the catalog changes.";
    Readers Info CodeLimitsChanged = "code-limits-changed" settings::code_limits_changed: "The prefix or the range of the codes changes.";
    Readers Breaking VersionNotRaised = "version-not-raised" settings::version_not_raised: "The contract breaks, but the version is not high enough.";
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for Rule {
    type Err = UnknownName;

    fn from_str(id: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.iter().copied().find(|rule| rule.id() == id);
        found.ok_or_else(|| UnknownName::new(id, Self::ALL.iter().map(|rule| rule.id()).collect()))
    }
}

/// The findings of all rules.
pub(super) struct Findings<'a> {
    all: &'a Comparison<'a>,
    rule: Rule,
    list: Vec<(Position, Finding)>,
    /// The place of each code, in both contracts together.
    places: HashMap<&'a str, usize>,
}

/// The place of a finding in the catalog.
type Position = (usize, usize, Option<Subject>);

impl<'a> Findings<'a> {
    pub(super) fn new(all: &'a Comparison<'a>) -> Self {
        Self { all, rule: Rule::ALL[0], list: Vec::new(), places: places(all) }
    }

    pub(super) fn check(&mut self, rule: Rule) {
        self.rule = rule;
        rule.check(self.all, self);
    }

    /// Adds a finding about a fact.
    pub(super) fn push(&mut self, change: Change<'_>, message: String) {
        let finding = Finding {
            rule: self.rule,
            subject: change.subject.to_string(),
            code: change.subject.code().map(str::to_owned),
            key: change.key.to_string(),
            old: change.old.and_then(Fact::given),
            new: change.new.and_then(Fact::given),
            message,
            old_span: change.old.and_then(|fact| fact.span).or_else(|| self.all.old.home(change.old_subject)),
            new_span: change.new.and_then(|fact| fact.span).or_else(|| self.all.new.home(change.subject)),
        };
        self.push_about(change.subject, finding);
    }

    /// Adds a finding about a whole subject, such as a code that is removed.
    pub(super) fn push_whole(
        &mut self,
        subject: &Subject,
        key: &str,
        old: Option<(&Subject, &str)>,
        new: Option<(&Subject, &str)>,
        message: String,
    ) {
        let finding = Finding {
            rule: self.rule,
            subject: subject.to_string(),
            code: subject.code().map(str::to_owned),
            key: key.to_owned(),
            old: old.map(|(_, value)| value.to_owned()),
            new: new.map(|(_, value)| value.to_owned()),
            message,
            old_span: old.and_then(|(subject, _)| self.all.old.home(subject)),
            new_span: new.and_then(|(subject, _)| self.all.new.home(subject)),
        };
        self.push_about(subject, finding);
    }

    pub(super) fn push_about(&mut self, subject: &Subject, finding: Finding) {
        let place = subject.code().and_then(|code| self.places.get(code).copied()).unwrap_or_default();
        // Codes are ordered by their places, and all other subjects by themselves.
        let other = if place == 0 { Some(subject.clone()) } else { None };
        self.list.push(((subject.rank(), place, other), finding));
    }

    pub(super) fn rule(&self) -> Rule {
        self.rule
    }

    /// Returns whether one of the findings breaks something.
    pub(super) fn has_break(&self) -> bool {
        self.list.iter().any(|(_, finding)| finding.severity() == Severity::Breaking)
    }

    pub(super) fn finish(mut self) -> Vec<Finding> {
        // The sort is stable, so the findings about one subject stay in the order of the rules.
        self.list.sort_by(|(one_place, one), (other_place, other)| {
            other.severity().cmp(&one.severity()).then_with(|| one_place.cmp(other_place))
        });
        self.list.into_iter().map(|(_, finding)| finding).collect()
    }
}

/// Returns the place of each code. The place of a code that is gone is that of the code before it.
fn places<'a>(all: &Comparison<'a>) -> HashMap<&'a str, usize> {
    let new = all.new.codes.iter().enumerate();
    let mut places: HashMap<&str, usize> = new.map(|(index, code)| (*code, index + 1)).collect();
    let mut last = 1;
    for code in &all.old.codes {
        match places.get(code) {
            Some(place) => last = *place,
            None => drop(places.insert(code, last)),
        }
    }
    places
}

impl Fact {
    /// Returns the value as a finding shows it, or `None` if the value says that there is none: a code that is reserved without
    /// a reason.
    fn given(&self) -> Option<String> {
        let has_value = self.key.name() != KeyName::Reason || self.value != Constant::Null;
        has_value.then(|| self.shown())
    }

    /// Returns the value as a finding shows it. A text is in quotes if the value could also be of another type.
    pub(super) fn shown(&self) -> String {
        let can_be_other = match self.key.name() {
            KeyName::Data | KeyName::DefaultData => true,
            KeyName::Member => self.text().is_some_and(|text| super::places::slots(text).next().is_none()),
            _ => false,
        };
        self.value.literal(if can_be_other { super::escape::quoted } else { str::to_owned })
    }
}
