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

const MULTIPLIERS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];

/// Sixteen bytes at a time, the last of which may come twice: no text is copied, and one of up to 32 bytes takes three
/// multiplications.
#[inline]
fn hash(seed: u64, text: &[u8]) -> u64 {
    let mut hash = seed ^ text.len() as u64;
    for pair in text.as_chunks::<16>().0 {
        hash = fold(hash ^ word(pair.first_chunk()), word(pair.last_chunk()));
    }
    let (first, last) = match text.last_chunk::<16>() {
        Some(pair) => (word(pair.first_chunk()), word(pair.last_chunk())),
        None if text.len() >= 8 => (word(text.first_chunk()), word(text.last_chunk())),
        None => (text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
    };
    fold(hash ^ first, last)
}

#[inline]
fn word(bytes: Option<&[u8; 8]>) -> u64 {
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// The upper half picks the bucket, the lower half a first slot, and 16 bits that neither reads the step from there.
#[inline]
fn slot(hash: u64, displacement: u64) -> u64 {
    hash.wrapping_add((hash >> 48).wrapping_mul(displacement))
}

#[inline]
fn fold(one: u64, other: u64) -> u64 {
    let product = u128::from(one ^ MULTIPLIERS[0]) * u128::from(other ^ MULTIPLIERS[1]);
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
        assert_eq!(hash(0, b""), 0xc9d8_74ca_57d9_e055);
        assert_eq!(hash(0, b"42P01"), 0xd6f9_70c8_a8f2_7004);
        assert_eq!(hash(7, b"wrong_password"), 0x8e05_7c1a_7b1b_6104);
        assert_eq!(hash(7, b"permission_denied_force_log_off"), 0x5a31_de4f_11e9_82ec);
        assert_eq!(slot(hash(7, b"wrong_password"), 3), 0x8e05_7c1a_7b1d_0b13);
    }
}
