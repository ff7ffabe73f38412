//! Finds the row of a code with one probe of a perfect hash table, which the macro generates.

use errcat_core::lookup::{fingerprint, hash, slot};

use crate::Entry;

/// A perfect hash table. The displacement of a bucket sends each code of the bucket to a different slot.
///
/// Both arrays contain little-endian numbers, and the number of these is a power of two. The arrays are byte strings,
/// because the compiler reads a byte string as one token, however long it is.
#[derive(Clone, Copy, Debug)]
pub struct Lookup {
    /// The seed of the hash.
    pub seed: u64,
    /// A displacement for each bucket: a `u16`.
    pub displacements: &'static [u8],
    /// For each slot, the fingerprint of its code, and then a number: that of the code's row, or the number of rows plus
    /// the index of an alias, or `EMPTY`. Both are `u16`s.
    pub slots: &'static [u8],
    /// Former names of codes, each with the number of its row.
    pub aliases: &'static [(&'static str, u16)],
}

impl Lookup {
    /// The number of the row whose code or alias is exactly `code`.
    #[inline]
    pub fn find(&self, entries: &[Entry], code: &str) -> Option<usize> {
        let hash = hash(self.seed, code.as_bytes());
        let displacement = u16::from_le_bytes(read(self.displacements, hash >> 32));
        let [low, high, row_low, row_high] = read(self.slots, slot(hash, displacement.into()));
        if u16::from_le_bytes([low, high]) != fingerprint(hash) {
            return None;
        }
        let row = usize::from(u16::from_le_bytes([row_low, row_high]));
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

/// The `N` bytes at `index`, modulo the number of these.
#[inline]
fn read<const N: usize>(bytes: &[u8], index: u64) -> [u8; N] {
    let numbers = bytes.as_chunks().0;
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps fewer bits")]
    let at = index as usize & (numbers.len() - 1);
    numbers[at]
}
