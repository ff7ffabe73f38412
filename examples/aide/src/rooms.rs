//! The rooms, and who has them today.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A room of the house.
#[derive(Clone, Copy, JsonSchema, Serialize)]
pub(crate) struct Room {
    pub(crate) name: &'static str,
    pub(crate) seats: u32,
}

pub(crate) const ROOMS: [Room; 2] = [Room { name: "attic", seats: 4 }, Room { name: "hall", seats: 60 }];

/// From when to when somebody wants a room today.
#[derive(Clone, Copy, Deserialize, JsonSchema, Serialize)]
pub(crate) struct Hours {
    /// The hour in which it begins, 0 to 23.
    pub(crate) from: u8,
    /// The hour before which it ends, 1 to 24.
    pub(crate) to: u8,
}

impl Hours {
    pub(crate) fn is_valid(self) -> bool {
        self.from < self.to && self.to <= 24
    }

    fn meets(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// A room that somebody has.
#[derive(Clone, JsonSchema, Serialize)]
pub(crate) struct Booking {
    /// The number of the booking. The first one is 1.
    pub(crate) id: u64,
    pub(crate) room: &'static str,
    pub(crate) name: &'static str,
    #[serde(flatten)]
    pub(crate) hours: Hours,
}

/// All bookings, also those that were cancelled, so that no number is used twice.
#[derive(Clone, Default)]
pub(crate) struct Bookings(Arc<Mutex<Vec<Option<Booking>>>>);

impl Bookings {
    /// Books a room, or returns the booking that is in the way.
    pub(crate) fn add(&self, room: Room, name: &'static str, hours: Hours) -> Result<Booking, Booking> {
        let mut all = self.lock();
        let taken = all.iter().flatten().find(|other| other.room == room.name && other.hours.meets(hours));
        if let Some(taken) = taken {
            return Err(taken.clone());
        }
        let booking = Booking { id: all.len() as u64 + 1, room: room.name, name, hours };
        all.push(Some(booking.clone()));
        Ok(booking)
    }

    /// Cancels a booking of this person. Returns whether there was one.
    pub(crate) fn cancel(&self, id: u64, name: &str) -> bool {
        let mut all = self.lock();
        let booking =
            all.iter_mut().find(|one| one.as_ref().is_some_and(|one| one.id == id && one.name == name));
        booking.and_then(Option::take).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Option<Booking>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
