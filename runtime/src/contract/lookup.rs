//! Finds the row of a code with one probe of a perfect hash table, which the macro generates.

use errcat_core::lookup::{EMPTY, hash, slot};

use crate::Entry;

/// A perfect hash table. The displacement of a bucket sends each code of the bucket to a different slot.
///
/// Both arrays contain little-endian `u16`s, and the number of these is a power of two. The arrays are byte strings,
/// because the compiler reads a byte string as one token, however long it is.
#[derive(Clone, Copy, Debug)]
pub struct Lookup {
    /// The seed of the hash.
    pub seed: u64,
    /// A displacement for each bucket.
    pub displacements: &'static [u8],
    /// For each slot, the number of a row, or the number of rows plus the index of an alias, or `EMPTY`.
    pub slots: &'static [u8],
    /// Former names of codes, each with the number of its row.
    pub aliases: &'static [(&'static str, u16)],
}

impl Lookup {
    /// The number of the row whose code or alias is exactly `code`.
    #[inline]
    pub fn find(&self, entries: &[Entry], code: &str) -> Option<usize> {
        let hash = hash(self.seed, code.as_bytes());
        let displacement = read(self.displacements, hash >> 32);
        let row = read(self.slots, slot(hash, displacement));
        if row == u64::from(EMPTY) {
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

/// The `u16` at `index`, modulo the number of them.
#[inline]
fn read(bytes: &[u8], index: u64) -> u64 {
    let mask = bytes.len() / 2 - 1;
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps fewer bits")]
    let at = (index as usize & mask) * 2;
    u64::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
}
