//! The checks of the rules for changes. A check is a short function that writes a finding for each change that its rule is
//! about. It reports each change, whatever other rules report.

pub(super) mod bodies;
pub(super) mod codes;
pub(super) mod readers;
pub(super) mod rows;
pub(super) mod settings;

use super::Fact;
use super::comparison::Change;
use super::subject::Subject;
use crate::body::Constant;
use crate::quote::quote;

/// Returns the subject in a sentence: a code in backticks, or what else it is.
fn about(subject: &Subject) -> String {
    match subject {
        Subject::Code(code) | Subject::Reserved(code) => quote(code),
        Subject::Defaults => "failures with a neutral code".to_owned(),
        other => quote(&other.to_string()),
    }
}

/// Returns a value in a sentence: a number as it is, and any other one in backticks.
fn value(fact: &Fact) -> String {
    match &fact.value {
        Constant::Number(number) => number.clone(),
        _ => quote(&fact.shown()),
    }
}

/// Returns how a value changes, as the end of a sentence.
fn from_to(change: &Change<'_>) -> String {
    match (change.old, change.new) {
        (Some(old), Some(new)) => format!("changes from {} to {}", value(old), value(new)),
        (None, Some(new)) => format!("is now {}", value(new)),
        (Some(old), None) => format!("was {}, and is removed", value(old)),
        (None, None) => String::new(),
    }
}
