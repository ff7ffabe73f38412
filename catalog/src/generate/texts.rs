//! The texts of the codes, for translators.

use std::collections::{HashMap, HashSet};

use super::rows;
use crate::json_schema::text::{object, string};
use crate::letters::composed;
use crate::nearest::nearest_code;
use crate::params::{Param, Part, braced};
use crate::quote::quote;
use crate::{Catalog, CheckRule, Diagnostics, Row, nearest};

/// Returns the text of each code, as a JSON object. A param is its name in braces; `{{` and `}}` are braces.
pub fn texts(catalog: &Catalog, with_internal: bool) -> String {
    let texts: Vec<_> =
        rows(catalog, with_internal).map(|row| (row.code.as_str(), string(&text(row)))).collect();
    object(&texts)
}

/// The message of a row as the catalog writes it, or its description.
fn text(row: &Row) -> String {
    row.message_template().unwrap_or_else(|| braced(&row.description))
}

/// A mistake in translated texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMistake {
    /// The rule.
    pub rule: CheckRule,
    /// The code.
    pub code: String,
    /// The index of the text among those that were given. `None` if the code has none.
    pub index: Option<usize>,
    /// What is wrong, in one line.
    pub message: String,
}

/// Checks translated texts: pairs of a code and its text.
///
/// A neutral code can have a text, but need not. Only the first mistakes name a similar code or param, because the search takes
/// time.
///
/// ```
/// use errcat_catalog::CheckRule;
/// use errcat_catalog::generate::check_texts;
///
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
/// let mistakes = check_texts(&catalog, &[("gome", "Weg")]);
/// assert_eq!(mistakes[0].message, "`gome` is not a code of the catalog; a similar code exists: `gone`");
/// assert_eq!(mistakes[1].rule, CheckRule::TextMissing);
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn check_texts(catalog: &Catalog, texts: &[(&str, &str)]) -> Vec<TextMistake> {
    let mut found = Found {
        catalog,
        known: known(catalog),
        former: former(catalog),
        reserved: catalog.reserved.iter().map(|reserved| reserved.code.as_str()).collect(),
        mistakes: Vec::new(),
    };
    let mut given = HashSet::new();
    // A code with three texts is reported once.
    let mut repeated = HashSet::new();
    for (index, (code, text)) in texts.iter().enumerate() {
        if !given.insert(*code) && repeated.insert(*code) {
            let message = format!("{} has more than one text", quote(code));
            found.push(CheckRule::TextDuplicate, code, Some(index), message);
        }
        found.check(index, code, text);
    }
    for row in rows(catalog, false).filter(|row| !given.contains(row.code.as_str())) {
        let message = format!("{} has no text", quote(&row.code));
        found.push(CheckRule::TextMissing, &row.code, None, message);
    }
    found.mistakes
}

/// The mistakes that have been found, and what the search needs.
struct Found<'a> {
    catalog: &'a Catalog,
    known: HashMap<String, &'a [Param]>,
    former: HashMap<&'a str, &'a Row>,
    reserved: HashSet<&'a str>,
    mistakes: Vec<TextMistake>,
}

impl Found<'_> {
    fn push(&mut self, rule: CheckRule, code: &str, index: Option<usize>, message: String) {
        if self.catalog.allows(rule) {
            return;
        }
        self.mistakes.push(TextMistake { rule, code: code.to_owned(), index, message });
    }

    fn check(&mut self, index: usize, code: &str, text: &str) {
        if let Some(params) = self.known.get(code).copied() {
            self.check_text(index, code, params, text);
            return;
        }
        let message = if let Some(row) = self.former.get(code) {
            format!("{} is a former code of {}; rename it", quote(code), quote(&row.code))
        } else if self.reserved.contains(code) {
            format!("{} is reserved, so no reply has it; remove its text", quote(code))
        } else {
            let codes = self.catalog.rows.iter().map(|row| row.code.as_str());
            let near = self.similar("code", || nearest_code(code, codes));
            format!("{} is not a code of the catalog{near}", quote(code))
        };
        self.push(CheckRule::TextUnknownCode, code, Some(index), message);
    }

    fn check_text(&mut self, index: usize, code: &str, params: &[Param], text: &str) {
        if text.trim().is_empty() {
            let message = format!("the text of {} is empty", quote(code));
            self.push(CheckRule::TextMissing, code, Some(index), message);
        }
        // Each mistake of a text is reported once.
        let mut seen = HashSet::new();
        for part in crate::params::parts(text) {
            match part {
                Part::Placeholder(name, _)
                    if params.iter().all(|param| param.name != composed(name)) && seen.insert(Some(name)) =>
                {
                    let message = self.unknown_param(code, name, params);
                    self.push(CheckRule::TextUnknownParam, code, Some(index), message);
                }
                Part::Unbalanced(_) if seen.insert(None) => {
                    let message = format!("the braces in the text of {} are not balanced", quote(code));
                    self.push(CheckRule::TextBraces, code, Some(index), message);
                }
                _ => {}
            }
        }
    }

    fn unknown_param(&self, code: &str, name: &str, params: &[Param]) -> String {
        let names = params.iter().map(|param| param.name.as_str());
        let near = self.similar("param", || nearest(name, names));
        format!("the text of {} names {}, which is not one of its params{near}", quote(code), quote(name))
    }

    /// Returns the end of a message that names a similar code or param, if there is one.
    fn similar<'n>(&self, what: &str, search: impl FnOnce() -> Option<&'n str>) -> String {
        let near = if self.mistakes.len() < Diagnostics::SHOWN { search() } else { None };
        near.map_or_else(String::new, |near| format!("; a similar {what} exists: {}", quote(near)))
    }
}

/// Returns the codes that can have a text, with their params.
fn known(catalog: &Catalog) -> HashMap<String, &[Param]> {
    let neutral = catalog.neutral_codes().map(|(_, code)| (code, [].as_slice()));
    // A row can have a neutral code, and then its params count.
    neutral.chain(catalog.rows.iter().map(|row| (row.code.clone(), row.params.as_slice()))).collect()
}

/// Returns the rows of former codes.
fn former(catalog: &Catalog) -> HashMap<&str, &Row> {
    catalog.rows.iter().flat_map(|row| row.aliases.iter().map(move |alias| (alias.as_str(), row))).collect()
}
