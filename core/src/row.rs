//! The layout of a row. `errcat-macros` packs a row into two numbers, and `errcat` reads them.
//!
//! The first number contains the position of the code in the string of all codes, the length of the code, the index of
//! the row's optional fields, and flags. The second number contains the position of the variant's name in the string of all other texts,
//! the length of the name, the length of the description, which follows the name, and the status.

/// A range of bits in a number.
///
/// ```
/// use errcat_core::row::STATUS;
///
/// let number = STATUS.pack(404 - 400);
/// assert_eq!(STATUS.read(number) + 400, 404);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Bits {
    lowest: u32,
    count: u32,
}

impl Bits {
    const fn new(lowest: u32, count: u32) -> Self {
        Self { lowest, count }
    }

    /// Returns the largest value that fits.
    pub const fn max(self) -> u32 {
        (1 << self.count) - 1
    }

    /// Returns the value that these bits of `number` contain.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "no range has more than 32 bits")]
    pub const fn read(self, number: u64) -> u32 {
        (number >> self.lowest) as u32 & self.max()
    }

    /// Returns a number with the value in these bits, and with zero in all other bits.
    ///
    /// # Panics
    ///
    /// Panics if the value does not fit.
    pub const fn pack(self, value: u64) -> u64 {
        assert!(value <= self.max() as u64, "the checks of the catalog limit every value to its bits");
        value << self.lowest
    }
}

/// The byte at which the code begins.
pub const CODE_AT: Bits = Bits::new(0, 26);
/// The length of the code in bytes.
pub const CODE_LEN: Bits = Bits::new(26, 11);
/// The index of the row's optional fields. The largest value means that the row has none.
pub const MORE: Bits = Bits::new(37, 16);
/// Whether the same request can succeed later.
pub const RETRYABLE: Bits = Bits::new(53, 1);
/// The level, as an index into `Level::ALL`.
pub const LEVEL: Bits = Bits::new(54, 3);
/// Whether the row is not published.
pub const INTERNAL: Bits = Bits::new(57, 1);

/// The byte at which the variant's name begins.
pub const TEXT_AT: Bits = Bits::new(0, 29);
/// The length of the variant's name in bytes.
pub const VARIANT_LEN: Bits = Bits::new(29, 13);
/// The length of the description in bytes. The largest value means that the table of optional fields contains the
/// length.
pub const DESCRIPTION_LEN: Bits = Bits::new(42, 13);
/// The status minus 400.
pub const STATUS: Bits = Bits::new(55, 8);

/// The value that means "no row" where the number of a row is expected.
pub const NO_ROW: u16 = u16::MAX;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_packed_can_be_read() {
        let number =
            CODE_AT.pack(7) | CODE_LEN.pack(1024) | MORE.pack(65_534) | LEVEL.pack(4) | INTERNAL.pack(1);
        assert_eq!(
            [CODE_AT, CODE_LEN, MORE, RETRYABLE, LEVEL, INTERNAL].map(|bits| bits.read(number)),
            [7, 1024, 65_534, 0, 4, 1]
        );
    }

    #[test]
    fn no_two_fields_of_a_number_share_a_bit() {
        for fields in [
            &[CODE_AT, CODE_LEN, MORE, RETRYABLE, LEVEL, INTERNAL][..],
            &[TEXT_AT, VARIANT_LEN, DESCRIPTION_LEN, STATUS],
        ] {
            let (all, sum) = fields.iter().fold((0, 0), |(all, sum), bits| {
                let full = bits.pack(bits.max().into());
                (all | full, sum + u128::from(full))
            });
            assert_eq!(u128::from(all), sum);
        }
    }
}
