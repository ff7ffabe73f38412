//! What counts as which change.

use errcat_catalog::contract::{Bump, Contract, Rule, Severity, Who, diff};

use crate::fixture::{catalog, contract, findings, lines};

pub(crate) fn row(code: &str, more: &str) -> String {
    format!("[[error]]\ncode = \"{code}\"\nstatus = 410\n{more}\n")
}

#[track_caller]
pub(crate) fn rules(old: &str, new: &str) -> Vec<&'static str> {
    findings(old, new).iter().map(|finding| finding.rule.id()).collect()
}

#[test]
fn what_is_no_fact_has_no_finding() {
    let rows = row("a", "headers = { \"X-A\" = \"1\", x-b = \"2\" }\ndata = { kind = 1, other = true }")
        + &row("b", "");
    let same = "# a comment\n[catalog]\nstrict = true\nallow = [\"unused-param\", \"unused-field-body\"]\n[envelope]\nexpose_server_errors = false\n\
        problem_json = false\n[envelope.success]\nresult = \"success\"\nserver_time = \"{server_time:string}\"\n\
        \"...\" = \"{payload}\"\n[envelope.failure]\nresult = \"error\"\nserver_time = \"{server_time}\"\n\
        errorCode = \"{code:string}\"\ndesp = \"{description}\"\n[envelope.field]\nname = \"{path}\"\n\
        [defaults]\nstatus = 410\n\
        [[error]]\ncode = \"a\"\ndata = { other = true, kind = 1 }\nheaders = { X-B = \"2\", x-a = \"1\" }\nlevel = \"warn\"\n\
        retryable = false\ninternal = false\nvariant = \"A\"\ndescription = \"Gone\"\n[[error]]\ncode = \"b\"\n";
    assert_eq!(lines(&rows, same), [""; 0]);
}

#[test]
fn rows_can_move_to_another_file() {
    let main = b"include = [\"a.toml\"]\n[[error]]\ncode = \"b\"\nstatus = 410\n";
    let mut files = |path: &str| Ok(if path == "a.toml" { row("a", "").into_bytes() } else { main.to_vec() });
    let split = errcat_catalog::read("error_codes.toml", &mut files).expect("a catalog");
    assert!(diff(&contract(&(row("a", "") + &row("b", ""))), &Contract::of(&split)).is_empty());
}

#[test]
fn a_renamed_code_takes_its_places_along() {
    let old = format!(
        "[http]\nnot_found = \"a\"\n{}{}",
        "[[error]]\ncode = \"a\"\nstatus = 404\n",
        row("b", "deprecated = { use = \"a\" }")
    );
    let new = format!(
        "[http]\nnot_found = \"c\"\n{}{}",
        "[[error]]\ncode = \"c\"\nstatus = 404\nvariant = \"A\"\naliases = [\"a\"]\n",
        row("b", "deprecated = { use = \"c\" }")
    );
    assert_eq!(rules(&old, &new), ["code-renamed"]);
    let found = &findings(&old, &new)[0];
    assert_eq!(
        (found.code.as_deref(), found.old.as_deref(), found.new.as_deref()),
        (Some("a"), Some("a"), Some("c"))
    );
    let changed = new.replace("404", "400").replace("not_found", "bad_request");
    assert!(rules(&old, &changed).contains(&"status-changed"), "its other facts are compared");
}

#[test]
fn a_code_that_becomes_an_alias_of_a_row_that_remains_is_renamed() {
    let old = row("a", "") + &row("b", "status_is = 1").replace("status_is = 1\n", "");
    assert_eq!(rules(&old, &row("b", "aliases = [\"a\"]")), ["code-renamed", "variant-removed"]);
    // The other way round, the alias becomes a code of its own.
    assert_eq!(
        rules(&row("b", "aliases = [\"a\"]"), &old),
        ["reserved-reused", "variant-added", "alias-removed", "code-added"]
    );
}

#[test]
fn an_alias_can_change_places_with_its_code() {
    let (old, new) = (row("old", "aliases = [\"new\"]"), row("new", "aliases = [\"old\"]"));
    assert_eq!(rules(&old, &new), ["code-renamed", "variant-renamed"]);
    let more = row("old", "aliases = [\"new\", \"other\"]");
    assert_eq!(rules(&more, &new), ["code-renamed", "variant-renamed", "alias-removed"]);
}

#[test]
fn a_variant_can_get_another_code() {
    let old = row("a", "") + &row("b", "variant = \"Same\"");
    let new = row("a", "") + &row("c", "variant = \"Same\"");
    assert_eq!(rules(&old, &new), ["code-removed", "code-added"]);
    // The variant goes to a row that remains, whose own variant is removed.
    let taken = row("a", "variant = \"Same\"");
    assert_eq!(rules(&old, &taken), ["code-removed", "variant-renamed"]);
    assert_eq!(rules(&taken, &old), ["variant-renamed", "code-added"]);
}

#[test]
fn two_codes_can_become_one() {
    let old = row("a", "") + &row("b", "");
    let new = row("c", "aliases = [\"a\", \"b\"]");
    assert_eq!(rules(&old, &new), ["code-renamed", "code-renamed", "variant-renamed", "variant-removed"]);
}

#[test]
fn a_reserved_code_that_becomes_an_alias_is_used_again() {
    let old = "[[reserved]]\ncode = \"x\"\n".to_owned() + &row("a", "");
    assert_eq!(rules(&old, &row("a", "aliases = [\"x\"]")), ["reserved-reused", "alias-added"]);
    assert_eq!(
        lines(&old, &row("a", "aliases = [\"x\"]"))[0],
        "breaking[reserved-reused] for wire: code `x` was reserved, and now it is an alias of `a`"
    );
}

#[test]
fn a_slot_that_has_always_a_value_is_never_null() {
    let with = |slot: &str| {
        format!(
            "[envelope.success]\nok = true\n[envelope.failure]\nok = false\ncode = \"{{code}}\"\nx = \"{{{slot}}}\"\n"
        ) + &row("a", "")
    };
    for slot in ["status", "retryable"] {
        assert_eq!(rules(&with(slot), &with(&format!("{slot}:null"))), [""; 0]);
    }
    assert_eq!(rules(&with("help"), &with("help:null")), ["member-nullable-changed"]);
}

#[test]
fn an_alias_that_becomes_the_code_of_another_row_is_used_again() {
    let old = row("a", "aliases = [\"x\"]");
    let rules_of = |new: &str| rules(&old, new);
    let reused = ["reserved-reused", "alias-removed", "variant-added", "code-added"];
    assert_eq!(rules_of(&(row("a", "") + &row("x", ""))), reused);
    assert_eq!(
        lines(&old, &(row("a", "") + &row("x", "")))[0],
        "breaking[reserved-reused] for wire: code `x` was an alias of `a`, and now a row has it"
    );
    // The row of the alias is gone.
    let replaced = ["code-removed", "reserved-reused", "variant-removed", "variant-added", "code-added"];
    assert_eq!(rules_of(&row("x", "")), replaced);
    // The row has its former name again.
    assert_eq!(rules_of(&row("x", "aliases = [\"a\"]"))[0], "code-renamed");
    assert!(!rules_of(&row("x", "aliases = [\"a\"]")).contains(&"reserved-reused"));
}

#[test]
fn a_new_row_in_the_middle_does_not_change_the_order() {
    let old = row("a", "") + &row("b", "");
    let new = row("a", "") + &row("c", "") + &row("b", "");
    assert_eq!(rules(&old, &new), ["variant-added", "code-added"]);
    assert_eq!(
        rules(&new, &(row("b", "") + &row("a", ""))),
        ["code-removed", "variant-removed", "order-changed"]
    );
}

#[test]
fn a_reserved_code_without_a_reason_has_no_value() {
    let reserved = |more: &str| format!("[[reserved]]\ncode = \"x\"\n{more}\n{}", row("a", ""));
    let found = findings(&reserved(""), &reserved("reason = \"null\""));
    assert_eq!((&found[0].old, found[0].new.as_deref()), (&None, Some("null")));
    let found = findings(&reserved("reason = \"null\""), &reserved(""));
    assert_eq!((found[0].old.as_deref(), &found[0].new), (Some("null"), &None));
}

fn bodies(failure: &str) -> String {
    format!("[envelope.success]\nok = true\n[envelope.failure]\nok = false\n{failure}\n{}", row("a", ""))
}

#[test]
fn places_of_a_body_are_compared_by_their_slots() {
    let cases: &[(&str, &str, &[&str])] = &[
        // Two slots that change places have both moved.
        (
            "a = \"{code}\"\nb = \"{title}\"",
            "a = \"{title}\"\nb = \"{code}\"",
            &["member-moved", "member-moved"],
        ),
        // A second place of a slot is a new member.
        ("a = \"{code}\"", "a = \"{code}\"\nb = \"{code}\"", &["member-added"]),
        // A slot that makes way for another one.
        ("a = \"{code}\"", "a = \"{title}\"\nb = \"{code}\"", &["member-moved", "member-source-changed"]),
        ("a = \"{code}\"\nb = 1", "a = \"{code}\"\nb = \"{status}\"", &["constant-changed"]),
        ("a = \"{code}\"\nb = 1", "a = \"{code}\"\nb = \"1\"", &["constant-changed"]),
        ("a = \"{code}\"\nb = \"{help}\"", "a = \"{code}\"\nb = \"see {help}\"", &["member-source-changed"]),
        ("a = \"{code}\"\nb = []", "a = \"{code}\"\nb = {}", &["member-type-changed"]),
        ("a = \"{code}\"\nb = []", "a = \"{code}\"", &["member-removed"]),
        ("a = \"{code}\"\nb = { c = 1, d = 2 }", "a = \"{code}\"", &["member-removed", "member-removed"]),
        (
            "a = \"{code}\"\nb = { c = 1, d = 2 }",
            "a = \"{code}\"\nb = { d = 2, c = 1 }",
            &["member-order-changed"],
        ),
        ("a = \"{code}\"\nb = { c = 1, d = 2 }", "a = \"{code}\"\nb = { d = 2 }", &["member-removed"]),
        // The field errors are described for the first time, which is no change of its own.
        ("a = \"{code}\"", "a = \"{code}\"\nb = \"{fields}\"", &["member-added"]),
        (
            "a = \"{code}\"\nb = \"{fields}\"",
            "a = \"{code}\"\nb = \"{fields}\"\n[envelope.field]\nat = \"{path}\"",
            &["member-removed", "member-removed", "member-moved"],
        ),
    ];
    for (old, new, expected) in cases {
        let mut found = rules(&bodies(old), &bodies(new));
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{old}\n{new}\n{:#?}", lines(&bodies(old), &bodies(new)));
    }
}

#[test]
fn a_member_is_certain_if_every_row_has_its_value() {
    let head = "[http]\nfallback_4xx = \"a\"\nfallback_5xx = \"z\"\n[envelope.success]\nok = true\n[envelope.failure]\nok = false\ncode = \"{code}\"\nhelp = \"{help}\"\n".to_owned() + &row("z", "help = \"x\"").replace("410", "500");
    let old = head.clone() + &row("a", "help = \"x\"");
    assert_eq!(rules(&old, &(old.clone() + &row("b", "help = \"x\""))), ["variant-added", "code-added"]);
    assert_eq!(
        rules(&old, &(old.clone() + &row("b", ""))),
        ["member-nullable-changed", "variant-added", "code-added"]
    );
}

#[test]
fn kinds_that_a_fallback_covers_change_with_it() {
    let old = "[http]\nfallback_4xx = \"a\"\n".to_owned() + &row("a", "") + &row("b", "");
    let found = findings(&old, &old.replacen("\"a\"", "\"b\"", 1));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].subject.as_str(), found[0].key.as_str()), ("http.fallback_4xx", "code.4xx"));
    let found = findings(&old, &old.replacen("fallback_4xx = \"a\"", "", 1));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].message, "the code of `http.fallback_4xx` changes from `a` to `fallback_4xx`");
}

#[test]
fn the_status_of_a_kind_changes_with_its_row() {
    let catalog = |status: u16| {
        format!(
            "[http]\ntimeout = \"slow\"\n[[error]]\ncode = \"slow\"\nstatus = {status}\ndescription = \"x\"\nlevel = \"warn\"\n"
        )
    };
    assert_eq!(rules(&catalog(503), &catalog(504)), ["status-changed"]);
    assert_eq!(rules(&catalog(408), &catalog(503)), ["status-class-changed"]);
    assert_eq!(rules(&catalog(503), &catalog(408)), ["status-class-changed"]);
    // A fallback takes the class that the row has left.
    let rest = |status| {
        catalog(status).replace("[http]", "[http]\nfallback_4xx = \"rest\"")
            + "[[error]]\ncode = \"rest\"\nstatus = 400\n"
    };
    assert_eq!(rules(&rest(408), &rest(503)), ["status-class-changed"]);
    let fallback = |status| catalog(status).replace("timeout", "fallback_5xx");
    assert_eq!(rules(&fallback(503), &fallback(504)), ["status-changed"]);
    // Two rows, so the code is another one.
    let other = catalog(503).replacen("slow", "late", 1) + "[[error]]\ncode = \"late\"\nstatus = 504\n";
    let both = catalog(503) + "[[error]]\ncode = \"late\"\nstatus = 504\n";
    assert_eq!(rules(&both, &other), ["http-mapping-changed"]);
}

#[test]
fn a_text_carries_a_value_if_no_member_does() {
    let row = |text: &str| row("a", &format!("message = \"{text} {{n}}\"\nparams = {{ n = \"u32\" }}"));
    let with = |member: &str, text: &str| {
        bodies(&format!("code = \"{{code}}\"\n{member}")).replace(&self::row("a", ""), &row(text))
    };
    let text = "text = \"{description}\"";
    assert!(rules(&with(text, "a"), &with(text, "b")).contains(&"text-carried-value"));
    for member in ["params = \"{params}\"", "n = \"{params.n}\""] {
        let member = format!("{text}\n{member}");
        assert_eq!(rules(&with(&member, "a"), &with(&member, "b")), ["message-changed"]);
    }
    assert_eq!(rules(&with("", "a"), &with("", "b")), ["message-changed"], "the text is not sent");
    let problem =
        |text| format!("[envelope]\nproblem_json = true\n{}", with("text = \"{description}\"", text));
    assert_eq!(rules(&problem("a"), &problem("b")), ["message-changed"], "the problem document has it");
}

#[test]
fn a_break_asks_for_a_higher_version() {
    let at = |version: &str, codes: &[&str]| {
        let rows: String = codes.iter().map(|code| row(code, "")).collect();
        format!("[catalog]\nversion = \"{version}\"\n{rows}")
    };
    let old = at("2.1.0", &["a", "b"]);
    for (new, is_found) in [("2.1.0", true), ("2.2.0", true), ("1.9.0", true), ("3.0.0", false)] {
        let found = rules(&old, &at(new, &["a"])).contains(&"version-not-raised");
        assert_eq!(found, is_found, "{new}");
    }
    assert!(!rules(&old, &at("2.1.0", &["a", "b", "c"])).contains(&"version-not-raised"));
    assert!(rules(&old, &row("a", "")).contains(&"version-not-raised"), "the version is removed");
    assert!(!rules(&row("a", ""), &at("2.1.0", &["b"])).contains(&"version-not-raised"), "it is new");
    let bump = |new: &str| Bump::of(&findings(&old, new));
    assert_eq!(bump(&at("2.1.0", &["a"])), Some(Bump::Major));
    assert_eq!(bump(&at("2.1.0", &["a", "b", "c"])), Some(Bump::Minor));
    assert_eq!(bump(&at("2.1.0", &["b", "a"])), Some(Bump::Patch));
}

#[test]
fn a_message_has_texts_in_backticks_and_numbers_as_they_are() {
    let head = |text: &str| format!("{text}{}", row("a", ""));
    let cases = [
        (head(""), head("[catalog]\nname = \"x\"\n"), "the catalog gets the name `x`"),
        (head("[catalog]\nname = \"x\"\n"), head(""), "the name of the catalog was `x`, and is removed"),
        (
            row("a", "data = { n = 1 }"),
            row("a", "data = { n = \"1\" }"),
            "the type of `n` in the `data` of `a` changes from `integer` to `string`",
        ),
        (
            row("a", "data = { n = true }"),
            row("a", "data = { n = false }"),
            "the value of `n` in the `data` of `a` changes from `true` to `false`",
        ),
        (
            row("a", "retry_after = 1"),
            row("a", "retry_after = 2"),
            "`retry_after` of `a` changes from 1 to 2",
        ),
    ];
    for (old, new, message) in cases {
        let found = findings(&old, &new);
        assert_eq!(found[0].message, message, "{found:#?}");
    }
}

#[test]
fn findings_are_ordered_by_severity_and_then_as_in_the_catalog() {
    let old = row("a", "help = \"x\"") + &row("b", "") + &row("c", "") + &row("d", "help = \"x\"");
    let new = row("a", "") + &row("c", "help = \"x\"") + &row("d", "");
    let found: Vec<_> =
        findings(&old, &new).into_iter().map(|found| (found.severity(), found.subject)).collect();
    let expected = [
        ("b", Severity::Breaking),
        ("b", Severity::Breaking),
        ("a", Severity::Info),
        ("c", Severity::Info),
        ("d", Severity::Info),
    ];
    assert_eq!(found, expected.map(|(code, severity)| (severity, code.to_owned())));
}

#[test]
fn a_finding_shows_the_lines_of_both_catalogs() {
    let (old, new) = (catalog(&row("a", "help = \"x\"")), catalog(&("\n\n".to_owned() + &row("a", ""))));
    let found = diff(&Contract::of(&old), &Contract::of(&new));
    let expected = "error_codes.toml:4:8: the help of `a` is removed
 --> error_codes.toml:4:8
  |
4 | help = \"x\"
  |        ^^^ before
  |
 ::: error_codes.toml:4:8
  |
4 | code = \"a\"
  |        ^^^ after";
    assert_eq!(found[0].render(Some(&old.sources), Some(&new.sources)), expected);
    assert_eq!(found[0].render(None, None), "the help of `a` is removed");
}

#[test]
fn a_finding_has_the_place_of_the_value() {
    let cases = [
        ("status = 410", "status = 404"),
        ("help = \"x\"", "help = \"y\""),
        ("data = { kind = 1 }", "data = { kind = 2 }"),
        ("headers = { X-A = \"1\" }", "headers = { X-A = \"2\" }"),
        ("retry_after = 1", "retry_after = 2"),
        ("variant = \"X\"", "variant = \"Y\""),
        ("level = \"info\"", "level = \"debug\""),
    ];
    for (old, new) in cases {
        let text = |line: &str| {
            format!(
                "[[error]]\ncode = \"a\"\n{}{line}\n",
                if line.starts_with("status") { "description = \"x\"\n" } else { "status = 410\n" }
            )
        };
        let (old, new) = (catalog(&text(old)), catalog(&text(new)));
        let found = diff(&Contract::of(&old), &Contract::of(&new));
        assert_eq!(found.len(), 1, "{found:?}");
        let line = |catalog: &errcat_catalog::Catalog, span: Option<_>| {
            catalog.sources.place(span.expect("a place")).line
        };
        assert_eq!((line(&old, found[0].old_span), line(&new, found[0].new_span)), (4, 4), "{found:?}");
    }
}

#[test]
fn names_of_the_scales_are_read() {
    assert!("breaking".parse::<Severity>().is_ok_and(|severity| severity > Severity::Risky));
    assert!(Who::ALL.iter().all(|who| who.to_string().parse() == Ok(*who)));
    assert!(Rule::ALL.iter().all(|rule| rule.to_string().parse() == Ok(*rule)));
    assert_eq!(
        "braking".parse::<Severity>().unwrap_err().to_string(),
        "unknown name `braking`; a similar name exists: `breaking`"
    );
}

#[test]
fn a_member_that_is_no_longer_the_code_breaks_clients() {
    let bodies = |code: &str| {
        let constant = "[envelope.success]\nok = true\n[envelope.failure]\nok = false\n";
        format!("{constant}code = \"{code}\"\nmessage = \"{{description}}\"\n{}", row("a", ""))
    };
    let removed =
        "breaking[member-removed] for wire: `code` in `envelope.failure` is no longer the code, but";
    for other in ["{description}", "{code}x", "{title}"] {
        let found = lines(&bodies("{code}"), &bodies(other));
        assert!(found.contains(&format!("{removed} `{other}`")), "{other}: {found:?}");
    }
    let found = rules(&bodies("{code}"), &bodies("{code:null}"));
    assert!(!found.contains(&"member-removed"), "{found:?}");
    let text = |text: &str| bodies("x").replace("\"x\"", &format!("\"{text}\""));
    for other in ["https://b/{code}", "{code}", "{title}"] {
        let found = lines(&text("https://a/{code}"), &text(other));
        assert!(found.contains(&format!("{removed} `{other}`")), "{other}: {found:?}");
    }
    // A page next to the code is not where it is read.
    let page = |host: &str| {
        bodies("{code}").replace("message", &format!("page = \"https://{host}/{{code}}\"\nmessage"))
    };
    assert_eq!(rules(&page("a"), &page("b")), ["member-source-changed"]);
    // Back again, no client was told before where the code is.
    assert!(rules(&bodies("{title}"), &bodies("{code}")).contains(&"member-source-changed"));
}
