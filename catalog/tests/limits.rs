//! What a catalog may not exceed.

use std::fmt::Write;

fn rows(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, row| {
        let _ = writeln!(text, "[[error]]\ncode = \"e{row}\"\nstatus = 400");
        text
    })
}

fn read(text: String) -> Result<errcat_catalog::Catalog, Box<errcat_catalog::Rejected>> {
    let mut text = Some(text.into_bytes());
    errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.take().expect("it is read once")))
}

#[test]
fn as_many_rows_as_two_bytes_count() {
    assert_eq!(read(rows(65_535)).expect("it is within the limit").rows.len(), 65_535);
    let rejected = read(rows(65_536)).expect_err("it is beyond the limit");
    let messages: Vec<_> = rejected.diagnostics.messages().collect();
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].contains("error_codes.toml:196606:1: "), "{}", messages[0]);
    assert!(messages[0].contains("keep it to 65535 codes"), "{}", messages[0]);
}
