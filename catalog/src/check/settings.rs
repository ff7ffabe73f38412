//! Rules over `[catalog]`, and its effect on the warnings of all rules.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw;
use crate::rule::{Grade, Rule};
use crate::source::Spanned;

use super::docs_url;

/// The checked table `[catalog]`.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) name: Option<String>,
    pub(super) docs_url: Option<String>,
    strict: bool,
    allow: Vec<Rule>,
}

pub(super) fn check(raw: Option<&raw::Settings>, out: &mut Diagnostics) -> Settings {
    let Some(raw) = raw else {
        return Settings::default();
    };
    Settings {
        name: raw.name.given().and_then(|name| self::name(name, out)),
        docs_url: raw.docs_url.given().and_then(|url| docs_url::template(url, out)).map(str::to_owned),
        strict: raw.strict.given().is_some_and(|strict| strict.value),
        allow: raw.allow.iter().filter_map(|name| allowed(name, out)).collect(),
    }
}

/// The largest length of a catalog's name in bytes. gRPC sends the name with each failure.
const LONGEST_NAME: usize = 255;

fn name(name: &Spanned<String>, out: &mut Diagnostics) -> Option<String> {
    let length = name.value.len();
    if length > LONGEST_NAME {
        let message = format!("the catalog's name is {length} bytes long");
        let help = format!("use at most {LONGEST_NAME} bytes, such as a domain and a path");
        out.push(Diagnostic::new(Rule::CatalogNameTooLong, name.span, message).help(help));
        return None;
    }
    Some(name.value.clone())
}

fn allowed(name: &Spanned<String>, out: &mut Diagnostics) -> Option<Rule> {
    let rule = Rule::ALL.iter().copied().find(|rule| rule.id() == name.value);
    let allowed = rule.filter(|rule| rule.grade() == Grade::Warning);
    if allowed.is_none() {
        let message = match rule {
            Some(_) => format!("rule {} is not a warning", quote(&name.value)),
            None => format!("unknown rule {}", quote(&name.value)),
        };
        let help = match out.nearest(&name.value, Rule::warnings()).filter(|_| rule.is_none()) {
            Some(near) => format!("a similar rule exists: `{near}`"),
            None => format!("these rules can be allowed: `{}`", Rule::warnings().join("`, `")),
        };
        out.push(Diagnostic::new(Rule::UnknownRule, name.span, message).help(help));
    }
    allowed
}

impl Settings {
    /// Returns the errors and the warnings, without the warnings that the catalog allows.
    pub(super) fn grade(&self, all: Diagnostics) -> (Diagnostics, Diagnostics) {
        let is_error = |rule: Rule| self.strict || rule.grade() == Grade::Error;
        all.without(&self.allow).split(|diagnostic| is_error(diagnostic.rule))
    }
}
