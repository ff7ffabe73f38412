//! Escapes in the strings of JSON.

/// Whether a byte is escaped in a string of JSON: a quote, a backslash or a control character.
const fn is_special(byte: u8) -> bool {
    matches!(byte, 0..b' ' | b'"' | b'\\')
}

/// Bits that are 0 if none of these eight bytes is special. Otherwise the lowest bit is in the first such byte.
#[inline]
const fn special_bits(chunk: [u8; 8]) -> u64 {
    /// The number in which each byte is `byte`.
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    /// The highest bit of each byte that is below `limit`, at least up to the first such byte.
    const fn below(bytes: u64, limit: u8) -> u64 {
        bytes.wrapping_sub(each(limit)) & !bytes & each(0x80)
    }
    let chunk = u64::from_le_bytes(chunk);
    below(chunk, b' ') | below(chunk ^ each(b'"'), 1) | below(chunk ^ each(b'\\'), 1)
}

/// Whether a text needs no escapes in a JSON string. It looks at eight bytes at once, and has no early end, which is faster for
/// a text without escapes.
#[inline]
pub(super) fn is_verbatim(text: &[u8]) -> bool {
    let (chunks, rest) = text.as_chunks::<8>();
    let bits = chunks.iter().fold(0, |bits, chunk| bits | special_bits(*chunk));
    match text.last_chunk::<8>() {
        // The first of these bytes were looked at before.
        Some(last) => bits | special_bits(*last) == 0,
        None => !rest.iter().any(|&byte| is_special(byte)),
    }
}

/// The place of the first byte that JSON escapes.
#[inline]
pub(super) fn special(bytes: &[u8]) -> Option<usize> {
    let within = |chunk: &[u8; 8]| {
        let bits = special_bits(*chunk);
        (bits != 0).then(|| bits.trailing_zeros() as usize / 8)
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (index, chunk) in chunks.iter().enumerate() {
        if let Some(at) = within(chunk) {
            return Some(index * 8 + at);
        }
    }
    match bytes.last_chunk::<8>() {
        // The first of these bytes were looked at before.
        Some(last) => within(last).map(|at| bytes.len() - 8 + at),
        None => rest.iter().position(|&byte| is_special(byte)),
    }
}

/// By how many bytes the escapes of a JSON string make this text longer.
pub(super) fn escapes(text: &str) -> usize {
    if is_verbatim(text.as_bytes()) { 0 } else { count_escapes(text) }
}

#[cold]
fn count_escapes(text: &str) -> usize {
    let (mut rest, mut more) = (text.as_bytes(), 0);
    while let Some(at) = special(rest) {
        more += escape(rest[at]).len() - 1;
        rest = &rest[at + 1..];
    }
    more
}

/// Writes a text without its quotes.
#[inline]
pub(super) fn push_text(body: &mut Vec<u8>, text: &[u8]) {
    if is_verbatim(text) {
        body.extend_from_slice(text);
    } else {
        push_escaped(body, text);
    }
}

/// Writes a text that needs escapes, without its quotes.
#[cold]
pub(super) fn push_escaped(body: &mut Vec<u8>, text: &[u8]) {
    let mut rest = text;
    while let Some(at) = special(rest) {
        body.extend_from_slice(&rest[..at]);
        body.extend_from_slice(escape(rest[at]));
        rest = &rest[at + 1..];
    }
    body.extend_from_slice(rest);
}

/// How `serde_json` writes a byte of a string that needs an escape.
const fn escape(byte: u8) -> &'static [u8] {
    const CONTROL: [[u8; 6]; 32] = {
        let mut control = [*b"\\u0000"; 32];
        let mut byte = 0;
        while byte < control.len() {
            control[byte][4] = if byte < 16 { b'0' } else { b'1' };
            control[byte][5] = b"0123456789abcdef"[byte % 16];
            byte += 1;
        }
        control
    };
    match byte {
        b'"' => b"\\\"",
        b'\\' => b"\\\\",
        0x08 => b"\\b",
        b'\t' => b"\\t",
        b'\n' => b"\\n",
        0x0c => b"\\f",
        b'\r' => b"\\r",
        0..0x20 => &CONTROL[byte as usize],
        _ => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_escaped_as_serde_json_does() {
        let text: String = (0..=0x7f_u8).map(char::from).chain("é😀".chars()).collect();
        let mut json = Vec::new();
        push_escaped(&mut json, text.as_bytes());
        let expected = serde_json::to_string(&text).expect("a string");
        assert_eq!(json, &expected.as_bytes()[1..expected.len() - 1]);
        assert_eq!(escapes(&text), json.len() - text.len());
    }
}
