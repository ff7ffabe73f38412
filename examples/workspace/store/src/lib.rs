//! The items of a shop, in memory.
//!
//! The errors of this crate contain all details, for the log. Each of them has a code of the contract, and a client
//! gets only the code and its text. The crate does not use HTTP: `?` in a handler turns an error into a failure.
//!
//! ```
//! use contract::{ErrorCode, error_code::Failure};
//! use store::Store;
//!
//! fn order(store: &Store) -> Result<(), Failure> {
//!     store.order("lamp", 500)?;
//!     Ok(())
//! }
//!
//! let failure = order(&Store::new()).unwrap_err();
//! assert!(failure.is(ErrorCode::OutOfStock));
//! assert_eq!(failure.description(), "only 3 of lamp left");
//! ```

mod error;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde::Serialize;

pub use crate::error::{OrderError, ShelfError};

/// The items of a shop.
#[derive(Debug)]
pub struct Store {
    shelves: Mutex<Shelves>,
}

#[derive(Debug)]
struct Shelves {
    items: BTreeMap<&'static str, Item>,
    orders: u64,
    counted_until: Option<Instant>,
}

/// An item on its shelf.
#[derive(Debug)]
struct Item {
    left: u32,
    shelf: u32,
}

/// An item and its number, for a list.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Stock {
    /// The name of the item.
    pub item: &'static str,
    /// How many are left.
    pub left: u32,
}

/// An order that the shop accepted.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// The number of the order. The first order is 1.
    pub order_id: u64,
    /// How many of the item are left.
    pub left: u32,
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

impl Store {
    /// Creates a store with three lamps and no chairs.
    pub fn new() -> Self {
        let items = [("lamp", Item { left: 3, shelf: 7 }), ("chair", Item { left: 0, shelf: 12 })];
        let shelves = Shelves { items: items.into(), orders: 0, counted_until: None };
        Self { shelves: Mutex::new(shelves) }
    }

    /// Returns all items, sorted by name.
    ///
    /// # Errors
    ///
    /// Returns an error if the shelves cannot be used.
    pub fn items(&self) -> Result<Vec<Stock>, ShelfError> {
        let shelves = self.shelves()?;
        Ok(shelves.items.iter().map(|(&item, &Item { left, .. })| Stock { item, left }).collect())
    }

    /// Takes `quantity` of an item from its shelf.
    ///
    /// # Errors
    ///
    /// Returns an error, and takes nothing, if the shop does not have the item or not enough of it, if `quantity` is 0,
    /// or if the shelves cannot be used.
    pub fn order(&self, item: &str, quantity: u32) -> Result<Order, OrderError> {
        if quantity == 0 {
            return Err(OrderError::OfNothing);
        }
        let mut shelves = self.shelves()?;
        let found =
            shelves.items.get_mut(item).ok_or_else(|| OrderError::NoItem { item: item.to_owned() })?;
        let Item { left, shelf } = *found;
        let too_few = || OrderError::TooFew { item: item.to_owned(), left, quantity, shelf };
        let left = left.checked_sub(quantity).ok_or_else(too_few)?;
        found.left = left;
        shelves.orders += 1;
        Ok(Order { order_id: shelves.orders, left })
    }

    /// Closes the shelves for this time, while somebody counts the items.
    ///
    /// # Errors
    ///
    /// Returns an error if the shelves cannot be used, for example because somebody already counts them.
    pub fn count(&self, time: Duration) -> Result<(), ShelfError> {
        self.shelves()?.counted_until = Some(Instant::now() + time);
        Ok(())
    }

    fn shelves(&self) -> Result<MutexGuard<'_, Shelves>, ShelfError> {
        let shelves = self.shelves.lock().map_err(|_| ShelfError::Abandoned)?;
        let left = shelves.counted_until.and_then(|until| until.checked_duration_since(Instant::now()));
        match left {
            Some(left) if !left.is_zero() => Err(ShelfError::Counted { left }),
            _ => Ok(shelves),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::thread;

    use contract::ErrorCode;
    use contract::error_code::Failure;
    use errcat::Coded;

    use super::*;

    #[test]
    fn an_order_takes_items_from_the_shelf() {
        let store = Store::new();
        assert_eq!(store.order("lamp", 2).expect("there are three"), Order { order_id: 1, left: 1 });
        let stock = [Stock { item: "chair", left: 0 }, Stock { item: "lamp", left: 1 }];
        assert_eq!(store.items().expect("open"), stock);
        let failure = store.order("lamp", 2).expect_err("one is left").into_failure();
        assert_eq!(failure.description(), "only 1 of lamp left");
        assert_eq!(failure.to_params()["left"], 1);
    }

    #[test]
    fn the_codes_of_an_order_are_those_of_the_shelves_too() {
        use ErrorCode::{InternalError, InvalidRequest, ItemNotFound, OutOfStock, Stocktaking};
        let codes: Vec<_> = OrderError::codes().collect();
        assert_eq!(codes, [ItemNotFound, OutOfStock, Stocktaking, InvalidRequest, InternalError]);
        assert_eq!(ShelfError::codes().collect::<Vec<_>>(), [Stocktaking, InternalError]);
    }

    #[test]
    fn the_shelf_of_an_item_is_only_in_the_log() {
        let failure: Failure = Store::new().order("chair", 1).expect_err("there is none").into();
        assert!(!String::from_utf8_lossy(&failure.to_json()).contains("shelf"));
        let source = failure.source().expect("the error").to_string();
        assert_eq!(source, "1 of chair, of which shelf 12 has 0");
    }

    #[test]
    fn a_failure_says_how_long_the_shelves_are_counted() {
        let store = Store::new();
        store.count(Duration::from_secs(600)).expect("open");
        let failure: Failure = store.order("lamp", 1).expect_err("closed").into();
        assert!(failure.is(ErrorCode::Stocktaking));
        assert!(failure.retry_after() > Some(Duration::from_secs(300)), "{failure:?}");
        assert!(failure.description().starts_with("the items are being counted for another"), "{failure}");
    }

    #[test]
    fn after_a_panic_the_failure_is_an_internal_error() {
        let store = Store::new();
        let abandoned = thread::scope(|scope| {
            let order = scope.spawn(|| {
                let _shelves = store.shelves();
                panic!("on purpose");
            });
            order.join()
        });
        assert!(abandoned.is_err());
        assert_eq!(store.items().expect_err("poisoned").error_code(), ErrorCode::InternalError);
    }
}
