//! From a code's text to its row: one probe of a perfect hash table that the macro lays out.

use crate::Entry;

/// The table: a bucket's displacement sends each code of the bucket to a slot of its own.
///
/// `macros/src/lookup.rs` builds it with the same `hash` and `slot`; a test there and one here hold both to the
/// same figures. Both arrays are little-endian `u16`s in bytes, which are one token for the compiler however many they
/// are, and have a power of two of them.
#[derive(Clone, Copy, Debug)]
pub struct Lookup {
    /// What the hash starts from.
    pub seed: u64,
    /// A displacement for each bucket.
    pub displacements: &'static [u8],
    /// A row for each slot, or as many more as an alias comes after the rows; `EMPTY` where there is neither.
    pub slots: &'static [u8],
    /// Former names of codes, each with its row.
    pub aliases: &'static [(&'static str, u16)],
}

/// The slot of no row.
const EMPTY: usize = u16::MAX as usize;

impl Lookup {
    /// The row whose code, or one of whose aliases, is exactly `code`.
    #[inline]
    pub fn find(&self, entries: &[Entry], code: &str) -> Option<usize> {
        let hash = hash(self.seed, code.as_bytes());
        let displacement = read(self.displacements, hash >> 32);
        let row = read(self.slots, slot(hash, displacement));
        if row == EMPTY as u64 {
            return None;
        }
        let row = usize::try_from(row).ok()?;
        match entries.get(row) {
            Some(entry) => (entry.code() == code).then_some(row),
            None => self.alias(row - entries.len(), code),
        }
    }

    #[cold]
    fn alias(&self, alias: usize, code: &str) -> Option<usize> {
        let (text, row) = self.aliases.get(alias)?;
        (*text == code).then_some(usize::from(*row))
    }
}

/// The `u16` at `index`, counted around the end.
#[inline]
fn read(bytes: &[u8], index: u64) -> u64 {
    let mask = bytes.len() / 2 - 1;
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps fewer bits still")]
    let at = (index as usize & mask) * 2;
    u64::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Eight bytes at a time, each folded in by one wide multiplication.
#[inline]
fn hash(seed: u64, text: &[u8]) -> u64 {
    let (words, rest) = text.as_chunks::<8>();
    let mut hash = fold(seed ^ text.len() as u64);
    for word in words {
        hash = fold(hash ^ u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    fold(hash ^ u64::from_le_bytes(last))
}

#[inline]
fn slot(hash: u64, displacement: u64) -> u64 {
    fold(hash ^ displacement.wrapping_mul(MULTIPLIER))
}

#[inline]
fn fold(value: u64) -> u64 {
    let product = u128::from(value ^ MULTIPLIER) * u128::from(MULTIPLIER.rotate_left(32) | 1);
    #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
    let folded = product as u64 ^ (product >> 64) as u64;
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The macro's twin of this test has the same figures.
    #[test]
    fn the_hash_is_the_macros() {
        assert_eq!(hash(0, b""), 0xbd89_5c82_1ea8_8d7f);
        assert_eq!(hash(7, b"wrong_password"), 0x3250_0346_1bec_2d7a);
        assert_eq!(slot(hash(7, b"wrong_password"), 3), 0x870f_5404_2430_5506);
    }
}
