//! The check that `#[derive(Coded)]` sets all params of a row.

use super::entry::Entry;

/// Checks that all params of a row are set. If `given` contains a name that is not a param, rustc itself reports it.
///
/// # Panics
///
/// Panics if a param is missing. The generated code calls this function in a constant, so the panic is a compile error.
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

/// Checks that the default row of a type has no params, because there is no place to set them.
///
/// # Panics
///
/// Panics if it has params. The generated code calls this function in a constant, so the panic is a compile error.
#[track_caller]
pub const fn without_params(entry: &Entry) {
    let message = "a row with params cannot be the default: write `#[coded(Row { … })]` above each variant that uses it";
    assert!(entry.params().is_none(), "{}", message);
}

pub(crate) const fn contains(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if equal(names[index], name) {
            return true;
        }
        index += 1;
    }
    false
}

/// Compares two texts. In a constant, `==` is not possible yet.
const fn equal(one: &str, other: &str) -> bool {
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
