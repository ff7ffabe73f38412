//! The errors of the store, and their codes in the contract.

use std::time::Duration;

use contract::ErrorCode;
use errcat::Coded;
use thiserror::Error;

/// Why an order was not taken.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub enum OrderError {
    /// The shop does not have this item.
    #[error("no shelf has {item:?}")]
    #[coded(ItemNotFound)]
    NoItem {
        /// The name in the order.
        item: String,
    },

    /// The shop has fewer than were ordered.
    #[error("{quantity} of {item}, of which shelf {shelf} has {left}")]
    #[coded(OutOfStock { item, left })]
    TooFew {
        /// The item's name.
        item: String,
        /// How many are left.
        left: u32,
        /// How many were ordered.
        quantity: u32,
        /// The shelf with the item. A client does not get this number.
        shelf: u32,
    },

    /// The order is for no items.
    #[error("an order is for at least one item")]
    #[coded(InvalidRequest, expose)]
    OfNothing,

    /// The shelves cannot be used.
    #[error(transparent)]
    #[coded(transparent)]
    Shelf(#[from] ShelfError),
}

/// Why the shelves cannot be used.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub enum ShelfError {
    /// Somebody counts the items on the shelves.
    #[error("the shelves are being counted for another {left:?}")]
    #[coded(Stocktaking { seconds: whole_seconds(*left) }, retry_after = left)]
    Counted {
        /// The time until this is done.
        left: Duration,
    },

    /// An order panicked half-way.
    #[error("an order was abandoned half-way")]
    #[coded(InternalError)]
    Abandoned,
}

/// Rounds up, so that a client does not come back too early.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}
