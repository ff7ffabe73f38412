//! Lays out the perfect hash table that `errcat`'s `lookup.rs` probes.
//!
//! Codes are spread over buckets by their hash; the fullest buckets first, each bucket gets the first displacement that
//! sends all its codes to free slots. With at most four slots in five taken, that is found in a few tries.

use errcat_catalog::lookup::{EMPTY, hash, slot};

/// The table, as the runtime reads it: little-endian `u16`s, a power of two of each.
pub(crate) struct Lookup {
    pub(crate) seed: u64,
    pub(crate) displacements: Vec<u8>,
    pub(crate) slots: Vec<u8>,
}

impl Lookup {
    /// A table for `codes`, which are distinct and at most 65,535.
    pub(crate) fn new(codes: &[&str]) -> Self {
        // A seed fails only where two codes have one hash, or a bucket finds no place in 65,536 tries.
        (0..).find_map(|seed| Self::with_seed(codes, seed)).expect("some seed tells the codes apart")
    }

    fn with_seed(codes: &[&str], seed: u64) -> Option<Self> {
        let mut slots = vec![EMPTY; (codes.len() + codes.len() / 4).next_power_of_two()];
        let mut displacements = vec![0_u16; (codes.len() / 3).next_power_of_two()];
        for bucket in buckets(codes, seed, displacements.len()) {
            let Some(first) = bucket.first() else { break };
            let displacement =
                (0..=u16::MAX).find_map(|displacement| place(&bucket, displacement, &mut slots))?;
            let place = index(first.hash >> 32, displacements.len());
            displacements[place] = displacement;
        }
        Some(Self { seed, displacements: bytes(&displacements), slots: bytes(&slots) })
    }
}

#[derive(Clone, Copy)]
struct Key {
    hash: u64,
    row: u16,
}

/// The codes by bucket, the fullest bucket first.
fn buckets(codes: &[&str], seed: u64, count: usize) -> Vec<Vec<Key>> {
    let mut buckets = vec![Vec::new(); count];
    for (code, row) in codes.iter().zip(0..) {
        let hash = hash(seed, code.as_bytes());
        buckets[index(hash >> 32, count)].push(Key { hash, row });
    }
    buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.len()));
    buckets
}

/// Puts a bucket's codes into their slots, if all of those are free.
fn place(bucket: &[Key], displacement: u16, slots: &mut [u16]) -> Option<u16> {
    for (placed, key) in bucket.iter().enumerate() {
        let slot = index(slot(key.hash, displacement.into()), slots.len());
        if slots[slot] != EMPTY {
            for key in &bucket[..placed] {
                slots[index(self::slot(key.hash, displacement.into()), slots.len())] = EMPTY;
            }
            return None;
        }
        slots[slot] = key.row;
    }
    Some(displacement)
}

fn index(hash: u64, count: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps fewer bits still")]
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
    fn every_code_has_a_slot_of_its_own_at_any_size() {
        for count in [0, 1, 2, 3, 20, 288, 5_000, 65_535] {
            let codes: Vec<String> = (0..count).map(|number| format!("code_{number}")).collect();
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            let lookup = Lookup::new(&codes);
            let mut rows: Vec<u16> =
                lookup.slots.as_chunks().0.iter().map(|slot| u16::from_le_bytes(*slot)).collect();
            rows.retain(|row| *row != EMPTY);
            rows.sort_unstable();
            assert!(rows.into_iter().eq((0..count).map(|row: u32| u16::try_from(row).expect("fits"))));
        }
    }
}
