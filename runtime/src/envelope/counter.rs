//! The counter of the failures that are sent.

use std::cell::RefCell;
use std::collections::BTreeMap;

use metrics::{Key, Label, Level, Metadata};

const NAME: &str = "errcat_failures_total";

static METADATA: Metadata<'static> = Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// Adds one to the counter with these labels.
///
/// The recorder is asked for the counter each time. A recorder may be installed later, and it may forget a counter that
/// was not used for some time.
pub(super) fn increment(catalog: &'static str, code: &'static str, status: &'static str) {
    let key = key(catalog, code, status);
    metrics::with_recorder(|recorder| recorder.register_counter(&key, &METADATA)).increment(1);
}

/// The key with these labels. Each thread makes it once, because to make it and to copy its labels takes longer than
/// the count. The labels are constants, so it is found by their addresses.
fn key(catalog: &'static str, code: &'static str, status: &'static str) -> Key {
    thread_local! {
        static KEYS: RefCell<BTreeMap<[*const str; 3], Key>> = RefCell::default();
    }
    // A retained key shares its labels with its copies.
    let new = || {
        let labels = [("catalog", catalog), ("code", code), ("status", status)];
        let labels = labels.map(|(name, value)| Label::from_static_parts(name, value));
        Key::from_parts(NAME, labels.to_vec()).to_retained()
    };
    let find = |keys: &RefCell<BTreeMap<_, _>>| {
        let labels = [code, status, catalog].map(std::ptr::from_ref);
        keys.borrow_mut().entry(labels).or_insert_with(new).clone()
    };
    // A value that is dropped when its thread ends may still send a failure.
    KEYS.try_with(find).unwrap_or_else(|_| new())
}
