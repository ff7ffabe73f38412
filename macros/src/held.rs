//! Checks that the variants that the user wrote match the rows of the catalog.

use std::collections::HashSet;

use errcat_catalog::{Catalog, Row, nearest};
use syn::ext::IdentExt;
use syn::{Error, Variant};

use crate::input::Input;

/// Returns an error for each variant without a row and for each row without a variant. If the user wrote no variants,
/// there are no errors.
pub(crate) fn check(input: &Input, catalog: &Catalog) -> Vec<Error> {
    let variants: Vec<(String, &Variant)> =
        input.item.variants.iter().map(|variant| (variant.ident.unraw().to_string(), variant)).collect();
    if variants.is_empty() {
        return Vec::new();
    }
    let rows: HashSet<&str> = catalog.rows.iter().map(|row| row.variant.as_str()).collect();
    let names: HashSet<&str> = variants.iter().map(|(name, _)| name.as_str()).collect();
    let mut errors: Vec<Error> = variants
        .iter()
        .filter(|(name, _)| catalog.is_complete && !rows.contains(name.as_str()))
        .map(|(name, variant)| without_row(name, variant, input, catalog))
        .collect();
    let without = catalog.rows.iter().filter(|row| !names.contains(row.variant.as_str()));
    errors.extend(without.map(|row| without_variant(row, input, catalog)));
    errors
}

fn without_row(name: &str, variant: &Variant, input: &Input, catalog: &Catalog) -> Error {
    let near = nearest(name, catalog.rows.iter().map(|row| row.variant.as_str()));
    let help = match catalog.rows.iter().find(|row| Some(row.variant.as_str()) == near) {
        Some(row) => format!("a similar row exists: `{}` (`{}`)", row.code, row.variant),
        None => "add a row for it, or remove the variant".to_owned(),
    };
    let message = format!("no row for variant `{name}` in `{}`\n  = help: {help}", input.path.value());
    Error::new(variant.ident.span(), message)
}

fn without_variant(row: &Row, input: &Input, catalog: &Catalog) -> Error {
    let place = catalog.sources.place(row.span);
    let message = format!("no variant `{}` for row `{}` at {place}", row.variant, row.code);
    let help = "add the variant, or remove all variants, so that the macro generates them";
    Error::new_spanned(&input.item.ident, format!("{message}\n  = help: {help}"))
}
