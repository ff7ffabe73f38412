//! What may go wrong, and as which code of the contract it leaves the shop.

use std::time::Duration;

use contract::ErrorCode;
use errcat::Coded;
use thiserror::Error;

/// Why an order was not taken.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub enum OrderError {
    /// None of the shelves has it.
    #[error("no shelf has {item:?}")]
    #[coded(ItemNotFound)]
    NoItem {
        /// As it was asked for.
        item: String,
    },

    /// There are fewer than were asked for.
    #[error("{quantity} of {item}, of which shelf {shelf} has {left}")]
    #[coded(OutOfStock { item, left }, member(left = left))]
    TooFew {
        /// The item's name.
        item: String,
        /// How many there are.
        left: u32,
        /// How many were asked for.
        quantity: u32,
        /// Where it lies: nobody's business outside.
        shelf: u32,
    },

    /// None were asked for.
    #[error("an order is of one item at least")]
    #[coded(InvalidRequest, expose)]
    OfNothing,

    /// The shelves cannot be looked at.
    #[error(transparent)]
    #[coded(transparent)]
    Shelf(#[from] ShelfError),
}

/// Why the shelves cannot be looked at.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub enum ShelfError {
    /// Somebody counts what is on them.
    #[error("the shelves are being counted for another {left:?}")]
    #[coded(Stocktaking { seconds: whole_seconds(*left) }, retry_after = left)]
    Counted {
        /// How long it takes still.
        left: Duration,
    },

    /// An order panicked half-way.
    #[error("an order was abandoned half-way")]
    #[coded(InternalError)]
    Abandoned,
}

/// Rounded up, so that nobody comes too early.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}
