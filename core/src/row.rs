//! The layout of a row: what `errcat-macros` packs into two numbers, and `errcat` reads from them.
//!
//! The first number holds where the code begins among all codes, its length, the row's number, and flags. The second holds
//! where the variant's name begins among all other texts, its length, that of the description, which follows it, and the
//! status.

/// Some bits of a number: the lowest, and how many there are.
#[derive(Clone, Copy, Debug)]
pub struct Bits {
    lowest: u32,
    count: u32,
}

impl Bits {
    const fn new(lowest: u32, count: u32) -> Self {
        Self { lowest, count }
    }

    /// The largest value that fits.
    pub const fn max(self) -> u32 {
        (1 << self.count) - 1
    }

    /// The value that these bits of `number` hold.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "no more than 32 bits are asked for")]
    pub const fn read(self, number: u64) -> u32 {
        (number >> self.lowest) as u32 & self.max()
    }

    /// A number that holds the value in these bits, and zero in all others.
    ///
    /// # Panics
    ///
    /// Panics if the value does not fit.
    pub const fn pack(self, value: u64) -> u64 {
        assert!(value <= self.max() as u64, "a catalog keeps every value within its bits");
        value << self.lowest
    }
}

/// Where the code begins.
pub const CODE_AT: Bits = Bits::new(0, 26);
/// The bytes of the code.
pub const CODE_LEN: Bits = Bits::new(26, 11);
/// The number of the row.
pub const ROW: Bits = Bits::new(37, 16);
/// Whether the same request may succeed later.
pub const RETRYABLE: Bits = Bits::new(53, 1);
/// Whether the row has anything that few rows have.
pub const HAS_MORE: Bits = Bits::new(54, 1);
/// The level, by its place in `Level::ALL`.
pub const LEVEL: Bits = Bits::new(55, 3);

/// Where the variant's name begins.
pub const TEXT_AT: Bits = Bits::new(0, 29);
/// The bytes of the variant's name.
pub const VARIANT_LEN: Bits = Bits::new(29, 13);
/// The bytes of the description. The largest value means that the length stands with what few rows have.
pub const DESCRIPTION_LEN: Bits = Bits::new(42, 13);
/// The status, less 400.
pub const STATUS: Bits = Bits::new(55, 8);

/// In place of a row's number: no row.
pub const NO_ROW: u16 = u16::MAX;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read() {
        let number = CODE_AT.pack(7) | CODE_LEN.pack(1024) | ROW.pack(65_534) | LEVEL.pack(4);
        assert_eq!(
            [CODE_AT, CODE_LEN, ROW, RETRYABLE, HAS_MORE, LEVEL].map(|bits| bits.read(number)),
            [7, 1024, 65_534, 0, 0, 4]
        );
    }

    #[test]
    fn no_two_fields_of_a_number_share_a_bit() {
        for fields in [
            &[CODE_AT, CODE_LEN, ROW, RETRYABLE, HAS_MORE, LEVEL][..],
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
