//! The JSON of a catalog.

use errcat_catalog::generate::json;

use crate::catalog;

#[test]
fn the_name_of_an_internal_replacement_is_not_published() {
    let catalog = catalog(
        "[[error]]\ncode = \"old\"\nstatus = 400\ndeprecated = { use = \"secret\" }\n\
         [[error]]\ncode = \"secret\"\nstatus = 400\ninternal = true\n",
    );
    assert!(json(&catalog, false).contains(r#""deprecated":{"since":null,"note":null,"use":null}"#));
    assert!(!json(&catalog, false).contains("secret"));
    assert!(json(&catalog, true).contains(r#""use":"secret"}"#));
}

#[test]
fn a_replacement_is_the_code_that_is_sent() {
    let catalog = catalog(
        "[[error]]\ncode = 1\nvariant = \"Old\"\nstatus = 400\ndeprecated = { use = 2 }\n\
         [[error]]\ncode = 2\nvariant = \"New\"\nstatus = 400\n",
    );
    assert!(json(&catalog, false).contains(r#""use":2}"#));
}

#[test]
fn a_kind_has_only_codes_of_its_own_sides() {
    let catalog = catalog(
        "[http]\nfallback_4xx = \"bad\"\nfallback_5xx = \"broken\"\n\
         [[error]]\ncode = \"bad\"\nstatus = 400\n\
         [[error]]\ncode = \"broken\"\nstatus = 500\n",
    );
    let json = json(&catalog, false);
    for kind in [
        r#""not_found":{"status":404,"client_code":"bad","server_code":null}"#,
        r#""internal":{"status":500,"client_code":null,"server_code":"broken"}"#,
        r#""timeout":{"status":408,"client_code":"bad","server_code":"broken"}"#,
        r#""fallback_4xx":{"status":400,"client_code":"bad","server_code":null}"#,
    ] {
        assert!(json.contains(kind), "{kind}\n{json}");
    }
}

#[test]
fn several_spreads_in_an_object_are_one_member() {
    let bodies = |failure: &str| {
        let row = "[[error]]\ncode = \"a\"\nstatus = 400\n";
        json(&catalog(&format!("[envelope.success]\n[envelope.failure]\n{failure}\n{row}")), false)
    };
    let one = bodies("code = \"{code}\"");
    assert!(one.contains(r#""failure":{"code":"{code}","...":"{members}"}"#), "{one}");
    let two = bodies("\"...\" = \"{params}\"\ncode = \"{code}\"");
    assert!(two.contains(r#""failure":{"...":["{params}","{members}"],"code":"{code}"}"#), "{two}");
}
