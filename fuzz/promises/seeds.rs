//! The seeds of the fuzzers, and small changes of them, which are often valid enough to get past the parser.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Returns the seeds of a fuzz target.
pub(crate) fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds").join(target);
    let files = fs::read_dir(folder).expect("the target has seeds");
    files.map(|file| fs::read(file.expect("a seed").path()).expect("it can be read")).collect()
}

/// Returns a seed with up to four edits. The inserted text is from `pieces` or random.
pub(crate) fn near(target: &str, pieces: &'static [&str]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let piece = prop_oneof![
        select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..3),
    ];
    let edits = prop::collection::vec((any::<Index>(), 0..30_usize, piece), 0..=4);
    (select(seeds(target)), edits).prop_map(|(seed, edits)| edits.into_iter().fold(seed, edited))
}

fn edited(mut bytes: Vec<u8>, (start, cut, piece): (Index, usize, Vec<u8>)) -> Vec<u8> {
    let start = start.index(bytes.len() + 1);
    let end = bytes.len().min(start + cut);
    bytes.splice(start..end, piece);
    bytes
}
