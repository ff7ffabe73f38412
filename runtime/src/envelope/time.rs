//! The server's time: whole seconds of UTC, and small enough that a failure is two words.

use jiff::Timestamp;

/// Seconds since 1970 in 48 bits, or no time at all. All that [`Timestamp`] can hold fits in 40.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Time([u8; 6]);

impl Time {
    /// A peer's envelope may come without a time.
    pub(super) const NONE: Self = Self([0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);

    pub(super) fn now() -> Self {
        Self::from(Timestamp::now())
    }

    pub(super) fn get(self) -> Option<Timestamp> {
        let mut bytes = [0; 8];
        bytes[2..].copy_from_slice(&self.0);
        // The shift back to 48 bits brings the sign along.
        Timestamp::from_second(i64::from_le_bytes(bytes) >> 16).ok()
    }
}

impl From<Timestamp> for Time {
    /// A fraction of a second is cut off, before 1970 as after: a text keeps all but its fraction.
    fn from(time: Timestamp) -> Self {
        let second = time.as_second() - i64::from(time.subsec_nanosecond() < 0);
        let bytes = second.to_le_bytes();
        let mut time = [0; 6];
        time.copy_from_slice(&bytes[..6]);
        Self(time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_second_of_jiff_comes_back() {
        for second in [0, 1, -1, 1_507_538_914, Timestamp::MIN.as_second(), Timestamp::MAX.as_second()] {
            let time = Timestamp::from_second(second).expect("in range");
            assert_eq!(Time::from(time).get(), Some(time));
        }
        assert_eq!(Time::NONE.get(), None);
    }

    #[test]
    fn a_fraction_is_cut_off_before_1970_as_after() {
        for (time, cut) in [
            ("1969-12-31T23:59:58.5Z", "1969-12-31T23:59:58Z"),
            ("2017-10-09T08:53:18.999Z", "2017-10-09T08:53:18Z"),
        ] {
            let time: Timestamp = time.parse().expect("RFC 3339");
            assert_eq!(Time::from(time).get().expect("in range").to_string(), cut);
        }
    }
}
