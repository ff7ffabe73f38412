//! Any bytes are a lock or have mistakes, and both keep the promises in `fuzz/promises/lock.rs`.

#[path = "../../../fuzz/promises/lock.rs"]
mod promises;
#[path = "../../../fuzz/promises/seeds.rs"]
mod seeds;

use proptest::prelude::*;

/// Pieces of text that are inserted into a lock, or repeated many times.
const PIECES: &[&str] = &[
    "",
    "\n",
    "\r\n",
    "\0",
    "\"",
    "\\",
    "\\u{202e}",
    " = ",
    " -> ",
    "none",
    "null",
    "true",
    "404",
    "-0",
    "errcat-lock 1\n",
    "errcat-lock 99999999999\n",
    "errcat-lock end\n",
    "code a after = \"b\"\ncode b after = \"a\"\n",
    "code a aliases gone = true\n",
    "code \"\" status = 404\n",
    "reserved gone reason = null\n",
    "envelope.failure member . = \"{payload}\"\n",
    "envelope.failure order error = \"\"\n",
    "envelope.failure member error[0] = \"{code}\"\n",
    "http timeout code 5xx = null\n",
    "accept code-removed a code \"a\" -> none = \"because\"\n",
    "<<<<<<<",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_lock_or_have_mistakes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        promises::hold(&bytes);
    }

    /// Locks that are nearly right reach the comparison.
    #[test]
    fn a_text_that_is_nearly_a_lock_is_a_lock_or_has_mistakes(bytes in seeds::near("lock", PIECES)) {
        promises::hold(&bytes);
    }
}

#[test]
fn the_seeds_are_locks() {
    for seed in seeds::seeds("lock") {
        promises::hold(&seed);
        assert!(errcat_catalog::contract::Lock::read(&seed).is_ok());
    }
}

#[test]
fn a_quarter_of_a_megabyte_of_anything_is_answered() {
    let many: String = (0..20_000).fold(String::new(), |text, number| {
        text + &format!(
            "accept code-removed a{number} code none -> none = \"\"\ncode b{number} after = \"b{}\"\n",
            number + 1
        )
    });
    promises::hold(many.as_bytes());
    promises::hold(format!("errcat-lock 1\n{many}errcat-lock end\n").as_bytes());
    for text in PIECES.iter().filter(|text| !text.is_empty()) {
        // A quadratic algorithm would take minutes.
        promises::hold(text.repeat(250_000 / text.len()).as_bytes());
        promises::hold(
            format!("errcat-lock 1\n{}\nerrcat-lock end", text.repeat(250_000 / text.len())).as_bytes(),
        );
    }
}
