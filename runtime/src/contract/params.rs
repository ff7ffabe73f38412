//! A row's parameters as the derive reaches them: from the enum, by the number of the row.

use crate::Entry;

/// The parameters of a row's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Params {
    /// Their names.
    pub names: &'static [&'static str],
    /// The compile error if the parameter at that place is missing.
    pub missing: &'static [&'static str],
    /// The compile error if no parameter is there.
    pub all_missing: &'static str,
}

/// Stops the compiler if a row is bound without one of its parameters. rustc itself reports a name that is no parameter.
///
/// # Panics
///
/// Panics, in a constant, if a parameter is missing.
#[track_caller]
pub const fn bound(entry: &Entry, given: &[&str]) {
    let Some(params) = entry.params() else { return };
    assert!(!given.is_empty(), "{}", params.all_missing);
    let mut index = 0;
    while index < given.len() {
        if !contains(params.names, given[index]) {
            return;
        }
        index += 1;
    }
    let mut index = 0;
    while index < params.names.len() {
        assert!(contains(given, params.names[index]), "{}", params.missing[index]);
        index += 1;
    }
}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if equal(names[index], name) {
            return true;
        }
        index += 1;
    }
    false
}

/// `==` is not for constants yet.
pub(crate) const fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut index = 0;
    if one.len() != other.len() {
        return false;
    }
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}
