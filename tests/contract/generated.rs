//! What is made from the catalog crate's own tables and checked in: the pages of the rules and of the changes, the schema
//! of the format, and a ui test for each rule.
//!
//! `ERRCAT_UPDATE=1 cargo test -p errcat-tests --test contract generated` writes all of it anew.

mod changes;
mod example;
mod page;
mod schema;
mod templates;

use std::fs;
use std::path::Path;

use errcat_catalog::{Grade, Rule};

use crate::generated::example::Examples;

/// Rules whose ui test is written by hand: what breaks them is no text, or too much of it for a page.
const BY_HAND: [Rule; 5] =
    [Rule::NotUtf8, Rule::TooManyRows, Rule::CodeTooLong, Rule::DescriptionTooLong, Rule::CatalogNameTooLong];

/// The rule that is told only where a feature for servers is on, which ui tests do without: `http_kinds.rs` has its test.
const SERVED: Rule = Rule::OpenHttpKinds;

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the workspace's folder")
}

/// Compares a file with what it should hold, or writes it.
#[track_caller]
fn is_generated(path: &Path, text: &str) {
    if std::env::var_os("ERRCAT_UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    let is = fs::read_to_string(path).unwrap_or_default();
    let path = path.display();
    assert!(is == text, "{path} is out of date; run this test with ERRCAT_UPDATE=1 to write it anew");
}

#[test]
fn the_page_of_the_rules() {
    is_generated(&workspace().join("docs/rules.md"), &page::rules());
}

#[test]
fn the_page_of_the_changes() {
    is_generated(&workspace().join("docs/changes.md"), &changes::changes());
}

#[test]
fn the_schema_of_the_format() {
    is_generated(&workspace().join("schema/error_codes.schema.json"), &schema::text());
}

#[test]
fn templates_of_any_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("wire/templates");
    for number in 0..templates::COUNT {
        is_generated(&folder.join(format!("{number}.toml")), &templates::catalog(number));
    }
}

#[test]
fn a_ui_test_for_each_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/rules");
    for rule in Rule::ALL.iter().filter(|rule| !BY_HAND.contains(rule) && **rule != SERVED) {
        for (name, text) in Examples::of(*rule).wrong() {
            is_generated(&folder.join(rule.id()).join(name), &text);
        }
        is_generated(&folder.join(format!("{}.rs", rule.id())), &ui_test(*rule));
    }
    for id in Rule::ALL.iter().filter(|rule| **rule != SERVED).map(|rule| rule.id()) {
        for file in [format!("{id}.rs"), format!("{id}.stderr")] {
            assert!(folder.join(&file).exists(), "rule `{id}` has no ui test: there is no {file}");
        }
    }
}

/// A warning is an error where it is denied, which is what a ui test can show.
fn ui_test(rule: Rule) -> String {
    let deny = match rule.grade() {
        Grade::Error => "",
        Grade::Warning => "#![deny(deprecated)]\n\n",
    };
    let path = format!("ui/rules/{}/error_codes.toml", rule.id());
    format!("{deny}#[errcat::catalog(\"{path}\")]\npub enum ErrorCode {{}}\n\nfn main() {{}}\n")
}

#[test]
fn no_ui_test_is_left_of_a_rule_that_is_no_more() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/rules");
    for entry in fs::read_dir(folder).expect("there are ui tests") {
        let path = entry.expect("an entry").path();
        let id = path.file_stem().and_then(|id| id.to_str()).expect("UTF-8");
        assert!(Rule::ALL.iter().any(|rule| rule.id() == id), "{} belongs to no rule", path.display());
    }
}

#[test]
fn the_wrong_example_of_a_rule_breaks_that_rule_alone() {
    for rule in Rule::ALL.iter().filter(|rule| !BY_HAND.contains(rule)) {
        let examples = Examples::of(*rule);
        let broken = examples.wrong().broken();
        assert_eq!(broken, [*rule], "{}: the wrong example", rule.id());
        let broken = examples.right().broken();
        assert!(broken.is_empty(), "{}: the right example breaks {broken:?}", rule.id());
    }
}

#[test]
fn a_warning_is_silent_where_it_is_allowed_and_an_error_where_the_catalog_is_strict() {
    let warnings: Vec<_> = Rule::ALL.iter().filter(|rule| rule.grade() == Grade::Warning).collect();
    assert!(warnings.len() >= 2);
    for rule in warnings {
        let wrong = Examples::of(*rule);
        let allowed = wrong.wrong().under(&format!("[catalog]\nallow = [\"{}\"]\n\n", rule.id()));
        assert!(allowed.broken().is_empty(), "{}", rule.id());
        assert!(wrong.wrong().read().is_ok(), "{}", rule.id());
        assert!(wrong.wrong().under("[catalog]\nstrict = true\n\n").read().is_err(), "{}", rule.id());
    }
}
