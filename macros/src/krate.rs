//! Finds the name that the user's package gives to the crate `errcat`, if the user does not write `crate = …`.

use std::path::Path as FilePath;

use errcat_catalog::files;
use proc_macro2::{Ident, Span};
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Path, Result};
use toml::de::{DeString, DeTable, DeValue};

/// The value of `crate = …`.
pub(crate) struct CratePath(pub(crate) Path);

impl Parse for CratePath {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(LitStr) {
            return Err(input.error("expected a path without quotes"));
        }
        input.parse().map(Self)
    }
}

/// Returns `::errcat`, or the path with the name that the package's manifest gives to the crate.
pub(crate) fn path() -> Path {
    let name = name().and_then(|name| syn::parse_str::<Ident>(&name.replace('-', "_")).ok());
    let name = name.unwrap_or_else(|| Ident::new("errcat", Span::call_site()));
    syn::parse_quote!(::#name)
}

fn name() -> Option<String> {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let folder = FilePath::new(&folder);
    renamed(&manifest(folder)?, || manifest(&files::workspace(folder)?))
}

fn manifest(folder: &FilePath) -> Option<String> {
    String::from_utf8(files::read(&folder.join("Cargo.toml")).ok()?).ok()
}

/// Returns the name of the dependency that renames `errcat`, there or in the manifest of the workspace. Returns `None` if
/// a dependency is called `errcat`.
fn renamed(manifest: &str, workspace: impl FnOnce() -> Option<String>) -> Option<String> {
    // Almost no manifest renames the crate. The others are not parsed, which saves time.
    let is_quoted = ["\"errcat\"", "'errcat'"].iter().any(|name| manifest.contains(name));
    if !is_quoted && manifest.lines().any(is_dependency) {
        return None;
    }
    let (manifest, _) = DeTable::parse_recoverable(manifest);
    let tables = dependencies(manifest.get_ref());
    if tables.iter().any(|table| table.contains_key("errcat")) {
        return None;
    }
    let named = |is_one: fn(&DeTable<'_>) -> bool| {
        let all = tables.iter().flat_map(|table| table.iter());
        all.filter(move |(_, value)| as_table(value).is_some_and(is_one)).map(|(name, _)| name.get_ref())
    };
    if let Some(name) = named(is_errcat).next() {
        return Some(name.to_string());
    }
    named(is_inherited).next()?;
    let workspace = workspace()?;
    let (workspace, _) = DeTable::parse_recoverable(&workspace);
    let shared = table(table(workspace.get_ref(), "workspace")?, "dependencies")?;
    let is_renamed = |name: &&DeString<'_>| table(shared, name).is_some_and(is_errcat);
    named(is_inherited).find(is_renamed).map(ToString::to_string)
}

/// Returns whether a line is that of a dependency called `errcat`. A feature can have this name, too.
fn is_dependency(line: &str) -> bool {
    let value = line.trim_start().strip_prefix("errcat").map(str::trim_start);
    value.is_some_and(|value| match value.strip_prefix('=') {
        Some(value) => !value.trim_start().starts_with('['),
        None => value.starts_with('.'),
    })
}

/// Returns all tables of dependencies.
fn dependencies<'a>(manifest: &'a DeTable<'a>) -> Vec<&'a DeTable<'a>> {
    let targets = table(manifest, "target").into_iter().flat_map(DeTable::values).filter_map(as_table);
    let tables = targets.chain([manifest]).flat_map(|parent| {
        ["dependencies", "dev-dependencies", "build-dependencies"]
            .into_iter()
            .filter_map(|name| table(parent, name))
    });
    tables.collect()
}

fn is_errcat(dependency: &DeTable<'_>) -> bool {
    dependency.get("package").is_some_and(|package| package.get_ref().as_str() == Some("errcat"))
}

fn is_inherited(dependency: &DeTable<'_>) -> bool {
    dependency.get("workspace").is_some_and(|workspace| workspace.get_ref().as_bool() == Some(true))
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
            assert_eq!(renamed(manifest, || None).as_deref(), name, "{manifest}");
        }
    }

    #[test]
    fn a_dependency_that_the_workspace_renames_is_found() {
        let workspace =
            "[workspace.dependencies]\nec = { version = \"1\", package = \"errcat\" }\nserde = \"1\"\n";
        let manifests = [
            ("[dependencies]\nserde.workspace = true\nec.workspace = true\n", Some("ec")),
            ("[dev-dependencies]\nec = { workspace = true }\n", Some("ec")),
            ("[dependencies]\nserde.workspace = true\n", None),
            ("[dependencies]\nec.workspace = true\nerrcat = \"1\"\n", None),
            ("[dependencies]\nec.workspace = true\nerrcat.workspace = true\n", None),
            ("[dependencies]\nec.workspace = true\nerrcat-codes = { path = \"../codes\" }\n", Some("ec")),
            ("[dependencies]\nec.workspace = true\n[features]\nerrcat = [\"ec\"]\n", Some("ec")),
            ("[dependencies.errcat]\nversion = \"1\"\n[dependencies.ec]\nworkspace = true\n", None),
        ];
        for (manifest, name) in manifests {
            let workspace = || Some(workspace.to_owned());
            assert_eq!(renamed(manifest, workspace).as_deref(), name, "{manifest}");
        }
        let without = "[dependencies]\nserde = \"1\"\n";
        assert_eq!(renamed(without, || panic!("it is not read")), None);
    }
}
