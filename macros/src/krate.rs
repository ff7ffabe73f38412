//! Finds the name that the user's package gives to the crate `errcat`, if the user does not write `crate = …`.

use std::path::Path as FilePath;

use errcat_catalog::files;
use proc_macro2::{Ident, Span};
use syn::Path;
use toml::de::{DeTable, DeValue};

/// Returns `::errcat`, or the path with the name that the package's manifest gives to the crate.
pub(crate) fn path() -> Path {
    let name = manifest().as_deref().and_then(renamed);
    let name = name.and_then(|name| syn::parse_str::<Ident>(&name.replace('-', "_")).ok());
    let name = name.unwrap_or_else(|| Ident::new("errcat", Span::call_site()));
    syn::parse_quote!(::#name)
}

fn manifest() -> Option<String> {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
    String::from_utf8(files::read(&FilePath::new(&folder).join("Cargo.toml")).ok()?).ok()
}

/// Returns the name of the dependency that renames `errcat`. Returns `None` if a dependency is called `errcat`.
fn renamed(manifest: &str) -> Option<String> {
    // Almost no manifest renames the crate. The others are not parsed, which saves time.
    if !["\"errcat\"", "'errcat'"].iter().any(|name| manifest.contains(name)) {
        return None;
    }
    let (manifest, _) = DeTable::parse_recoverable(manifest);
    let manifest = manifest.get_ref();
    let targets = table(manifest, "target").into_iter().flat_map(DeTable::values).filter_map(as_table);
    let tables = targets.chain([manifest]).flat_map(|parent| {
        ["dependencies", "dev-dependencies", "build-dependencies"]
            .into_iter()
            .filter_map(|name| table(parent, name))
    });
    let tables: Vec<&DeTable<'_>> = tables.collect();
    if tables.iter().any(|table| table.contains_key("errcat")) {
        return None;
    }
    let dependencies = tables.into_iter().flat_map(DeTable::iter);
    let mut renamed = dependencies.filter(|(_, value)| {
        let package = as_table(value).and_then(|value| value.get("package"));
        package.is_some_and(|package| package.get_ref().as_str() == Some("errcat"))
    });
    renamed.next().map(|(name, _)| name.get_ref().to_string())
}

fn table<'a>(parent: &'a DeTable<'a>, name: &str) -> Option<&'a DeTable<'a>> {
    parent.get(name).and_then(as_table)
}

fn as_table<'a>(value: &'a toml::Spanned<DeValue<'a>>) -> Option<&'a DeTable<'a>> {
    value.get_ref().as_table()
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn a_renamed_dependency_is_found_by_its_package() {
        let manifests = [
            ("[dependencies]\nerrcat = \"1\"\n", None),
            ("[package]\nname = \"errcat\"\n[dependencies]\nserde = \"1\"\n", None),
            ("[dependencies]\nec = { version = \"1\", package = \"errcat\" }\n", Some("ec")),
            ("[dev-dependencies.error-codes]\npackage = \"errcat\"\n", Some("error-codes")),
            ("[target.'cfg(unix)'.dependencies]\nec = { path = \"x\", package = \"errcat\" }\n", Some("ec")),
            ("[dependencies]\nerrcat = \"2\"\nold = { version = \"1\", package = \"errcat\" }\n", None),
            ("[dependencies]\nec = { version = '1', package = 'errcat' }\n", Some("ec")),
            ("[dependencies\nec = { package = \"errcat\" }\n", None),
        ];
        for (manifest, name) in manifests {
            assert_eq!(renamed(manifest).as_deref(), name, "{manifest}");
        }
    }
}
