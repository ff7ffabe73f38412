//! The table in Markdown.

use errcat_catalog::generate::markdown;

use crate::catalog;

#[test]
fn a_code_is_one_span_whatever_it_contains() {
    for (code, span) in [
        ("plain", "`plain`"),
        ("a`b", "``a`b``"),
        ("a``b", "```a``b```"),
        ("`a```", "```` `a``` ````"),
        // CommonMark removes one space at each end.
        (" a ", "`  a  `"),
        ("a|b", "`a\\|b`"),
    ] {
        let row = format!("[[error]]\ncode = {code:?}\nvariant = \"Odd\"\nstatus = 400\n");
        let table = markdown(&catalog(&row), false);
        assert!(table.ends_with(&format!("\n| {span} | 400 | Bad Request |\n")), "{table}");
    }
}

#[test]
fn a_message_says_more_than_a_reason_phrase() {
    let row = "[[error]]\ncode = \"gone\"\nstatus = 404\nmessage = \"order {id} {{x}}\"\nparams = { id = \"u64\" }\n";
    assert!(markdown(&catalog(row), false).ends_with("\n| `gone` | 404 | order \\{id\\} \\{x\\} |\n"));
    let row = format!("{row}description = \"There is no such order\"\n");
    assert!(markdown(&catalog(&row), false).ends_with("\n| `gone` | 404 | There is no such order |\n"));
}
