//! The checks of the rules for changes. A check is a short function that writes a finding for each change that its rule is
//! about. It reports each change, whatever other rules report.

pub(super) mod bodies;
pub(super) mod codes;
pub(super) mod readers;
pub(super) mod rows;
pub(super) mod settings;

use super::comparison::Change;
use super::subject::Subject;
use crate::quote::quote;

/// Returns the subject in a sentence: a code in backticks, or what else it is.
fn about(subject: &Subject) -> String {
    match subject {
        Subject::Code(code) | Subject::Reserved(code) => quote(code),
        Subject::Defaults => "failures with a neutral code".to_owned(),
        other => quote(&other.to_string()),
    }
}

/// Returns a value in a sentence: a short one as it is, and any other one in backticks.
fn short(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_.- ".contains(c);
    let is_short = !value.is_empty() && value.trim() == value && value.len() <= 40;
    if is_short && value.chars().all(is_plain) { value.to_owned() } else { quote(value) }
}

/// Returns how a value changes, as the end of a sentence.
fn from_to(change: &Change<'_>) -> String {
    match (change.old, change.new) {
        (Some(old), Some(new)) => {
            format!("changes from {} to {}", short(&old.shown()), short(&new.shown()))
        }
        (None, Some(new)) => format!("is now {}", short(&new.shown())),
        (Some(old), None) => format!("was {}, and is removed", short(&old.shown())),
        (None, None) => String::new(),
    }
}
