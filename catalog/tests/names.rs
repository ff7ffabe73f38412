//! The Rust names of codes, and codes that look like others.

use errcat_catalog::{Catalog, Rejected, Rule};

fn read(text: &str) -> Result<Catalog, Box<Rejected>> {
    errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.as_bytes().to_vec()))
}

/// The rules that a catalog breaks, warnings among them.
fn broken(text: &str) -> Vec<Rule> {
    match read(text) {
        Ok(catalog) => catalog.warnings.iter().map(|warning| warning.rule).collect(),
        Err(rejected) => {
            let warnings = rejected.salvage.warnings.iter().map(|warning| warning.rule);
            rejected.diagnostics.iter().map(|error| error.rule).chain(warnings).collect()
        }
    }
}

#[test]
fn a_row_with_params_has_no_name_of_what_is_in_the_module() {
    for name in ["Success", "Failure", "Envelope", "Result", "actix", "axum", "poem", "rocket"] {
        let row = format!("[[error]]\ncode = \"a\"\nstatus = 400\nvariant = \"{name}\"\n");
        assert!(broken(&row).is_empty(), "{name}");
        let row = format!("{row}message = \"{{what}}\"\nparams = {{ what = \"string\" }}\n");
        assert_eq!(broken(&row), [Rule::ParamsNameTaken], "{name}");
    }
}
