//! A row with a mistake in its header, or in the key of its code, still has a variant. So the mistake is the only error.

use crate::syntax::{is_one, messages, salvaged};

/// Rows around one that is written in another way.
fn around(row: &str) -> String {
    format!("[[error]]\ncode = \"a\"\nstatus = 400\n{row}\n[[error]]\ncode = \"c\"\nstatus = 400\n")
}

#[test]
fn a_row_under_a_wrong_header() {
    for (header, mistake) in [
        ("[[error]", "9: a header without a closing bracket"),
        ("[error]]", "8: a header whose brackets do not match"),
        ("[[error]]]", "10: a header whose brackets do not match"),
        ("[error", "7: a header without a closing bracket"),
        ("  [[error # a note", "10: a header without a closing bracket"),
        ("[error]", "2: `error` is not an array of tables"),
        ("[[errors]]", "3: unknown table `errors`"),
        ("[[Error]]", "3: unknown table `Error`"),
    ] {
        let text = around(&format!("{header}\ncode = \"b\"\nstatus = 400"));
        is_one(&text, &format!("c.toml:4:{mistake}"), "error");
        assert_eq!(salvaged(&text), ["a", "b", "c"], "{text}");
    }
}

#[test]
fn the_first_and_the_last_row_under_a_wrong_header() {
    for header in ["[[error]", "[error]", "[[errors]]"] {
        let row = |header: &str, code: &str| format!("{header}\ncode = \"{code}\"\nstatus = 400\n");
        for headers in [[header, "[[error]]"], ["[[error]]", header]] {
            let text = format!("{}{}", row(headers[0], "a"), row(headers[1], "b"));
            assert_eq!(messages(&text).len(), 1, "{text}\n{:#?}", messages(&text));
            assert_eq!(salvaged(&text), ["a", "b"], "{text}");
        }
    }
}

/// The tables of such a row are not read, so nothing in them is missing.
#[test]
fn a_row_with_tables_under_a_wrong_header() {
    for header in ["[[error]", "[error]"] {
        let row = "code = \"b\"\nstatus = 400\nmessage = \"{n}\"\n[error.params]\nn = \"u32\"";
        let text = around(&format!("{header}\n{row}"));
        assert_eq!(messages(&text).len(), 1, "{text}\n{:#?}", messages(&text));
        assert_eq!(salvaged(&text), ["a", "b", "c"], "{text}");
    }
}

#[test]
fn another_mistake_in_a_row_under_a_wrong_header() {
    for header in ["[[error]", "[error]"] {
        let text = around(&format!("{header}\ncode = \"b\"\nstatus = 200"));
        let messages = messages(&text);
        assert_eq!(messages.len(), 2, "{text}\n{messages:#?}");
        assert!(messages[1].starts_with("c.toml:6:10: status `200` "), "{}", messages[1]);
    }
}

#[test]
fn a_row_whose_code_has_another_key() {
    for (line, mistake) in [
        ("Code = \"b\"", "1: unknown key `Code`"),
        ("cod = \"b\"", "1: unknown key `cod`"),
        ("code: \"b\"", "5: `:` after a key"),
        ("\"code\": \"b\",", "7: `:` after a key"),
        ("  code : 'b' # a note", "8: `:` after a key"),
        ("code: \"b\" # é  ", "5: `:` after a key"),
    ] {
        let text = around(&format!("[[error]]\n{line}\nstatus = 400"));
        is_one(&text, &format!("c.toml:5:{mistake}"), "");
        assert_eq!(salvaged(&text), ["a", "b", "c"], "{text}");
    }
}

#[test]
fn a_misspelled_variant_names_the_row() {
    let text = around("[[error]]\ncode = \"b\"\nstatus = 400\nvarient = \"Other\"");
    let mut load = |_: &str| Ok(text.clone().into_bytes());
    let rejected = errcat_catalog::read("c.toml", &mut load).expect_err("a mistake");
    assert_eq!(rejected.salvage.rows[1].variant, "Other");
}

/// Its type would be a second mistake.
#[test]
fn a_misspelled_code_of_another_type_is_one_mistake() {
    is_one(&around("[[error]]\nCode = true\nstatus = 400"), "c.toml:5:1: unknown key `Code`", "`code`");
}

/// Checks that a text has one mistake, whose message begins with this.
#[track_caller]
fn has_one(text: &str, start: &str) {
    let messages = messages(text);
    assert!(messages.len() == 1 && messages[0].starts_with(start), "{text}\n{messages:#?}");
}

/// What a table says for rows is not missing in them because of a mistake in the table.
#[test]
fn one_mistake_in_a_table_is_not_one_in_each_row() {
    let rows = "[[error]]\ncode = \"p_a\"\n[[error]]\ncode = \"p_b\"\n";
    for (start, mistake) in [
        ("[default]\nstatus = 400", "1:2: unknown table `default`"),
        ("[defaults\nstatus = 400", "1:10: a header without a closing bracket"),
        ("[defaults]\nstatus: 400", "2:7: `:` after a key"),
        ("[defaults]\nstatus = 400\n[catalog]\nprefix = “p_”", "4:10: "),
        ("[defaults]\nstatus = 400\n[catalog]\nprefix = word", "4:10: "),
        ("[defaults]\nstatus = 400\n[catalog]\ninclude = [\"a.toml\"]\n[http]\nnot_found = \"b\"", "4:1: "),
        (
            "[defaults]\nstatus = 400\n[envelop.success]\nok = true\n[envelope.failure]\nok = false\nc = \"{code}\"",
            "3:2: ",
        ),
        (
            "[defaults]\nstatus = 400\n[envelope.success\nok = true\n[envelope.failure]\nok = false\nc = \"{code}\"",
            "3:18: ",
        ),
    ] {
        has_one(&format!("{start}\n{rows}"), &format!("c.toml:{mistake}"));
    }
}

#[test]
fn what_may_be_under_a_misspelled_key_is_not_missing() {
    let bodies = "[envelope.success]\nok = true\n[envelope.failure]\nok = false\nc = \"{code}\"\n";
    let row = "[[error]]\ncode = \"a\"\nstatus = 400\n";
    for (text, mistake) in [
        (format!("{bodies}k = \"{{data.k}}\"\n{row}dta = {{ k = \"x\" }}"), "10:1: unknown table `dta`"),
        (
            format!("{bodies}k = \"{{data.k}}\"\n[defaults]\ndta = {{ k = \"x\" }}\n{row}"),
            "8:1: unknown table `dta`",
        ),
        (
            format!("{bodies}k = \"{{params.k}}\"\n{row}prams = {{ k = \"u32\" }}"),
            "10:1: unknown table `prams`",
        ),
    ] {
        has_one(&text, &format!("c.toml:{mistake}"));
    }
}

#[test]
fn a_code_of_no_use_is_one_mistake() {
    for (code, mistake) in
        [("[[]]", "3:8: "), ("1979-05-27", "3:8: "), (r#""\n""#, "3:8: "), (r#""\u200b""#, "3:8: ")]
    {
        let text = format!("[http]\nnot_found = \"a\"\n[[error]]\ncode = {code}\nstatus = 404\n");
        has_one(&text, &format!("c.toml:{}", mistake.replace("3:", "4:")));
    }
    has_one(
        "[catalog]\nprefix = \"p_\"\n[[error]]\ncode = \"p_a\"\nstatus = 404\n[[error]]\ncode = 2\nstatus = 404\n",
        "c.toml:7:8: ",
    );
    let text = "[defaults]\nstatus = 400\n[http]\nnot_found = \"a\"\n[[error]]\ncode = \"a\"\nstatus: 404\n";
    has_one(text, "c.toml:7:7: ");
}

/// A mistake hides no other one.
#[test]
fn two_mistakes_are_two_errors() {
    let bodies = "[envelope.success]\nok = true\n[envelope.failure]\nok = false\nc = \"{code}\"\n";
    let row = "[[error]]\ncode = \"a\"\nstatus = 500\n";
    let http = "[http]\nnot_found = \"a\"\n";
    for text in [
        format!("{http}{row}prams = {{ k = \"u32\" }}"),
        format!("{http}[defaults]\ndta = {{ k = 1 }}\n{row}"),
        format!("{http}{row}description: \"x\""),
        format!("{bodies}x = \"{{params.typo}}\"\n[defaults]\ndta = {{ k = 1 }}\n{row}"),
        format!("{bodies}x = \"{{data.k}}\"\n{row}prams = {{ k = \"u32\" }}"),
        "[envelope.success]\nok = true\n[[error]]\ncode = \"a\"\nstatus: 500".to_owned(),
        "[envelope.success]\nok = true\n[[error]]\nCode = \"a\"\nstatus = 500".to_owned(),
        "[[error]] # no defaults here\ncode = \"a\"\nstatus: 500\n[[error]]\ncode = \"b\"".to_owned(),
    ] {
        assert_eq!(messages(&text).len(), 2, "{text}\n{:#?}", messages(&text));
    }
    let range = "[catalog]\nrange = [1, 10]\n[[error]]\ncode = \"a\"\nstatus = 500\n[[error]]\ncode = 20\nstatus = 500\n";
    assert!(
        messages(range).iter().any(|message| message.contains("`20` is not from 1 to 10")),
        "{:#?}",
        messages(range)
    );
    // The default bodies have no place for field errors.
    let strict = "[catalog]\nstrict = true\nallow = [\"open-http-kinds\"]\n";
    has_one(&format!("{strict}[envelope.field]\nat = \"{{path}}\"\n{row}"), "c.toml:4:1: no body contains");
    // A key of a table can be written with the table.
    has_one("defaults.status: 400\n[[error]]\ncode = \"a\"\n[[error]]\ncode = \"b\"\n", "c.toml:1:16: ");
}
