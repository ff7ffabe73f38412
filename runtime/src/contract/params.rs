//! A row's parameters as the derive reaches them: from the enum, by the number of the row.

use crate::Entry;

/// The parameters of a row's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Params {
    /// Their names.
    pub names: &'static [&'static str],
    /// What to tell who leaves one out.
    pub missing: &'static str,
}

/// Stops the compiler where a row is bound without one of its parameters. A name that is none of them is rustc's to
/// report, at that name.
///
/// # Panics
///
/// As said, in a constant.
#[track_caller]
pub const fn bound(entry: &Entry, names: &[&str]) {
    let Some(params) = entry.params() else { return };
    let mut missing = params.names.len();
    let mut index = 0;
    while index < names.len() {
        if !contains(params.names, names[index]) {
            return;
        }
        missing -= 1;
        index += 1;
    }
    assert!(missing == 0, "{}", params.missing);
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
