//! What is generated from a catalog for others.

mod check_rules;
mod json;
mod markdown;
mod texts;
mod typescript;

use errcat_catalog::Catalog;

/// Reads a catalog of one file.
#[track_caller]
fn catalog(text: &str) -> Catalog {
    named("error_codes.toml", text)
}

/// Reads a catalog of one file with this name.
#[track_caller]
fn named(name: &str, text: &str) -> Catalog {
    match errcat_catalog::read(name, &mut |_: &str| Ok(text.as_bytes().to_vec())) {
        Ok(catalog) => catalog,
        Err(rejected) => {
            let messages: Vec<_> = rejected.diagnostics.messages().collect();
            panic!("{}\n{text}", messages.join("\n"));
        }
    }
}
