//! An unknown key causes no other mistakes, and hides none.

/// The first lines of all mistakes.
fn mistakes(text: &str) -> Vec<String> {
    let read = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.as_bytes().to_vec()));
    let diagnostics = read.expect_err("a mistake").diagnostics;
    diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect()
}

const HTTP: &str = "[http]\nnot_found = \"gone\"\n";

#[test]
fn in_a_row_with_a_code_it_hides_no_unknown_code() {
    let rows = "[[error]]\ncode = \"a\"\nstatus = 404\nlvl = \"info\"\n";
    let expected = ["unknown code `gone` for `not_found`", "unknown key `lvl`"];
    assert_eq!(mistakes(&format!("{HTTP}{rows}")), expected);
}

#[test]
fn the_code_can_be_under_it() {
    for rows in ["[[error]]\ncod = \"gone\"\nstatus = 404\n", "[[eror]]\ncode = \"gone\"\nstatus = 404\n"] {
        let rows = format!("{HTTP}[[error]]\ncode = \"a\"\nstatus = 404\n{rows}");
        assert_eq!(mistakes(&rows).len(), 1, "{rows}");
    }
}

#[test]
fn the_name_of_a_replacement_can_be_under_it() {
    let old = "[[error]]\ncode = \"a\"\nstatus = 404\ndeprecated = { use = \"Other\" }\n";
    let rows = format!("{old}[[error]]\ncode = \"b\"\nstatus = 404\nvarient = \"Other\"\n");
    assert_eq!(mistakes(&rows), ["unknown key `varient`"]);
}

#[test]
fn in_http_and_in_a_reserved_code_it_hides_no_unknown_replacement() {
    let row = "[[error]]\ncode = \"a\"\nstatus = 404\ndeprecated = { use = \"nix\" }\n";
    for (unknown, table) in [("not_fnd", "[http]\nnot_fnd = \"a\"\n"), ("cod", "[[reserved]]\ncod = \"b\"\n")]
    {
        let mistakes = mistakes(&format!("{table}{row}"));
        assert!(mistakes.contains(&format!("unknown key `{unknown}`")), "{mistakes:?}");
        assert!(
            mistakes.contains(&"the replacement `nix` is not a code of this catalog".to_owned()),
            "{mistakes:?}"
        );
    }
}

#[test]
fn a_kind_of_http_can_be_under_it() {
    // The row has the neutral code of `not_found`, but not one of its statuses.
    let rows = "[http]\nnot_fond = \"a\"\n[[error]]\ncode = \"a\"\nstatus = 404\n[[error]]\ncode = \"not_found\"\nstatus = 410\n";
    assert_eq!(mistakes(rows), ["unknown key `not_fond`"]);
}

#[test]
fn an_include_under_a_row_belongs_above_it() {
    let text = "[[error]]\ncode = \"a\"\nstatus = 404\ninclude = [\"more.toml\"]\n";
    let read = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.into()));
    let diagnostics = read.expect_err("a mistake").diagnostics;
    let help: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.help.as_deref()).collect();
    assert_eq!(help, [Some("write `include` above the first table of the file")]);
}

#[test]
fn a_code_that_is_refused_is_not_unknown_elsewhere() {
    for (code, mistake) in [
        ("bro\\u0000ken", "code `bro\\u{0}ken` contains the control character U+0000"),
        ("", "this code is empty"),
    ] {
        let rows = format!("[http]\nnot_found = \"broken\"\n[[error]]\ncode = \"{code}\"\nstatus = 404\n");
        assert_eq!(mistakes(&rows), [mistake]);
    }
}

#[test]
fn a_reserved_code_that_is_refused_hides_no_unknown_code() {
    let rows = "[[error]]\ncode = \"a\"\nstatus = 404\n[[reserved]]\ncode = \"\"\n";
    let expected = ["unknown code `gone` for `not_found`", "this reserved code is empty"];
    assert_eq!(mistakes(&format!("{HTTP}{rows}")), expected);
}

#[test]
fn a_kind_of_http_can_be_in_a_table_of_another_form() {
    let row = "[[error]]\ncode = \"not_found\"\nstatus = 410\n";
    assert_eq!(mistakes(&format!("[[http]]\nnot_found = \"a\"\n{row}")), ["`http` is not a table"]);
}
