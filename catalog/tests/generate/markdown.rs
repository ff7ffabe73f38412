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
