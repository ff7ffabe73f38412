//! From a code's text to its row: one probe of a perfect hash table that the macro lays out.

use errcat_core::lookup::{EMPTY, hash, slot};

use crate::Entry;

/// The table: a bucket's displacement sends each code of the bucket to a slot of its own.
///
/// Both arrays are little-endian `u16`s in bytes, which are one token for the compiler however many they
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

impl Lookup {
    /// The row whose code, or one of whose aliases, is exactly `code`.
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

/// The `u16` at `index`, counted around the end.
#[inline]
fn read(bytes: &[u8], index: u64) -> u64 {
    let mask = bytes.len() / 2 - 1;
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps fewer bits still")]
    let at = (index as usize & mask) * 2;
    u64::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
}
