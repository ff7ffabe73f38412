//! Catalogs and findings of these tests.

use errcat_catalog::Catalog;
use errcat_catalog::contract::{Contract, Finding, diff};

/// Reads a catalog of one file.
#[track_caller]
pub(crate) fn catalog(text: &str) -> Catalog {
    match errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.as_bytes().to_vec())) {
        Ok(catalog) => catalog,
        Err(rejected) => {
            let messages: Vec<_> = rejected.diagnostics.messages().collect();
            panic!("{}\n{text}", messages.join("\n"));
        }
    }
}

#[track_caller]
pub(crate) fn contract(text: &str) -> Contract {
    Contract::of(&catalog(text))
}

/// Compares two catalogs.
#[track_caller]
pub(crate) fn findings(old: &str, new: &str) -> Vec<Finding> {
    diff(&contract(old), &contract(new))
}

/// Returns a finding as a page shows it.
pub(crate) fn line(finding: &Finding) -> String {
    let Finding { rule, message, .. } = finding;
    format!("{}[{rule}] for {}: {message}", rule.severity(), rule.who())
}

/// Returns the lines of all findings.
#[track_caller]
pub(crate) fn lines(old: &str, new: &str) -> Vec<String> {
    findings(old, new).iter().map(line).collect()
}
