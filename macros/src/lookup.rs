//! Lays out the perfect hash table that `errcat`'s `lookup.rs` probes.
//!
//! Codes are spread over buckets by their hash; the fullest buckets first, each bucket gets the first displacement that
//! sends all its codes to free slots. With at most four slots in five taken, that is found in a few tries.

/// The table, as the runtime reads it: little-endian `u16`s, a power of two of each.
pub(crate) struct Lookup {
    pub(crate) seed: u64,
    pub(crate) displacements: Vec<u8>,
    pub(crate) slots: Vec<u8>,
}

/// The slot of no row.
const EMPTY: u16 = u16::MAX;

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

// From here on the text is the runtime's, and has to stay so.

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Eight bytes at a time, each folded in by one wide multiplication.
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

fn slot(hash: u64, displacement: u64) -> u64 {
    fold(hash ^ displacement.wrapping_mul(MULTIPLIER))
}

fn fold(value: u64) -> u64 {
    let product = u128::from(value ^ MULTIPLIER) * u128::from(MULTIPLIER.rotate_left(32) | 1);
    #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
    let folded = product as u64 ^ (product >> 64) as u64;
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runtime's twin of this test has the same figures.
    #[test]
    fn the_hash_is_the_runtimes() {
        assert_eq!(hash(0, b""), 0xbd89_5c82_1ea8_8d7f);
        assert_eq!(hash(7, b"wrong_password"), 0x3250_0346_1bec_2d7a);
        assert_eq!(slot(hash(7, b"wrong_password"), 3), 0x870f_5404_2430_5506);
    }

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
