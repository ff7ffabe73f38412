//! A string without an end, and an escape that is wrong.

use crate::syntax::{is_one, messages};

/// The bracket that ends the list is in the string, so it is not the one that is missing.
#[test]
fn a_string_without_an_end_in_a_list_or_a_table() {
    for (line, column, quote) in [
        ("aliases = [\"b]", 15, '"'),
        ("aliases = [\"b\", 'c]", 20, '\''),
        ("aliases = [\n  \"b\",\n  \"c]", 6, '"'),
        ("data = { a = \"v}", 17, '"'),
        ("data = { a = { b = [\"v] } }", 28, '"'),
        ("message = \"{a}\"\nparams = { a = \"u32 }", 22, '"'),
    ] {
        for rest in ["", "help = \"h\"\n", "[[error]]\ncode = \"c\"\nstatus = 400\n"] {
            let text = format!("[[error]]\nstatus = 400\ncode = \"a\"\n{line}\n{rest}");
            let number = 3 + line.lines().count();
            let first = format!("c.toml:{number}:{column}: a string without an end");
            is_one(&text, &first, &format!("end it with `{quote}`"));
        }
    }
    let text = "include = [\"a\\\"]\n[[error]]\ncode = \"a\"\nstatus = 400\n";
    is_one(text, "c.toml:1:17: a string without an end", "end it with `\"`");
}

#[test]
fn strings_without_an_end_that_follow_each_other() {
    let row = "[[error]]\ncode = \"a\"\nstatus = 400\naliases = [\"b]\ndata = { a = \"v}\nhelp = \"h\n";
    for text in [row.to_owned(), format!("{row}[[error]]\ncode = \"c\"\nstatus = 400\n")] {
        let messages = messages(&text);
        let firsts: Vec<_> = messages.iter().filter_map(|message| message.lines().next()).collect();
        assert_eq!(
            firsts,
            [
                "c.toml:4:15: a string without an end",
                "c.toml:5:17: a string without an end",
                "c.toml:6:10: a string without an end",
            ]
        );
    }
}
