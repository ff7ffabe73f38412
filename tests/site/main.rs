//! The site that `generate docs` makes: valid HTML whose links lead somewhere, and which people can use in a browser.

mod browser;
mod html;

use std::fs;
use std::path::Path;

use errcat_catalog::Catalog;
use errcat_catalog::generate::{Page, docs};

/// Catalogs of every shape of body, and one with codes and texts that are made to break a page.
const CATALOGS: [&str; 19] = [
    "../../error_codes.toml",
    "../../examples/notes/error_codes.toml",
    "../../examples/workspace/contract/error_codes.toml",
    "../catalogs/containerum-user-manager.toml",
    "../catalogs/meilisearch.toml",
    "../catalogs/nasty.toml",
    "../openapi/integers.toml",
    "../wire/shapes/cloudflare.toml",
    "../wire/shapes/code_zero.toml",
    "../wire/shapes/github.toml",
    "../wire/shapes/google.toml",
    "../wire/shapes/json_api.toml",
    "../wire/shapes/laravel.toml",
    "../wire/shapes/openai.toml",
    "../wire/shapes/problem.toml",
    "../wire/shapes/slack.toml",
    "../wire/shapes/stripe.toml",
    "../wire/shapes/telegram.toml",
    HOSTILE,
];

const HOSTILE: &str = "hostile.toml";

/// Reads a catalog of a file of this repository.
fn catalog(path: &str) -> Catalog {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    read(&path.to_string_lossy(), &mut |file: &str| fs::read(file))
}

fn read(path: &str, load: &mut impl errcat_catalog::Load) -> Catalog {
    match errcat_catalog::read(path, load) {
        Ok(catalog) => catalog,
        Err(rejected) => panic!("{:?}", rejected.diagnostics.messages().collect::<Vec<_>>()),
    }
}

/// A catalog with this number of codes.
fn large(codes: usize) -> Catalog {
    let row = |index| {
        format!(
            "[[error]]\ncode = \"thing_{index:05}_not_found\"\nstatus = {}\n\
             description = \"The thing with the number {index} was not found in the store\"\n",
            if index % 3 == 0 { 503 } else { 404 }
        )
    };
    let text: String = (0..codes).map(row).collect();
    read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()))
}

fn find<'a>(pages: &'a [Page], path: &str) -> &'a str {
    &pages.iter().find(|page| page.path == path).unwrap_or_else(|| panic!("no page {path}")).text
}

#[test]
fn a_site_depends_on_nothing_but_its_catalog() {
    let catalog = catalog(HOSTILE);
    assert_eq!(docs(&catalog, false), docs(&catalog, false));
}

#[test]
fn rows_that_are_internal_are_only_there_on_request() {
    let catalog = catalog(HOSTILE);
    let has_row = |with_internal| {
        docs(&catalog, with_internal)
            .iter()
            .any(|page| page.path.contains("not_published") || page.text.contains("not_published"))
    };
    assert!(!has_row(false) && has_row(true));
}

#[test]
fn a_list_of_12_000_codes_has_less_than_2_megabytes() {
    let pages = docs(&large(12_000), false);
    assert_eq!(pages.len(), 12_004);
    assert!(find(&pages, "index.html").len() < 2_000_000, "{}", find(&pages, "index.html").len());
}

#[test]
fn errors_json_is_the_whole_catalog() {
    let catalog = catalog(HOSTILE);
    let pages = docs(&catalog, false);
    let json: serde_json::Value = serde_json::from_str(find(&pages, "errors.json")).expect("JSON");
    let whole: serde_json::Value =
        serde_json::from_str(&errcat_catalog::generate::json(&catalog, false)).expect("JSON");
    assert_eq!(json, whole);
}
