//! The caret is at the right place in a line with any characters.

fn message(text: &str) -> String {
    let mut load = |_: &str| Ok(text.as_bytes().to_vec());
    let rejected = errcat_catalog::read("error_codes.toml", &mut load).expect_err("a mistake");
    let messages: Vec<_> = rejected.diagnostics.messages().collect();
    assert_eq!(messages.len(), 1, "{messages:#?}");
    messages.into_iter().next().expect("there is one")
}

const ROW: &str = "[[error]]\ncode = \"a\"\nstatus = 400\n";

#[track_caller]
fn shows(line: &str, place: &str, shown: &str) {
    let message = message(&format!("{ROW}{line}\n"));
    let lines: Vec<_> = message.lines().collect();
    assert!(lines[0].starts_with(&format!("error_codes.toml:{place}: ")), "{message}");
    assert_eq!(lines[2..4].join("\n"), shown, "{message}");
}

#[test]
fn after_a_tab() {
    shows("\tlevel =\t\"loud\"", "4:10", "4 |     level =    \"loud\"\n  |                ^^^^^^");
}

#[test]
fn after_wide_characters() {
    let shown = "4 | deprecated = { note = \"名前\", us = \"a\" }\n  |                               ^^";
    shows("deprecated = { note = \"名前\", us = \"a\" }", "4:29", shown);
}

#[test]
fn after_combining_characters() {
    let shown = "4 | deprecated = { note = \"e\u{301}\", us = \"a\" }\n  |                            ^^";
    shows("deprecated = { note = \"e\u{301}\", us = \"a\" }", "4:29", shown);
}

#[test]
fn in_a_line_that_ends_as_on_windows() {
    let text = format!("{ROW}level = \"loud\"\n").replace('\n', "\r\n");
    let shown = "error_codes.toml:4:9: unknown level `loud`\n  |\n4 | level = \"loud\"\n  |         ^^^^^^\n";
    assert!(message(&text).starts_with(shown), "{}", message(&text));
    assert!(!message(&text).contains('\r'));
}

#[test]
fn after_a_byte_order_mark() {
    let text = "\u{feff}cod = 1\n".to_owned() + ROW;
    let shown = "error_codes.toml:1:1: unknown key `cod`\n";
    assert!(message(&text).starts_with(shown), "{}", message(&text));
}

#[test]
fn in_a_line_of_ten_thousand_characters() {
    let line = format!("help = \"{}\"\nlevel = \"loud\" # {}", "h".repeat(10_000), "x".repeat(10_000));
    let message = message(&format!("{ROW}{line}\n"));
    assert!(message.len() < 1_000, "{} bytes: {message}", message.len());
    assert!(message.contains("level = \"loud\"") && message.contains("^^^^^^"), "{message}");
}
