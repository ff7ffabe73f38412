//! The id of the request that is answered now.

use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    static CURRENT: RefCell<Option<Arc<str>>> = const { RefCell::new(None) };
}

/// Calls `read` with the id of the request that this thread answers now, if a layer of a framework knows it.
pub(crate) fn current<T>(read: impl FnOnce(Option<&str>) -> T) -> T {
    CURRENT.with_borrow(|id| read(id.as_deref()))
}
