//! Builds the perfect hash table in which `errcat` looks up codes.
//!
//! The hash of a code chooses its bucket. The largest bucket comes first. Each bucket gets the first displacement that
//! moves all of its codes to free slots. At most four of five slots are used, so a few attempts are enough.

use errcat_catalog::lookup::{EMPTY, fingerprint, hash, slot};

/// The table as the runtime reads it: `errcat::__private::Lookup`.
pub(crate) struct Lookup {
    pub(crate) seed: u64,
    pub(crate) displacements: Vec<u8>,
    pub(crate) slots: Vec<u8>,
}

/// The fingerprint and the number of a slot without a code.
const FREE: [u16; 2] = [0, EMPTY];

impl Lookup {
    /// Builds the table for `codes`, which must be distinct. There are at most 65,535 of them.
    ///
    /// # Panics
    ///
    /// Panics if no seed works, which only happens if two codes are equal.
    pub(crate) fn new(codes: &[&str]) -> Self {
        // A seed only fails if two codes have the same hash, or if no displacement of a bucket works.
        (0..).find_map(|seed| Self::with_seed(codes, seed)).expect("some seed gives every code its own hash")
    }

    fn with_seed(codes: &[&str], seed: u64) -> Option<Self> {
        let mut slots = vec![FREE; (codes.len() + codes.len() / 4).next_power_of_two()];
        let mut displacements = vec![0_u16; (codes.len() / 3).next_power_of_two()];
        for bucket in buckets(codes, seed, displacements.len()) {
            let Some(first) = bucket.first() else { break };
            let displacement =
                (0..=u16::MAX).find_map(|displacement| place(&bucket, displacement, &mut slots))?;
            let place = index(first.hash >> 32, displacements.len());
            displacements[place] = displacement;
        }
        Some(Self { seed, displacements: bytes(&displacements), slots: bytes(slots.as_flattened()) })
    }
}

#[derive(Clone, Copy)]
struct Key {
    hash: u64,
    row: u16,
}

/// Returns the codes by bucket. The largest bucket comes first.
fn buckets(codes: &[&str], seed: u64, count: usize) -> Vec<Vec<Key>> {
    let mut buckets = vec![Vec::new(); count];
    for (code, row) in codes.iter().zip(0..) {
        let hash = hash(seed, code.as_bytes());
        buckets[index(hash >> 32, count)].push(Key { hash, row });
    }
    buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.len()));
    buckets
}

/// Puts the codes of a bucket into their slots, if all of these slots are free.
fn place(bucket: &[Key], displacement: u16, slots: &mut [[u16; 2]]) -> Option<u16> {
    for (placed, key) in bucket.iter().enumerate() {
        let slot = index(slot(key.hash, displacement.into()), slots.len());
        if slots[slot] != FREE {
            for key in &bucket[..placed] {
                slots[index(self::slot(key.hash, displacement.into()), slots.len())] = FREE;
            }
            return None;
        }
        slots[slot] = [fingerprint(key.hash), key.row];
    }
    Some(displacement)
}

fn index(hash: u64, count: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps only low bits")]
    let index = hash as usize & (count - 1);
    index
}

fn bytes(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_slot_in_a_table_of_any_size() {
        for count in [0, 1, 2, 3, 20, 288, 5_000, 65_535] {
            let codes: Vec<String> = (0..count).map(|number| format!("code_{number}")).collect();
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            let lookup = Lookup::new(&codes);
            let slots = lookup.slots.as_chunks().0.iter();
            let mut rows: Vec<u16> =
                slots.map(|[_, _, row @ ..]: &[u8; 4]| u16::from_le_bytes(*row)).collect();
            rows.retain(|row| *row != EMPTY);
            rows.sort_unstable();
            assert!(rows.into_iter().eq((0..count).map(|row: u32| u16::try_from(row).expect("fits"))));
        }
    }
}
