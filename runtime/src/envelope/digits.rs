//! The decimal digits of a number, without an allocation.

/// A number in decimal digits.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    bytes: [u8; 20],
    /// The place of the first digit or sign.
    start: u8,
}

impl Digits {
    /// No digits: for a value that is not needed.
    pub(super) const NONE: Self = Self { bytes: [0; 20], start: 20 };

    pub(super) fn new(number: i64) -> Self {
        let mut digits = Self::natural(number.unsigned_abs());
        if number < 0 {
            digits.start -= 1;
            digits.bytes[usize::from(digits.start)] = b'-';
        }
        digits
    }

    pub(super) fn natural(mut rest: u64) -> Self {
        let mut bytes = [0; 20];
        let mut start = bytes.len();
        loop {
            start -= 1;
            bytes[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "at most 20")]
        Self { bytes, start: start as u8 }
    }

    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[usize::from(self.start)..]
    }
}

/// The integer that some languages write as `64.0`. Larger numbers may have been rounded.
pub(super) fn integer(number: f64) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    let is_exact = number.fract() == 0.0 && number.abs() <= LARGEST;
    #[expect(clippy::cast_possible_truncation, reason = "it is an integer of at most 53 bits")]
    is_exact.then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_display_does() {
        for number in [0, 7, 10, 404, -1, -1_720_763_988, i64::MIN, i64::MAX] {
            assert_eq!(Digits::new(number).bytes(), number.to_string().as_bytes());
        }
        assert_eq!(Digits::natural(u64::MAX).bytes(), u64::MAX.to_string().as_bytes());
    }
}
