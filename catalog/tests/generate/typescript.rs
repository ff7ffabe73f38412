//! The file for TypeScript. That it compiles and reads bodies is tested in `tests/typescript`.

use std::path::Path;
use std::{env, fs};

use errcat_catalog::generate::typescript;

use crate::catalog;

/// A catalog with each kind of part.
const SMALL: &str = include_str!("small.toml");

/// Returns the part of the file between the first text and the second.
#[track_caller]
fn part<'f>(file: &'f str, from: &str, to: &str) -> &'f str {
    let start = file.find(from).unwrap_or_else(|| panic!("no {from} in {file}"));
    let end = file[start..].find(to).unwrap_or_else(|| panic!("no {to} after {from} in {file}"));
    &file[start..start + end]
}

/// The file as a reader of a review sees it. `ERRCAT_UPDATE=1` writes it.
#[test]
fn the_file_of_a_small_catalog() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generate/small.ts");
    let file = typescript(&catalog(SMALL), false);
    assert_eq!(file, typescript(&catalog(SMALL), false), "the same text each time");
    if env::var_os("ERRCAT_UPDATE").is_some() {
        fs::write(&path, &file).expect("a file");
    }
    let shown = fs::read_to_string(&path).expect("tests/generate/small.ts");
    assert_eq!(file, shown, "run `ERRCAT_UPDATE=1 cargo test -p errcat-catalog --test generate`");
}

#[test]
fn internal_rows_are_in_it_on_request() {
    let small = catalog(SMALL);
    assert!(!typescript(&small, false).contains("secret_state"));
    let file = typescript(&small, true);
    assert!(
        file.contains("  | \"secret_state\";\n")
            && file.contains("  make.info(\"secret_state\", { status: 500")
    );
}

#[test]
fn codes_that_are_integers_are_numbers() {
    let file = typescript(&catalog("[[error]]\ncode = -5\nvariant = \"Gone\"\nstatus = 410\n"), false);
    assert!(file.contains("export type KnownCode =\n  | -5\n  | 400\n"), "{file}");
    assert!(file.contains("export type Code = KnownCode | (number & {});"));
    assert!(file.contains("  make.info(-5, { status: 410, retryable: false, description: \"Gone\" }),\n"));
    assert!(
        file.contains("  make.info(404, { status: 404, description: \"Not Found\" }),\n"),
        "a neutral code"
    );
    assert!(file.contains("const HAS_NUMBERS: boolean = true;"));
}

#[test]
fn codes_that_a_number_of_javascript_cannot_hold_are_left_out() {
    let rows = "[[error]]\ncode = 9007199254740993\nvariant = \"A\"\nstatus = 410\naliases = [7]\n\
                [[error]]\ncode = 9007199254740992\nvariant = \"B\"\nstatus = 410\n\
                [[error]]\ncode = -9007199254740992\nvariant = \"C\"\nstatus = 410\n\
                [[error]]\ncode = 9007199254740991\nvariant = \"D\"\nstatus = 410\naliases = [9007199254740994]\n";
    let file = typescript(&catalog(rows), false);
    assert!(file.contains("export type KnownCode =\n  | 9007199254740991\n  | 400\n"), "{file}");
    for lost in ["9007199254740992", "9007199254740993", "9007199254740994"] {
        assert!(!file.contains(lost), "{file}");
    }
    assert!(file.contains("const ALIASES: ReadonlyMap<Code, KnownCode> = new Map<Code, KnownCode>([]);"));
}

#[test]
fn a_code_of_text_can_have_any_digits() {
    let file = typescript(
        &catalog("[[error]]\ncode = \"9007199254740993\"\nvariant = \"A\"\nstatus = 410\n"),
        false,
    );
    assert!(file.contains("  | \"9007199254740993\"\n"), "{file}");
}

/// The body of the platform has no place for params.
#[test]
fn params_without_a_place_have_no_type() {
    let rows = "[[error]]\ncode = \"slow\"\nstatus = 429\nmessage = \"wait {seconds} s\"\nparams = { seconds = \"u32\" }\n";
    let file = typescript(&catalog(rows), false);
    assert!(!file.contains("seconds?"), "{file}");
    let placed = "[envelope.success]\nok = true\n[envelope.failure]\nok = false\ncode = \"{code}\"\nwait = \"{params.seconds}\"\n";
    let file = typescript(&catalog(&format!("{placed}{rows}")), false);
    assert!(file.contains("  | FailureOf<\"slow\", { readonly seconds?: number }>\n"), "{file}");
}

#[test]
fn hostile_texts_stay_texts() {
    let text = r#"
[catalog]
name = "a */ b"

[envelope.success]
"\u0000\"" = "s"

[envelope.failure]
"\u0000\"" = "f\u2028"
"__proto__" = "{code}"
text = "</script>{description}\u2029\\"

[[error]]
code = "__proto__"
status = 400
description = "\" + evil() + \"\\ \u2028 `${x}` */"

[[error]]
code = "constructor"
status = 400
variant = "Constructor"
description = "\\"
"#;
    let file = typescript(&catalog(text), false);
    assert!(file.starts_with("// The error codes of a * / b.\n"), "{file}");
    assert_eq!(
        part(&file, "export const CODES", "  make.info(\"bad_request\""),
        r#"export const CODES: ReadonlyMap<Code, CodeInfo> = new Map<Code, CodeInfo>([
  make.info("__proto__", { status: 400, retryable: false, description: "\" + evil() + \"\\ \u2028 `${x}` */" }),
  make.info("constructor", { status: 400, retryable: false, description: "\\" }),
"#
    );
    assert_eq!(
        part(&file, "const FAILURE", "/** One field error"),
        r#"const FAILURE: Template = make.object([
  ["\u0000\"", make.constant("f\u2028")],
  ["__proto__", make.slot("code")],
  ["text", make.text("</script>", "\u2029\\", "description")],
  [SPREAD, make.slot("members")],
]);

"#
    );
    assert!(!file.contains(['\u{2028}', '\u{2029}', '\0']), "{file}");
}
