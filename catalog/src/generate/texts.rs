//! The texts of the codes, for translators.

use std::collections::{HashMap, HashSet};

use super::rows;
use crate::json_schema::text::{object, string};
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
    /// What is wrong, in one line.
    pub message: String,
}

/// Checks translated texts: pairs of a code and its text.
///
/// A neutral code can have a text, but need not. Only the first mistakes name a similar code, because the search takes time.
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
    let known = known(catalog);
    let former = former(catalog);
    let mut given = HashSet::new();
    let mut mistakes = Vec::new();
    // A code with three texts is reported once.
    let mut repeated = HashSet::new();
    for (code, text) in texts {
        if !given.insert(*code) && repeated.insert(*code) {
            let message = format!("{} has more than one text", quote(code));
            mistakes.push(TextMistake { rule: CheckRule::TextDuplicate, code: (*code).to_owned(), message });
        }
        if let Some(params) = known.get(*code) {
            mistakes.extend(check(code, params, text));
            continue;
        }
        if let Some(row) = former.get(code) {
            let message = format!("{} is a former code of {}; rename it", quote(code), quote(&row.code));
            mistakes.push(TextMistake {
                rule: CheckRule::TextUnknownCode,
                code: (*code).to_owned(),
                message,
            });
            continue;
        }
        let codes = catalog.rows.iter().map(|row| row.code.as_str());
        let near = if mistakes.len() < Diagnostics::SHOWN { nearest(code, codes) } else { None };
        mistakes.push(unknown_code(code, near));
    }
    for row in rows(catalog, false).filter(|row| !given.contains(row.code.as_str())) {
        let message = format!("{} has no text", quote(&row.code));
        mistakes.push(TextMistake { rule: CheckRule::TextMissing, code: row.code.clone(), message });
    }
    mistakes
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

fn unknown_code(code: &str, near: Option<&str>) -> TextMistake {
    let near = near.map_or_else(String::new, |near| format!("; a similar code exists: {}", quote(near)));
    let message = format!("{} is not a code of the catalog{near}", quote(code));
    TextMistake { rule: CheckRule::TextUnknownCode, code: code.to_owned(), message }
}

fn check(code: &str, params: &[Param], text: &str) -> Vec<TextMistake> {
    let mistake = |rule, message| TextMistake { rule, code: code.to_owned(), message };
    let mut mistakes = Vec::new();
    if text.trim().is_empty() {
        mistakes.push(mistake(CheckRule::TextMissing, format!("the text of {} is empty", quote(code))));
    }
    for part in crate::params::parts(text) {
        match part {
            Part::Placeholder(name, _) => {
                if params.iter().all(|param| param.name != name) {
                    let message = format!(
                        "the text of {} names {}, which is not one of its params",
                        quote(code),
                        quote(name)
                    );
                    mistakes.push(mistake(CheckRule::TextUnknownParam, message));
                }
            }
            Part::Unbalanced(_) => {
                let message = format!("the braces in the text of {} are not balanced", quote(code));
                mistakes.push(mistake(CheckRule::TextBraces, message));
            }
            Part::Text(_) => {}
        }
    }
    mistakes.dedup();
    mistakes
}
