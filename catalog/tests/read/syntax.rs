//! A syntax error is one diagnostic with a fitting help, even if the parser reports more errors because of it.

use errcat_catalog::Rejected;

fn rejected(text: &str) -> Box<Rejected> {
    let mut load = |path: &str| match path {
        "c.toml" => Ok(text.as_bytes().to_vec()),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    errcat_catalog::read("c.toml", &mut load).expect_err("a mistake")
}

pub(crate) fn messages(text: &str) -> Vec<String> {
    rejected(text).diagnostics.messages().collect()
}

/// The codes of the rows that are read in spite of the mistakes.
pub(crate) fn salvaged(text: &str) -> Vec<String> {
    rejected(text).salvage.rows.into_iter().map(|row| row.code).collect()
}

/// Checks that `text` has one mistake, with this first line and this part of the help. Returns the message.
#[track_caller]
pub(crate) fn is_one(text: &str, first: &str, help: &str) -> String {
    let messages = messages(text);
    assert_eq!(messages.len(), 1, "{text}\n{messages:#?}");
    let message = &messages[0];
    assert_eq!(message.lines().next(), Some(first), "{text}\n{message}");
    let shown = message.split("= help: ").nth(1).unwrap_or_default();
    assert!(shown.contains(help), "{text}\n{message}");
    message.clone()
}

/// Checks the same for a line in a row. `first` begins with the column.
#[track_caller]
pub(crate) fn in_row(line: &str, first: &str, help: &str) {
    let code = if line.starts_with("code") || line.starts_with("\"code") { "" } else { "code = \"a\"\n" };
    let status = if line.starts_with("status") { "" } else { "status = 400\n" };
    let text = format!("[[error]]\n{status}{code}{line}\n");
    let number = text.lines().position(|each| each == line).expect("it is a line of it") + 1;
    is_one(&text, &format!("c.toml:{number}:{first}"), help);
}

#[test]
fn a_leading_zero() {
    in_row("code = 007", "8: number `007` has a leading zero", "in quotes if it is a code");
    in_row("code = -01", "8: number `-01` has a leading zero", "in quotes");
    in_row("aliases = [1, 007]", "15: number `007` has a leading zero", "in quotes");
    in_row("status = 0400", "10: number `0400` has a leading zero", "remove the zeros if it is a number");
    in_row("retry_after = 010", "15: number `010` has a leading zero", "remove the zeros");
    in_row("retry_after = 00.5", "15: number `00.5` has a leading zero", "remove the zeros");
}

#[test]
fn an_integer_of_more_than_64_bits() {
    let largest = "the largest is `9223372036854775807`";
    in_row("code = 9223372036854775808", "8: integer `9223372036854775808` is too large", largest);
    in_row("aliases = [99999999999999999999]", "12: integer `99999999999999999999` is too large", largest);
    in_row("code = 0xffffffffffffffff", "8: integer `0xffffffffffffffff` is too large", largest);
    in_row("retry_after = 9223372036854775808", "15: integer `9223372036854775808` is too large", largest);
    in_row("data = { a = 9223372036854775808 }", "14: integer `9223372036854775808` is too large", largest);
    is_one(
        "[envelope.success]\n[envelope.failure]\ncode = \"{code}\"\nlimit = 9223372036854775808\n[[error]]\ncode = \"a\"\nstatus = 400\n",
        "c.toml:4:9: integer `9223372036854775808` is too large",
        largest,
    );
    in_row(
        "code = -9223372036854775809",
        "8: integer `-9223372036854775809` is too small",
        "the smallest is",
    );
}

#[test]
fn a_number_that_is_no_integer() {
    for value in ["1.5", "1979-05-27", "12:30", "inf", "1e3"] {
        in_row(
            &format!("code = {value}"),
            "8: `code` is not a string or an integer",
            "put text in quotes, or write only digits",
        );
    }
    in_row("code = 1__0", "9: `_` may only go between digits", "digits only");
    in_row("code = 0x0G", "11: invalid hexadecimal number", "hexadecimal digits are");
    in_row("code = 1979-13-40", "8: `1979-13-40` is neither a number nor in quotes", "text in quotes");
}

#[test]
fn a_text_without_quotes() {
    let help = "put text in quotes: `\"wrong_password\"`";
    in_row("code = wrong_password", "8: `wrong_password` is not in quotes", help);
    in_row("level = warn", "9: `warn` is not in quotes", "`\"warn\"`");
    in_row("description = it is \"bad\"", "15: `it is` is not in quotes", "`\"it is\"`");
    in_row(
        "code = \u{201c}a\u{201d}",
        "8: `\u{201c}a\u{201d}` is not in quotes",
        "put `\"` before and after",
    );
    in_row("code = 10a", "8: `10a` is neither a number nor in quotes", "digits only");
    for version in ["2.1.0", "1..2", "1.x", "1e5.3", "2.1.0-rc.1", "1-2", "12:99:00"] {
        let message = format!("9: `{version}` is neither a number nor in quotes");
        in_row(&format!("since = {version}"), &message, "put text in quotes");
    }
    in_row("since = .5.1", "9: `.5.1` is not in quotes", "put text in quotes: `\".5.1\"`");
    in_row("retry_after = 60s", "15: `60s` is neither a number nor in quotes", "digits only");
    in_row("retryable = yes", "13: `yes` is not a value", "write `true` or `false` for a boolean");
    in_row("retryable = True", "13: `True` is not a value", "write `true` or `false` for a boolean");
    in_row("help = null", "8: `null` is not a value", "remove the key");
    in_row("code = a\"b\"", "8: a string without an opening quote", "before and after");
}

#[test]
fn a_text_without_an_end() {
    in_row("code = \"b", "10: a string without an end", "end it with `\"`");
    in_row("code = 'b", "10: a string without an end", "end it with `'`");
    in_row("help = \"\"\"b", "8: a string without an end", "end it with `\"\"\"`");
    let text = "[[error]]\ncode = \"a\"\nstatus = 400\ndescription = \"one line\nand another\"\n";
    is_one(text, "c.toml:4:24: a string without an end", "put a text with several lines in `\"\"\"`");
    let text = "[[error]]\nstatus = 400\ncode = \"\"\"a\n[[error]]\ncode = \"b\"\nstatus = 400\n";
    is_one(text, "c.toml:3:8: a string without an end", "end it with `\"\"\"`");
}

#[test]
fn two_texts_without_an_end_are_two_mistakes() {
    let messages = messages("[[error]]\nstatus = 400\ncode = \"a\nhelp = \"b\n");
    assert_eq!(messages.len(), 2, "{messages:#?}");
}

#[test]
fn a_character_that_no_string_can_contain() {
    in_row("code = \"a\u{1}\"", "10: a control character", "as an escape");
}

#[test]
fn rows_of_yaml_and_of_json() {
    for rows in ["code: a\nstatus: 404\nhelp:\"x\"", "\"code\":\"a\",\n\"status\":404,\n\"help\":\"x\""] {
        let text = format!("[[error]]\n{rows}\n");
        let messages = messages(&text);
        assert_eq!(messages.len(), 3, "{messages:#?}");
        for (message, line) in messages.iter().zip(2..) {
            let place = format!("c.toml:{line}:");
            assert!(message.starts_with(&place) && message.contains(": `:` after a key\n"), "{message}");
        }
    }
}

#[test]
fn a_key_and_a_value_without_an_equals_sign() {
    in_row("code : \"b\"", "6: `:` after a key", "`key = value`");
    in_row("code \"b\"", "6: key with no value, expected `=`", "`key = value`");
    in_row("code", "5: key with no value, expected `=`", "`key = value`");
    in_row("code =", "7: a key without a value", "write its value after `=`");
    in_row("code == \"b\"", "7: extra `=`", "`key = value`");
    in_row("params = { a: \"u32\" }", "13: `:` after a key", "`key = value`");
    in_row("help: \"b\"", "5: `:` after a key", "`key = value`");
    in_row("// a note", "1: `//` is not a comment", "write `#`");
}

#[test]
fn text_after_a_value_or_a_header() {
    in_row("code = \"b\",", "11: unexpected text after the value", "remove the `,`");
    in_row("code = \"b\";", "11: unexpected text after the value", "remove the `;`");
    in_row("aliases = \"b\", \"c\"", "14: unexpected text after the value", "in `[` and `]`");
    in_row("help = \"say \"hi\"\"", "14: unexpected text after the value", "write `\\\"` for a quote");
    in_row("help = 'it's'", "12: unexpected text after the value", "in `\"`");
    in_row("code = \"b\" // why", "12: unexpected text after the value", "each key on its own line");
    is_one(
        "[[error]] code = \"a\"\nstatus = 400\n",
        "c.toml:1:11: unexpected text after the header",
        "on its own line",
    );
}

#[test]
fn lists_and_tables_on_one_line() {
    in_row("aliases = [\"b\" \"c\"]", "16: missing comma between array elements, expected `,`", "write `,`");
    in_row("aliases = [\"b\",, \"c\"]", "16: extra comma in array, expected value", "remove one `,`");
    in_row("aliases = [\"b\"", "15: unclosed array, expected `]`", "close it with `]`");
    let text =
        "[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{a}{b}\"\nparams = { a = \"u32\" b = \"u32\" }\n";
    is_one(text, "c.toml:5:22: missing comma between key-value pairs, expected `,`", "write `,`");
}

#[test]
fn a_duplicate_key_or_table_shows_the_place_of_the_first() {
    let first = "first used here";
    for (text, place, key) in [
        ("[[error]]\ncode = 8\nstatus = 400\nstatus = 401\n", "4:1", "key `status`"),
        ("[[error]]\n\"code\" = \"a\"\nstatus = 400\ncode = \"b\"\n", "4:1", "key `code`"),
        ("[[error]]\ncode = \"a\"\nstatus = 400\ncode.b = 1\n", "4:1", "key `code`"),
        ("error = [{ code = \"a\", status = 400, code = \"b\" }]\n", "1:38", "key `code`"),
        (
            "[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{a}\"\nparams = { a = \"u32\", a = \"u64\" }\n",
            "5:23",
            "key `a`",
        ),
        (
            "[[error]]\ncode = \"a\"\nstatus = 400\nmessage = \"{a}\"\nparams.a = \"u32\"\nparams.a = \"u64\"\n",
            "6:8",
            "key `a`",
        ),
        (
            "[catalog]\nname = \"a\"\n[[error]]\ncode = \"a\"\nstatus = 400\n[catalog]\nname = \"b\"\nstrict = true\n",
            "6:2",
            "table `catalog`",
        ),
        (
            "catalog.name = \"a\"\n[[error]]\ncode = \"a\"\nstatus = 400\n[catalog]\nname = \"b\"\n",
            "5:2",
            "table `catalog`",
        ),
        (
            "catalog = { name = \"a\" }\n[[error]]\ncode = \"a\"\nstatus = 400\n[catalog]\nstrict = true\n",
            "5:2",
            "table `catalog`",
        ),
        (
            "error = [{ code = \"a\", status = 400 }]\n[[error]]\ncode = \"b\"\nstatus = 400\n",
            "2:3",
            "table `error`",
        ),
        ("include = []\ninclude = []\n[[error]]\ncode = \"a\"\nstatus = 400\n", "2:1", "key `include`"),
    ] {
        let message = is_one(text, &format!("c.toml:{place}: duplicate {key}"), "can appear only once");
        assert!(message.contains(first), "{text}\n{message}");
    }
}

#[test]
fn rows_under_a_header_for_a_table() {
    let table = "`error` is not an array of tables";
    let help = "write each row under `[[error]]`";
    let row = |code: &str| format!("code = \"{code}\"\nstatus = 400\n");
    let messages = messages(&format!("[error]\n{}", row("a")));
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert!(messages[0].starts_with(&format!("c.toml:1:1: {table}\n")), "{}", messages[0]);
    assert!(messages[0].contains(help), "{}", messages[0]);
    is_one(&format!("[[error]]\n{}[error]\n{}", row("a"), row("b")), &format!("c.toml:4:2: {table}"), help);
    is_one(
        &format!("[error]\n{}[[error]]\n{}[[error]]\n{}", row("a"), row("b"), row("c")),
        &format!("c.toml:1:2: {table}"),
        help,
    );
}

#[test]
fn a_header_without_a_bracket() {
    let row = "code = \"a\"\nstatus = 400\nparams.n = \"u32\"\nmessage = \"{n}\"\n";
    let other = "[[error]]\ncode = \"other\"\nstatus = 400\n";
    let open = "a header without a closing bracket";
    let odd = "a header whose brackets do not match";
    for (header, column, what) in [
        ("[[error]", 9, open),
        ("[error]]", 8, odd),
        ("[[error]]]", 10, odd),
        ("[error", 7, open),
        ("[[error", 8, open),
        ("[ [error]]", 3, "a header that is not `[name]`"),
    ] {
        let first = format!("1:{column}: {what}");
        is_one(&format!("{header}\n{row}{other}"), &format!("c.toml:{first}"), "write `[[error]]`");
    }
    is_one(
        &format!("{other}[catalog\nname = \"a\"\n"),
        "c.toml:4:9: a header without a closing bracket",
        "`[catalog]`",
    );
}

/// The rows before and after a wrong header are salvaged.
#[test]
fn other_rows_are_salvaged_after_a_wrong_header() {
    for header in ["[[error]", "[error]", "[catalog]\nname = \"a\"\n[catalog]"] {
        let row = |code: &str| format!("[[error]]\ncode = \"{code}\"\nstatus = 400\n");
        let text = format!("{}{header}\n{}", row("a"), row("b"));
        assert_eq!(salvaged(&text), ["a", "b"], "{header}");
    }
}

#[test]
fn two_mistakes_in_two_lines_are_two_errors() {
    let messages = messages("[[error]]\ncode = 007\nstatus = 0400\nlevl = \"warn\"\n");
    assert_eq!(messages.len(), 3, "{messages:#?}");
}

#[test]
fn a_byte_order_mark_is_not_a_mistake() {
    let text = "\u{feff}[[error]]\ncode = \"a\"\nstatus = 400\n";
    assert!(errcat_catalog::read("c.toml", &mut |_: &str| Ok(text.as_bytes().to_vec())).is_ok());
}

/// The parser itself would lose the rows after each of these mistakes.
#[test]
fn a_mistake_costs_no_other_row() {
    let row = |code: &str| format!("[[error]]\ncode = \"{code}\"\nstatus = 400\n");
    let conflict = "<<<<<<< HEAD\nretryable = true\n||||||| base\n=======\nretryable = false\n>>>>>>> topic";
    for (lines, first) in [
        ("// a note", "4:1: `//` is not a comment"),
        ("help: \"b\"", "4:5: `:` after a key"),
        ("x y z", "4:3: key with no value, expected `=`"),
        (conflict, "4:1: a merge conflict"),
        ("help = \"\"\"b\n  and more", "4:8: a string without an end"),
        ("data = { a = 1\nretryable = true", "4:15: unclosed inline table, expected `}`"),
        ("data = { a = 1,\n  b = 2", "5:8: unclosed inline table, expected `}`"),
        ("aliases = [\n  \"x\",\n  \"y\"\nretryable = true", "6:6: unclosed array, expected `]`"),
        ("aliases = [\"x\"", "4:15: unclosed array, expected `]`"),
        ("[ht", "4:4: a header without a closing bracket"),
        ("[#http]", "4:2: a header that is not `[name]`"),
        ("[", "4:2: a header without a closing bracket"),
        ("help = \"x\n.com\"", "4:10: a string without an end"),
        ("\u{a0}", "4:1: invalid unquoted key, expected letters, numbers, `-`, `_`"),
        (".", "4:1: unquoted keys cannot be empty, expected letters, numbers, `-`, `_`"),
        ("\"\"\"", "4:4: key with no value, expected `=`"),
        ("[catalog\nname = \"a\"", "4:9: a header without a closing bracket"),
        ("[[error]\nstatus = 400", "4:9: a header without a closing bracket"),
    ] {
        let text = format!("{}{lines}\n{}{}", row("a"), row("b"), row("c"));
        let messages = messages(&text);
        assert_eq!(messages.len(), 1, "{text}\n{messages:#?}");
        assert_eq!(messages[0].lines().next(), Some(&*format!("c.toml:{first}")), "{text}");
        assert_eq!(salvaged(&text), ["a", "b", "c"], "{text}");
    }
}

/// A key that may be in a lost line is not reported as missing.
#[test]
fn a_lost_line_is_one_mistake() {
    for row in [
        "message = \"{a}\"\nparams = { a = \"u32\"\n",
        "message \"{a}\"\nparams = { a = \"u32\" }\n",
        "data : { a = 1 }\n",
        "code : \"b\"\n",
        "status : 500\n",
    ] {
        let known = |key: &str, line: &'static str| if row.starts_with(key) { "" } else { line };
        let (code, status) = (known("code", "code = \"b\"\n"), known("status", "status = 400\n"));
        let text = format!(
            "[envelope.success]\n[envelope.failure]\ncode = \"{{code}}\"\na = \"{{data.a}}\"\nb = \"{{params.a}}\"\n\n[[error]]\n{code}{status}{row}[[error]]\ncode = \"c\"\nstatus = 500\ndata = {{ a = 1 }}\n"
        );
        let messages = messages(&text);
        assert_eq!(messages.len(), 1, "{text}\n{messages:#?}");
    }
}

#[test]
fn two_lines_of_one_row_that_are_lost() {
    let text = "[[error]]\ncode = \"a\"\n// one\nstatus = 400\nx y\nhelp = [\n[[error]]\ncode = \"b\"\nstatus = 400\n";
    let messages = messages(text);
    let firsts: Vec<_> = messages.iter().filter_map(|message| message.lines().next()).collect();
    assert_eq!(
        firsts,
        [
            "c.toml:3:1: `//` is not a comment",
            "c.toml:5:3: key with no value, expected `=`",
            "c.toml:6:9: unclosed array, expected `]`",
        ]
    );
}

/// Such lines are no headers, and no conflicts.
#[test]
fn lines_of_a_value_that_is_right() {
    for value in [
        "help = \"\"\"\ntext\n[http]\n\"\"\"",
        "help = '''\n[[error]]\ncode = \"in\"\n'''",
        "help = \"\"\"\n[[error]]\ncode = 1\n[[error]]\ncode = 2\n[http]\n[catalog]\n[[error]]\n[[error]]\n[[error]]\n[http]\n\"\"\"",
        "help = \"\"\"\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> topic\n\"\"\"",
    ] {
        let text = format!(
            "[[error]]\ncode = \"a\"\nstatus = 400\n{value}\n[[error]]\ncode = \"b\"\nstatus = oops\n"
        );
        let line = text.lines().count();
        let message =
            is_one(&text, &format!("c.toml:{line}:10: `oops` is not in quotes"), "put text in quotes");
        assert!(!message.contains("[http]"));
        assert_eq!(salvaged(&text), ["a", "b"], "{text}");
    }
}

/// The value is right, and the row has another mistake.
#[test]
fn lines_of_a_value_in_a_row_with_a_mistake() {
    for value in
        ["\"\"\"\n[[error]]\ncode = 1\n\"\"\"", "\"\"\"\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> topic\n\"\"\""]
    {
        let text = format!(
            "[[error]]\ncode = \"a\"\nstatus = 404x\nhelp = {value}\n[[error]]\ncode = \"b\"\nstatus = 400\n"
        );
        is_one(&text, "c.toml:3:10: `404x` is neither a number nor in quotes", "digits only");
    }
}

#[test]
fn a_header_without_an_opening_bracket() {
    for header in ["error]]", "error", "é[[error]]"] {
        let text = format!(
            "[[error]]\ncode = \"a\"\nstatus = 400\n{header}\ncode = \"b\"\nstatus = 404\ndescription = \"x\"\n"
        );
        let messages = messages(&text);
        assert_eq!(messages.len(), 1, "{text}\n{messages:#?}");
        assert!(messages[0].contains("a header without an opening bracket"), "{}", messages[0]);
    }
}
