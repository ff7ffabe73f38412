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

/// Returns ` from OLD to NEW`, or what of it there is.
fn from_to(change: &Change<'_>) -> String {
    let shown = |value: String| {
        let is_short =
            value.len() <= 40 && value.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
        if is_short && !value.is_empty() { value } else { quote(&value) }
    };
    match (change.old, change.new) {
        (Some(old), Some(new)) => {
            format!("changes from {} to {}", shown(old.shown()), shown(new.shown()))
        }
        (None, Some(new)) => format!("is now {}", shown(new.shown())),
        (Some(old), None) => format!("was {}, and is removed", shown(old.shown())),
        (None, None) => String::new(),
    }
}
