//! The texts of the codes, for translators.

use std::collections::{HashMap, HashSet};

use super::rows;
use crate::json_schema::text::{object, string};
use crate::params::{Part, braced};
use crate::quote::quote;
use crate::warning_rules::warning_rules;
use crate::{Catalog, Row, nearest};

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

warning_rules! {
    /// A rule for translated texts.
    TextRule:
    Missing = "text-missing" "Every code that is published should have a text.";
    UnknownCode = "text-unknown-code" "Every text should be for a code of the catalog.";
    UnknownParam = "text-unknown-param" "A text should only name params of its code.";
    Braces = "text-braces" "The braces of a text should be balanced; `{{` and `}}` are braces.";
}

/// A mistake in translated texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMistake {
    /// The rule.
    pub rule: TextRule,
    /// The code.
    pub code: String,
    /// What is wrong, in one line.
    pub message: String,
}

/// Checks translated texts: pairs of a code and its text.
///
/// ```
/// use errcat_catalog::generate::{TextRule, check_texts};
///
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
/// let mistakes = check_texts(&catalog, &[("gome", "Weg")]);
/// assert_eq!(mistakes[0].message, "`gome` is not a code of the catalog; a similar code exists: `gone`");
/// assert_eq!(mistakes[1].rule, TextRule::Missing);
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn check_texts(catalog: &Catalog, texts: &[(&str, &str)]) -> Vec<TextMistake> {
    let known: HashMap<&str, &Row> = catalog.rows.iter().map(|row| (row.code.as_str(), row)).collect();
    let mut mistakes = Vec::new();
    for (code, text) in texts {
        if let Some(row) = known.get(code) {
            mistakes.extend(check(row, text));
            continue;
        }
        let near = nearest(code, catalog.rows.iter().map(|row| row.code.as_str()));
        let near = near.map_or_else(String::new, |near| format!("; a similar code exists: {}", quote(near)));
        let message = format!("{} is not a code of the catalog{near}", quote(code));
        mistakes.push(TextMistake { rule: TextRule::UnknownCode, code: (*code).to_owned(), message });
    }
    let given: HashSet<&str> = texts.iter().map(|(code, _)| *code).collect();
    for row in rows(catalog, false).filter(|row| !given.contains(row.code.as_str())) {
        let message = format!("{} has no text", quote(&row.code));
        mistakes.push(TextMistake { rule: TextRule::Missing, code: row.code.clone(), message });
    }
    mistakes
}

fn check(row: &Row, text: &str) -> Vec<TextMistake> {
    let mistake = |rule, message| TextMistake { rule, code: row.code.clone(), message };
    let mut mistakes = Vec::new();
    for part in crate::params::parts(text) {
        match part {
            Part::Placeholder(name, _) => {
                if row.params.iter().all(|param| param.name != name) {
                    let message = format!(
                        "the text of {} names {}, which is not one of its params",
                        quote(&row.code),
                        quote(name)
                    );
                    mistakes.push(mistake(TextRule::UnknownParam, message));
                }
            }
            Part::Unbalanced(_) => {
                let message = format!("the braces in the text of {} are not balanced", quote(&row.code));
                mistakes.push(mistake(TextRule::Braces, message));
            }
            Part::Text(_) => {}
        }
    }
    mistakes
}
