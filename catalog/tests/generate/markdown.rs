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
fn the_text_of_a_row_has_no_params() {
    let row = "[[error]]\ncode = \"gone\"\nstatus = 404\n";
    let with_params = format!("{row}message = \"order {{id}}\"\nparams = {{ id = \"u64\" }}\n");
    for (row, text) in [
        (with_params.clone(), "Not Found"),
        (format!("{with_params}description = \"There is no such order\"\n"), "There is no such order"),
        (format!("{row}message = \"no {{{{x}}}}\"\n"), "no \\{x\\}"),
    ] {
        let table = markdown(&catalog(&row), false);
        assert!(table.ends_with(&format!("\n| `gone` | 404 | {text} |\n")), "{table}");
    }
}
