//! Rules over `[catalog]`, and its effect on the warnings of all rules.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{self, Code, Field, Row};
use crate::rule::{Grade, OF_CHECK, Rule};
use crate::source::Spanned;

use super::docs_url;

/// The checked table `[catalog]`.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) name: Option<String>,
    pub(super) docs_url: Option<String>,
    pub(super) version: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) range: Option<(i64, i64)>,
    strict: bool,
    allow: Vec<Rule>,
}

pub(super) fn check(raw: Option<&raw::Settings>, rows: &[Row], out: &mut Diagnostics) -> Settings {
    let Some(raw) = raw else {
        return Settings::default();
    };
    Settings {
        prefix: prefix(&raw.prefix, rows, out),
        range: range(&raw.range, rows, out),
        version: raw.version.given().and_then(|version| self::version(version, out)),
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

fn version(version: &Spanned<String>, out: &mut Diagnostics) -> Option<String> {
    let numbers: Vec<&str> = version.value.split('.').collect();
    let is_number = |number: &&str| number.parse::<u64>().is_ok_and(|parsed| parsed.to_string() == **number);
    if numbers.len() == 3 && numbers.iter().all(is_number) {
        return Some(version.value.clone());
    }
    let message = format!("{} is not a version", quote(&version.value));
    let help = "write three numbers, such as `2.1.0`";
    out.push(Diagnostic::new(Rule::BadVersion, version.span, message).help(help));
    None
}

fn prefix(prefix: &Field<String>, rows: &[Row], out: &mut Diagnostics) -> Option<String> {
    // Each code begins with no text.
    let prefix = prefix.given().filter(|prefix| !prefix.value.is_empty() && !out.is_broken(prefix.span))?;
    for code in codes(rows, false) {
        let text = code.value.to_string();
        if !text.is_empty() && !text.starts_with(&prefix.value) {
            let message = format!("code {} does not begin with {}", quote(&text), quote(&prefix.value));
            out.push(
                Diagnostic::new(Rule::CodeWithoutPrefix, code.span, message)
                    .label(prefix.span, "the prefix of all codes")
                    .help("rename the code, or remove `prefix`"),
            );
        }
    }
    Some(prefix.value.clone())
}

/// The codes of one type, or all of them if there are none. Another rule reports a catalog with codes of both types.
fn codes(rows: &[Row], of_integers: bool) -> impl Iterator<Item = &Spanned<Code>> {
    let codes = || rows.iter().filter_map(|row| row.code.given());
    let is_of_type = move |code: &&Spanned<Code>| matches!(code.value, Code::Integer(_)) == of_integers;
    let has_type = codes().any(|code| is_of_type(&code));
    codes().filter(move |code| !has_type || is_of_type(code))
}

fn range(range: &Field<Vec<Spanned<i64>>>, rows: &[Row], out: &mut Diagnostics) -> Option<(i64, i64)> {
    let given = range.given()?;
    let [least, greatest] = given.value[..].iter().map(|limit| limit.value).collect::<Vec<_>>()[..] else {
        let help = "write the least and the greatest code: `[2000, 2999]`";
        let message = "`range` is not an array of two integers";
        out.push(Diagnostic::new(Rule::WrongType, given.span, message).help(help));
        return None;
    };
    if least > greatest {
        let help = format!("write the least code first: `[{greatest}, {least}]`");
        let message = format!("no code is from {least} to {greatest}");
        out.push(Diagnostic::new(Rule::CodeOutOfRange, given.span, message).help(help));
        return None;
    }
    for code in codes(rows, true) {
        let is_inside = match code.value {
            Code::Integer(number) => (least..=greatest).contains(&number),
            Code::Text(_) => false,
        };
        if !is_inside {
            let message =
                format!("code {} is not from {least} to {greatest}", quote(&code.value.to_string()));
            out.push(
                Diagnostic::new(Rule::CodeOutOfRange, code.span, message)
                    .label(given.span, "the range of all codes")
                    .help("use an integer of the range, or change `range`"),
            );
        }
    }
    Some((least, greatest))
}

fn allowed(name: &Spanned<String>, out: &mut Diagnostics) -> Option<Rule> {
    if OF_CHECK.contains(&name.value.as_str()) {
        return None;
    }
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
