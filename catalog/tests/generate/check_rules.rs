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

    let allowing = |rule: CheckRule| format!("[catalog]\nallow = [\"open-http-kinds\", \"{}\"]\n", rule.id());
    let warnings = CheckRule::ALL.iter().copied().filter(|rule| rule.grade() == Grade::Warning);
    for rule in warnings {
        assert!(Rule::warnings().contains(&rule.id()), "{rule:?}");
        let (one, other) =
            ("code = 1\nstatus = 503\ndescription = \"a\"", "code = 1\nstatus = 429\ndescription = \"b\"");
        let [one, other] = [one, other].map(|row| format!("[[error]]\n{row}\nvariant = \"A\"\n"));
        let [plain, other] = [one.clone(), other].map(|rows| named("a.toml", &rows));
        let allowing = named("b.toml", &format!("{}{one}", allowing(rule)));
        let found = |catalogs: &[&Catalog]| across(catalogs).iter().any(|across| across.rule == rule);
        assert!(!found(&[&allowing, &other]) && !found(&[&other, &allowing]), "{rule:?}");
        if matches!(rule, CheckRule::StatusDiffers | CheckRule::TextDiffers) {
            assert!(found(&[&plain, &other]), "{rule:?}");
        }
    }
    let errors = CheckRule::ALL.iter().filter(|rule| rule.grade() != Grade::Warning);
    assert!(errors.into_iter().all(|rule| !Rule::warnings().contains(&rule.id())));
}
