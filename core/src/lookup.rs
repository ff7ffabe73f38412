//! The hash of the perfect hash table that finds a row by the text of its code. `errcat-macros` builds the table, and
//! `errcat` looks codes up in it.

/// The number of a slot without a row.
pub const EMPTY: u16 = u16::MAX;

const MULTIPLIERS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];

/// Returns the hash of a text.
///
/// It reads sixteen bytes at a time. The last sixteen bytes may overlap with bytes that it has already read, so that it
/// does not have to copy the text. A text of up to 32 bytes takes at most three multiplications.
#[inline]
pub fn hash(seed: u64, text: &[u8]) -> u64 {
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

/// Returns the slot of a hash whose bucket has this displacement. The caller takes it modulo the number of slots.
///
/// The bits from 32 up choose the bucket. The lowest bits choose the first slot. The upper 16 bits, times the
/// displacement, are the distance from there.
#[inline]
pub fn slot(hash: u64, displacement: u64) -> u64 {
    hash.wrapping_add((hash >> 48).wrapping_mul(displacement))
}

/// Returns the bits of a hash that are in the slot of its code. Most texts that are no codes differ from them, so that
/// only a few texts are compared with a code.
#[inline]
pub fn fingerprint(hash: u64) -> u16 {
    #[expect(clippy::cast_possible_truncation, reason = "these are the bits")]
    let bits = (hash >> 16) as u16;
    bits
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

    #[test]
    fn the_hash_of_a_text_never_changes() {
        assert_eq!(hash(0, b""), 0xc9d8_74ca_57d9_e055);
        assert_eq!(hash(0, b"42P01"), 0xd6f9_70c8_a8f2_7004);
        assert_eq!(hash(7, b"wrong_password"), 0x8e05_7c1a_7b1b_6104);
        assert_eq!(hash(7, b"permission_denied_force_log_off"), 0x5a31_de4f_11e9_82ec);
        assert_eq!(slot(hash(7, b"wrong_password"), 3), 0x8e05_7c1a_7b1d_0b13);
    }
}
