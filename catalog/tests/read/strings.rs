//! A string without an end, and an escape that is wrong.

use crate::syntax::{in_row, is_one, messages};

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

#[test]
fn an_escape_that_is_wrong() {
    let backslash = "write `\\\\` for a backslash, or put the text in `'`";
    let few = "too few unicode value digits, expected unicode hexadecimal value";
    let no_character = "invalid value, expected unicode hexadecimal value";
    let x = "write two digits after `\\x`; ";
    let [u, long] = [("four", 'u'), ("eight", 'U')].map(|(count, letter)| {
        format!("write the {count} digits of a Unicode character after `\\{letter}`; ")
    });
    for (line, column, message, number) in [
        ("help = \"C:\\xyz\"", 13, few, x),
        ("help = \"\\x1\"", 12, few, x),
        ("help = \"\\u12\"", 13, few, &u),
        ("help = \"C:\\users\"", 13, few, &u),
        ("help = \"\\ud800\"", 11, no_character, &u),
        ("help = \"\\U1234\"", 15, few, &long),
        ("help = \"\\Uffffffff\"", 11, no_character, &long),
        ("data = { a = [\"\\x.t\"] }", 18, few, x),
    ] {
        in_row(line, &format!("{column}: {message}"), &format!("{number}{backslash}"));
    }
    let other = "12: missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U`";
    in_row("help = \"C:\\path\"", other, backslash);
    let text = "include = [\"sub\\unit.toml\"]\n[[error]]\ncode = \"a\"\nstatus = 400\n";
    is_one(text, &format!("c.toml:1:18: {few}"), backslash);
}
