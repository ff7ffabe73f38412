//! Finds the catalogs of a workspace: the paths in `#[errcat::catalog("…")]`.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use cargo_metadata::{MetadataCommand, Package, Target};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::arguments::Catalogs;
use crate::commands::Failed;
use crate::files;

/// The usual name of a catalog.
const USUAL: &str = "error_codes.toml";

/// Returns the catalogs that a command reads, as paths from the current folder.
pub(crate) fn catalogs(given: &Catalogs) -> Result<Vec<PathBuf>, Failed> {
    if !given.catalogs.is_empty() {
        return Ok(given.catalogs.clone());
    }
    let usual = Path::new(USUAL);
    match in_workspace() {
        Ok(found) if !found.is_empty() => Ok(found),
        // There is no Rust yet, or the catalog is for other languages.
        _ if usual.is_file() => Ok(vec![usual.to_owned()]),
        Ok(_) => Err(Failed(format!(
            "no `#[errcat::catalog(\"…\")]` is in the sources of this workspace, and `{USUAL}` is not in this folder\n  = \
             help: name the catalog as an argument; an attribute that a macro of yours writes, or that is imported under another \
             name, is not found"
        ))),
        Err(failed) => Err(failed),
    }
}

/// The paths of catalogs, for a message.
pub(crate) fn names(catalogs: &[PathBuf]) -> String {
    let names: Vec<_> = catalogs.iter().map(|path| format!("`{}`", path.display())).collect();
    names.join(", ")
}

fn in_workspace() -> Result<Vec<PathBuf>, Failed> {
    let metadata = MetadataCommand::new().no_deps().exec();
    let metadata =
        metadata.map_err(|error| Failed(format!("cannot ask cargo for the workspace: {error}")))?;
    let mut found = BTreeSet::new();
    for package in metadata.workspace_packages() {
        let folder = package.manifest_path.parent().map_or_else(PathBuf::new, Into::into);
        for path in sources(package).iter().flat_map(|file| in_file(file)) {
            found.insert(folder.join(path));
        }
    }
    let here = env::current_dir().unwrap_or_default();
    Ok(found.into_iter().map(|path| path.strip_prefix(&here).map_or(path.clone(), Path::to_owned)).collect())
}

/// The Rust files of a package: those in the folders of its library, programs and examples. The folders of tests often
/// contain sources that are wrong on purpose.
fn sources(package: &Package) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    let is_used = |target: &&Target| target.is_lib() || target.is_bin() || target.is_example();
    let targets = package.targets.iter().filter(is_used);
    // Many targets have one folder.
    let folders: BTreeSet<_> = targets.filter_map(|target| target.src_path.parent()).collect();
    for folder in folders {
        collect(folder.as_std_path(), &mut files);
    }
    files
}

/// Adds the Rust files in a folder and in those below it. Links are not followed, because they can lead around.
fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(ty) if ty.is_dir() && path.file_name().is_some_and(|name| name != "target") => {
                collect(&path, files);
            }
            Ok(ty) if ty.is_file() && path.extension().is_some_and(|extension| extension == "rs") => {
                files.insert(path);
            }
            _ => {}
        }
    }
}

/// The paths of catalogs in a file. A file that is not Rust has none.
fn in_file(file: &Path) -> Vec<String> {
    let text = files::bytes(file).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let mut paths = Vec::new();
    // Most files have no catalog, and reading the tokens takes time.
    if text.contains("catalog")
        && let Ok(tokens) = TokenStream::from_str(&text)
    {
        in_tokens(tokens, &mut paths);
    }
    paths
}

/// Finds `#[errcat::catalog("…")]` and `#[catalog("…")]`, at any depth.
fn in_tokens(tokens: TokenStream, paths: &mut Vec<String>) {
    let mut after_hash = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                if after_hash && group.delimiter() == Delimiter::Bracket {
                    paths.extend(in_attribute(group.stream()));
                } else {
                    in_tokens(group.stream(), paths);
                }
                after_hash = false;
            }
            TokenTree::Punct(punct) => after_hash = punct.as_char() == '#',
            _ => after_hash = false,
        }
    }
}

/// The path in an attribute whose name ends in `catalog`.
fn in_attribute(attribute: TokenStream) -> Option<String> {
    let tokens: Vec<_> = attribute.into_iter().collect();
    let [.., TokenTree::Ident(name), TokenTree::Group(arguments)] = tokens.as_slice() else { return None };
    let is_catalog = *name == "catalog" && arguments.delimiter() == Delimiter::Parenthesis;
    let first = is_catalog.then(|| arguments.stream().into_iter().next())??;
    let TokenTree::Literal(literal) = first else { return None };
    // A string of Rust without escapes that JSON does not have. A path has no others.
    serde_json::from_str(&literal.to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        let mut paths = Vec::new();
        in_tokens(TokenStream::from_str(source).expect("Rust"), &mut paths);
        paths
    }

    #[test]
    fn attributes_are_found_at_any_depth() {
        let source = r#"
            #[errcat::catalog("a.toml")] enum A {}
            mod inner { fn test() { #[catalog("b/c.toml", module = false)] pub enum B {} } }
            #[cfg_attr(x, doc = "no")] #[::errcat::catalog("d.toml")] enum D {}
        "#;
        assert_eq!(found(source), ["a.toml", "b/c.toml", "d.toml"]);
    }

    #[test]
    fn text_and_other_attributes_are_not_catalogs() {
        let source = r##"
            // #[errcat::catalog("a.toml")]
            /// #[errcat::catalog("b.toml")]
            #[catalog] #[catalog(name)] #[other("c.toml")]
            const TEXT: &str = r#"#[errcat::catalog("d.toml")]"#;
        "##;
        assert_eq!(found(source), [""; 0]);
    }
}
