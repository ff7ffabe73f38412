//! The examples of the rules that only `cargo errcat check` checks.

use errcat_catalog::generate::check_texts;
use errcat_catalog::{Catalog, CheckRule, across};
use serde_json::Value;

use crate::named;

/// The blocks of an explanation, each with its language and the name of its file.
fn blocks(rule: CheckRule) -> Vec<(&'static str, &'static str)> {
    let blocks = rule.explanation().split("\n```").skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').expect("a block has an info line")).collect()
}

/// What the rules find in the files of an explanation, as `check` prints it.
fn found(rule: CheckRule) -> Vec<(CheckRule, String)> {
    let blocks = blocks(rule);
    let of = |language: &'static str| {
        blocks.iter().filter_map(move |(info, text)| Some((info.strip_prefix(language)?.trim(), *text)))
    };
    let catalogs: Vec<Catalog> = of("toml ").map(|(name, text)| named(name, text)).collect();
    let catalogs: Vec<_> = catalogs.iter().collect();
    let mut found = Vec::new();
    for other in across(&catalogs) {
        let place = catalogs[other.catalog].sources.place(other.span.expect("a place"));
        found.push((other.rule, format!("{place}: {}", other.message)));
    }
    for (name, text) in of("json ") {
        let texts: Vec<_> = pairs(text);
        let texts: Vec<_> = texts.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
        let mistakes = check_texts(catalogs[0], &texts);
        found.extend(
            mistakes.into_iter().map(|mistake| (mistake.rule, format!("{name}: {}", mistake.message))),
        );
    }
    found
}

/// The members of an object of strings, with one a line. A name can be there twice.
fn pairs(object: &str) -> Vec<(String, String)> {
    let lines = object.lines().filter(|line| line.starts_with("  "));
    let member = |line: &str| {
        let object: Value =
            serde_json::from_str(&format!("{{{}}}", line.trim_end_matches(','))).expect("JSON");
        let (code, text) = object.as_object().expect("an object").iter().next().expect("a member");
        (code.clone(), text.as_str().expect("a text").to_owned())
    };
    lines.map(member).collect()
}

#[test]
fn the_example_of_a_rule_breaks_that_rule_alone() {
    for rule in CheckRule::ALL.iter().filter(|rule| **rule != CheckRule::StaleFile) {
        let expected = blocks(*rule).into_iter().find(|(info, _)| *info == "text").expect("what is found").1;
        let expected: Vec<_> = expected.lines().map(|line| (*rule, line.to_owned())).collect();
        assert_eq!(found(*rule), expected, "{}", rule.id());
    }
}

#[test]
fn a_param_of_a_code_has_one_type() {
    let catalog = |ty: &str| {
        let row = "[[error]]\ncode = \"busy\"\nstatus = 503\nmessage = \"wait {time}\"\n";
        named(
            "c.toml",
            &format!("catalog.allow = [\"open-http-kinds\"]\n{row}params = {{ time = \"{ty}\" }}\n"),
        )
    };
    let (one, other) = (catalog("u32"), catalog("string"));
    let found: Vec<_> =
        across(&[&one, &other]).into_iter().map(|found| (found.rule, found.message)).collect();
    let message = "the param `time` of `busy` has the type string, but u32 at c.toml:3:8";
    assert_eq!(found, [(CheckRule::TypeDiffers, message.to_owned())]);
    assert_eq!(across(&[&one, &one]), []);
}

/// A catalog can allow each warning that only `check` reports, and so can the other catalog of the two.
#[test]
fn a_catalog_can_allow_each_of_them_that_is_a_warning() {
    use errcat_catalog::{Grade, Rule};

    let row = |code: &str, more: &str| format!("[[error]]\ncode = {code}\nvariant = \"A\"\n{more}\n");
    let named_with = |settings: &str, row: &str| {
        named("a.toml", &format!("[catalog]\nallow = [\"open-http-kinds\"{settings}\n{row}"))
    };
    let pairs = [
        (CheckRule::StatusDiffers, "]", row("1", "status = 503"), row("1", "status = 429")),
        (CheckRule::TypeDiffers, "]", row("1", "status = 503"), row("\"1\"", "status = 503")),
        (
            CheckRule::TextDiffers,
            "]",
            row("1", "status = 503"),
            row("1", "status = 503\ndescription = \"b\""),
        ),
        (CheckRule::RangesOverlap, "]\nrange = [1, 9]", row("1", "status = 503"), row("2", "status = 503")),
    ];
    for (rule, settings, one, other) in pairs {
        let plain = [&one, &other].map(|row| named_with(settings, row));
        let found = |catalogs: [&Catalog; 2]| across(&catalogs).iter().any(|across| across.rule == rule);
        assert!(found([&plain[0], &plain[1]]), "{rule:?}");
        let allowing = named_with(&format!(", \"{}\"{settings}", rule.id()), &one);
        assert!(!found([&allowing, &plain[1]]) && !found([&plain[1], &allowing]), "{rule:?}");
    }
    // Another test allows `text-missing`.
    let warnings = CheckRule::ALL.iter().filter(|rule| rule.grade() == Grade::Warning);
    assert!(warnings.clone().all(|rule| Rule::warnings().contains(&rule.id())));
    assert_eq!(warnings.count(), 5);
    let errors = CheckRule::ALL.iter().filter(|rule| rule.grade() != Grade::Warning);
    assert!(errors.into_iter().all(|rule| !Rule::warnings().contains(&rule.id())));
}

/// What one catalog allows is still found between the others.
#[test]
fn each_catalog_is_compared_with_those_that_do_not_allow_the_rule() {
    let row = |status: u16| format!("[[error]]\ncode = \"busy\"\nstatus = {status}\n");
    let allowing = named("a.toml", &format!("[catalog]\nallow = [\"status-differs\"]\n{}", row(429)));
    let (one, other) = (named("b.toml", &row(429)), named("c.toml", &row(503)));
    let rules = |catalogs: &[&Catalog]| across(catalogs).iter().map(|across| across.rule).collect::<Vec<_>>();
    // The texts are the reason phrases of the statuses.
    assert_eq!(rules(&[&allowing, &one, &other]), [CheckRule::StatusDiffers]);
    assert_eq!(rules(&[&one, &other, &allowing]), [CheckRule::StatusDiffers]);
    assert_eq!(rules(&[&allowing, &other]), []);
}
