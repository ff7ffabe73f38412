//! Every text gives a catalog or diagnostics, and both keep the promises in `fuzz/promises/catalog.rs`.

#[path = "../../../fuzz/promises/catalog.rs"]
mod promises;
#[path = "../../../fuzz/promises/seeds.rs"]
mod seeds;

use proptest::prelude::*;

/// Pieces of text that are inserted into a catalog, or repeated many times.
const PIECES: &[&str] = &[
    "",
    "\n",
    "\r",
    "\0",
    "\"",
    "\"\"\"",
    "[",
    "[[error]]\n",
    "[[error]\n",
    "[error]\n",
    "[error.params]\n",
    "[error.headers]\n",
    "Vary = \"b\"\n",
    "[envelope]\n",
    "[defaults]\n",
    "\u{201c}a\u{201d}",
    "'''",
    "007",
    "9223372036854775808",
    "include = [\"a.toml\", \"b.toml\"]\n",
    "code = 1\n",
    "code = \"a\"\n",
    "status = 400\n",
    "description = \"\"\n",
    "variant = \"A\"\n",
    "retry_after = 1\n",
    "retryable = false\n",
    "false",
    "-1",
    "\\u001b",
    "\u{301}",
    "\u{4e2d}",
    "\u{1f468}",
];

/// Lines that are right, nearly right and wrong, so that some texts get past the parser to the rules.
fn line() -> impl Strategy<Value = String> {
    let key = "code|status|description|headers|retry_after|retryable|variant|help|docs_url|include|result|server_time|x";
    let value = r#""[ -~]{0,12}"|-?[0-9]{1,22}|true|false|\[\]|\[1, "a"\]|\{ a = 1 \}|[ -~]{0,8}|"[^"]{0,6}"#;
    prop_oneof![
        4 => (key, value).prop_map(|(key, value)| format!("{key} = {value}")),
        2 => Just("[[error]]".to_owned()),
        1 => "\\[{0,2} ?(error|catalog|reserved|error\\.params|error\\.headers) ?\\]{0,2}",
        1 => Just("[envelope]".to_owned()),
        1 => Just("[defaults]".to_owned()),
        1 => "\\PC{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_catalog_or_diagnostics(text in "\\PC{0,200}") {
        promises::hold(text.as_bytes());
    }

    #[test]
    fn any_bytes_give_a_catalog_or_diagnostics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        promises::hold(&bytes);
    }

    #[test]
    fn lines_that_look_like_a_catalog_give_a_catalog_or_diagnostics(lines in prop::collection::vec(line(), 0..40)) {
        promises::hold(lines.join("\n").as_bytes());
        promises::hold(lines.join("\r\n").as_bytes());
    }

    /// Catalogs that are nearly right reach the rules.
    #[test]
    fn a_text_that_is_nearly_a_catalog_gives_a_catalog_or_diagnostics(bytes in seeds::near("catalog", PIECES)) {
        promises::hold(&bytes);
    }
}

#[test]
fn the_seeds_give_a_catalog_or_diagnostics() {
    for seed in seeds::seeds("catalog") {
        promises::hold(&seed);
    }
}

#[test]
fn a_quarter_of_a_megabyte_of_anything_is_answered() {
    let more = ["a\n", "a=[", "a.", "x", "include = [\"a\"]\n", "[[error]]\ncode = \"a\"\n"];
    for text in PIECES.iter().chain(&more).filter(|text| !text.is_empty()) {
        // A quadratic algorithm would take minutes.
        promises::hold(text.repeat(250_000 / text.len()).as_bytes());
    }
}
