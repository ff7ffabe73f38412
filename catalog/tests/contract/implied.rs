//! What a body contains because of another part of the catalog.

use crate::meaning::{row, rules};

#[test]
fn data_of_neutral_codes_is_a_fact_if_it_is_sent() {
    let head = |defaults: &str| {
        format!(
            "[envelope.success]\nok = true\n[envelope.failure]\nok = false\ncode = \"{{code}}\"\nkind = \"{{data.kind}}\"\n{defaults}{}",
            row("a", "data = { kind = \"x\" }")
        )
    };
    let defaults = "[defaults]\ndata = { kind = \"y\" }\n";
    assert_eq!(rules(&head(defaults), &head("")), ["data-removed", "member-nullable-changed"]);
    assert_eq!(rules(&head(defaults), &head(&defaults.replace('y', "z"))), ["data-changed"]);
    // Without a place in a body, it is only another way to write the rows.
    let plain = row("a", "data = { kind = \"x\" }");
    assert_eq!(rules(&(defaults.to_owned() + &plain), &plain), [""; 0]);
}

#[test]
fn without_neutral_codes_no_failure_loses_data() {
    let head = "[envelope.success]\nok = true\n[envelope.failure]\nok = false\ncode = \"{code}\"\nkind = \"{data.kind}\"\n\
        [defaults]\ndata = { kind = \"y\" }\n";
    let rows = row("a", "") + "[[error]]\ncode = \"b\"\nstatus = 500\n";
    let neutral = format!("{head}{rows}");
    let mapped = format!("{head}[http]\nfallback_4xx = \"a\"\nfallback_5xx = \"b\"\n{rows}");
    for (old, new) in [(&neutral, &mapped), (&mapped, &neutral)] {
        assert_eq!(rules(old, new), ["http-mapping-changed", "http-mapping-changed"]);
    }
}

#[test]
fn a_problem_document_has_an_incident_if_the_catalog_names_it() {
    let plain = format!("[envelope]\nproblem_json = true\n{}", row("a", ""));
    let own = "[envelope]\nproblem_json = true\n[envelope.problem]\ntype = \"{docs_url}\"\ntitle = \"{title}\"\n\
        status = \"{status}\"\ndetail = \"{description}\"\ninstance = \"/incidents/{incident}\"\ncode = \"{code}\"\n\
        \"...\" = \"{params}\"\n"
        .to_owned()
        + &row("a", "");
    assert_eq!(rules(&plain, &own), ["member-added"]);
    assert_eq!(rules(&own, &plain), ["member-removed"]);
}
