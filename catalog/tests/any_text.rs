//! Any text whatever gives a catalog or diagnostics, in bounded time.

use proptest::prelude::*;

fn read(text: &str) -> Result<errcat_catalog::Catalog, Box<errcat_catalog::Rejected>> {
    errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.as_bytes().to_vec()))
}

/// Lines that are right, nearly right and wrong, so that the rules behind the parser are reached.
fn line() -> impl Strategy<Value = String> {
    let key =
        "code|status|description|retry_after|retryable|variant|help|docs_url|include|result|server_time|x";
    let value = r#""[ -~]{0,12}"|-?[0-9]{1,22}|true|false|\[\]|\[1, "a"\]|\{ a = 1 \}|[ -~]{0,8}|"[^"]{0,6}"#;
    prop_oneof![
        4 => (key, value).prop_map(|(key, value)| format!("{key} = {value}")),
        2 => Just("[[error]]".to_owned()),
        1 => Just("[envelope]".to_owned()),
        1 => Just("[defaults]".to_owned()),
        1 => "\\PC{0,20}",
    ]
}

proptest! {
    #[test]
    fn any_text_gives_a_catalog_or_diagnostics(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn lines_that_look_like_a_catalog_do_too(lines in prop::collection::vec(line(), 0..40)) {
        check(&lines.join("\n"))?;
        check(&lines.join("\r\n"))?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    match read(text) {
        Ok(catalog) => {
            prop_assert!(!catalog.rows.is_empty());
            let mut names: Vec<_> = catalog.rows.iter().map(|row| &row.variant).collect();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), catalog.rows.len());
        }
        Err(rejected) => {
            prop_assert!(!rejected.diagnostics.is_empty());
            for message in rejected.diagnostics.messages() {
                prop_assert!(!message.is_empty());
            }
        }
    }
    Ok(())
}

#[test]
fn a_megabyte_of_anything_is_answered() {
    let rows = |row: &str| row.repeat(1_000_000 / row.len());
    for text in [
        "[",
        "a\n",
        "a=[",
        "a.",
        "\"",
        "[[error]]\n",
        "[[error]]\ncode = \"a\"\n",
        "include = [\"a\"]\n",
        "x",
    ] {
        // It would take minutes were anything quadratic.
        assert!(read(&rows(text)).is_err(), "{text:?}");
    }
}
