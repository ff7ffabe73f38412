//! If one mistake causes another, only the first is reported.

use crate::syntax::messages;

#[track_caller]
fn only(text: &str, expected: &[&str]) {
    let messages = messages(text);
    let first =
        |message: &str| message.lines().next()?.splitn(4, ':').nth(3).map(|text| text.trim().to_owned());
    let found: Vec<String> = messages.iter().filter_map(|message| first(message)).collect();
    assert_eq!(found, expected, "{text}");
}

const BODY: &str = "[envelope.success]\n[envelope.failure]\ncode = \"{code}\"\n";

#[test]
fn a_value_of_a_wrong_type_hides_nothing_else() {
    only("[[defaults]]\nstatus = 400\n[[error]]\ncode = \"a\"\n", &["`defaults` is not a table"]);
    let body = format!("{BODY}ty = \"{{data.type}}\"\n");
    let row = "[[error]]\ncode = \"a\"\nstatus = 410\n";
    for wrong in ["data = \"card\"", "data = { type = 1.5 }"] {
        let count = messages(&format!("{body}{row}{wrong}\n")).len();
        assert_eq!(count, 1, "{wrong}");
        let count = messages(&format!("{body}[defaults]\n{wrong}\n{row}")).len();
        assert_eq!(count, 1, "{wrong}");
    }
    let params =
        format!("{BODY}wait = \"{{params.seconds}}\"\n{row}message = \"x\"\nparams = [\"seconds\"]\n");
    assert_eq!(messages(&params).len(), 1, "{:?}", messages(&params));
}

#[test]
fn an_empty_code_is_only_empty() {
    let rows = "[catalog]\nprefix = \"pay_\"\n[[error]]\ncode = \"\"\nstatus = 410\nvariant = \"A\"\n[[error]]\ncode = \"\"\nstatus = 410\nvariant = \"B\"\naliases = [\"\", \"\"]\n";
    assert_eq!(messages(rows).len(), 4, "{:?}", messages(rows));
}

#[test]
fn a_wait_that_is_out_of_range_contradicts_nothing() {
    let row = "[[error]]\ncode = \"a\"\nstatus = 410\nretryable = false\nretry_after = 5000000000\n";
    only(row, &["`retry_after` is `5000000000`, which is out of range"]);
}

#[test]
fn a_taken_name_hides_no_mistake_of_the_message() {
    let row = "[[error]]\ncode = \"a\"\nstatus = 410\nvariant = \"Failure\"\nparams = { c = \"u32\" }\nmessage = \"{c} {zz}\"\n";
    assert_eq!(messages(row).len(), 2, "{:?}", messages(row));
}

#[test]
fn a_replacement_that_is_advised_can_be_used() {
    let rows = "[[error]]\ncode = \"a\"\nstatus = 410\ndeprecated = { use = \"b\" }\n[[error]]\ncode = \"b\"\nstatus = 410\n\
        deprecated = { use = \"gone\" }\n";
    let messages = messages(rows);
    assert_eq!(messages.len(), 2, "{messages:?}");
    only(
        "[[error]]\ncode = \"d\"\nstatus = 410\ndeprecated = 7\n[[error]]\ncode = \"e\"\nstatus = 410\ndeprecated = { use = \"d\" }\n",
        &["`deprecated` is not a string or a table"],
    );
}
