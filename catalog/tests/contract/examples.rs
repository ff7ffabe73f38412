//! The pages of the rules: each shows the smallest change that its rule is about.

use std::fmt::Write;

use errcat_catalog::contract::Rule;

use crate::fixture::{findings, lines};

/// Returns the block of a page with this info string.
#[track_caller]
fn block(rule: Rule, info: &str) -> &'static str {
    let (_, after) = rule
        .explanation()
        .split_once(&format!("\n```{info}\n"))
        .unwrap_or_else(|| panic!("the page of `{rule}` has no block `{info}`"));
    after.split_once("```\n").expect("a block ends").0
}

#[test]
fn each_page_shows_exactly_what_its_change_does() {
    let mut wrong = String::new();
    for rule in Rule::ALL {
        let (old, new) = (block(*rule, "toml old"), block(*rule, "toml new"));
        let found = lines(old, new).join("\n") + "\n";
        if found != block(*rule, "text") {
            let _ = write!(wrong, "@@ {rule}\n{found}");
        }
    }
    assert!(wrong.is_empty(), "these pages are wrong:\n{wrong}");
}

#[test]
fn the_change_of_a_page_has_one_finding_of_its_rule() {
    for rule in Rule::ALL {
        let found = findings(block(*rule, "toml old"), block(*rule, "toml new"));
        assert_eq!(found.iter().filter(|finding| finding.rule == *rule).count(), 1, "{rule}");
    }
}

#[test]
fn a_page_begins_with_an_explanation() {
    for rule in Rule::ALL {
        let explanation = rule.explanation().split("\n```").next().unwrap_or_default();
        assert!(explanation.len() > 80 && explanation.ends_with('\n'), "{rule}: {explanation}");
        assert!(rule.summary().ends_with('.'), "{rule}");
    }
}
