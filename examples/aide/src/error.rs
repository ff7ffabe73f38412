//! What each handler can answer with, in place of a success.

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::rooms::Booking;

/// Why a room is not booked.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum BookError {
    #[error("there is no room {0}")]
    #[coded(RoomNotFound)]
    NoRoom(String),

    #[error("a booking begins before it ends, and ends on the same day")]
    #[coded(InvalidBooking, expose)]
    NoTime,

    #[error("{name} has the room")]
    #[coded(RoomTaken { name: (*name).to_owned(), until: u32::from(*until) })]
    Taken { name: &'static str, until: u8 },
}

impl From<Booking> for BookError {
    fn from(taken: Booking) -> Self {
        Self::Taken { name: taken.name, until: taken.hours.to }
    }
}

/// Why a booking is not cancelled.
#[derive(Debug, Error, Coded)]
#[error("no booking {0} of this account")]
#[coded(ErrorCode)]
#[coded(BookingNotFound)]
pub(crate) struct CancelError(pub(crate) u64);
