//! Finds the catalogs of a workspace: the paths in `#[errcat::catalog("…")]`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::LazyLock;

use cargo_metadata::{Metadata, MetadataCommand, Package, Target};
use errcat_catalog::files::normal;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

use crate::arguments::Catalogs;
use crate::commands::Failed;
use crate::git::Git;
use crate::{files, locks};

/// The usual name of a catalog.
const USUAL: &str = "error_codes.toml";

/// Returns the catalogs that a command reads, as paths from the current folder. Each of them is there once.
pub(crate) fn catalogs(given: &Catalogs) -> Result<Vec<PathBuf>, Failed> {
    given.catalogs.iter().try_for_each(|path| no_folder(path))?;
    paths(given)
}

/// Fails if the path is that of a folder.
pub(crate) fn no_folder(path: &Path) -> Result<(), Failed> {
    if !path.is_dir() {
        return Ok(());
    }
    let (folder, example) = (path.display(), path.join(USUAL));
    let help = format!("name the catalog in it, such as `{}`", example.display());
    Err(Failed(format!("`{folder}` is a folder\n  = help: {help}")))
}

/// Returns the catalogs, as [`catalogs`] does. A given path can be that of a folder.
pub(crate) fn paths(given: &Catalogs) -> Result<Vec<PathBuf>, Failed> {
    if !given.catalogs.is_empty() {
        let mut seen = HashSet::new();
        let is_new = |path: &&PathBuf| seen.insert(files::identity(&files::slashes(path)));
        return Ok(given.catalogs.iter().filter(is_new).cloned().collect());
    }
    let usual = Path::new(USUAL);
    match in_workspace() {
        Ok(found) if !found.is_empty() => existing(&found),
        // There may be no Rust yet, or the catalog is for other languages.
        _ if usual.is_file() && !has_broken_manifest() => Ok(vec![usual.to_owned()]),
        Ok(_) => Err(Failed(format!(
            "no `#[errcat::catalog(\"…\")]` is in the sources of this workspace, and `{USUAL}` is not in this folder\n  = \
             help: name the catalog as an argument; an attribute that a macro of yours writes, or that is imported under another \
             name, is not found"
        ))),
        Err(failed) => Err(failed),
    }
}

/// Whether there are manifests that cargo cannot read. Then other packages may have catalogs, too.
fn has_broken_manifest() -> bool {
    let here = std::env::current_dir().unwrap_or_default();
    files::package(&here).is_some() && metadata().is_err() && !is_package_without_sources(&here)
}

/// Whether the folder has a package that is not part of a workspace, and has no source yet.
fn is_package_without_sources(folder: &Path) -> bool {
    let has_sources = ["src", "tests", "examples", "benches"].iter().any(|name| folder.join(name).exists());
    folder.join("Cargo.toml").is_file() && errcat_catalog::files::workspace(folder).is_none() && !has_sources
}

/// The paths of catalogs, for a message.
pub(crate) fn names(catalogs: &[PathBuf]) -> String {
    let names: Vec<_> = catalogs.iter().map(|path| format!("`{}`", path.display())).collect();
    names.join(", ")
}

/// The catalogs as paths from the current folder, if all of them are there.
fn existing(found: &BTreeMap<PathBuf, PathBuf>) -> Result<Vec<PathBuf>, Failed> {
    match found.iter().find(|(path, _)| !path.exists()) {
        Some((path, source)) => Err(Failed(format!(
            "there is no `{}`, which `#[errcat::catalog]` in `{}` names\n  = help: the path starts in the folder of the \
             package, or in `ERRCAT_ROOT`; to read other catalogs alone, name them as arguments",
            files::from_here(path).display(),
            files::from_here(source).display()
        ))),
        None => Ok(found.keys().map(|path| files::from_here(path)).collect()),
    }
}

/// The paths of the catalogs, each with a source that names it. Several crates can use one catalog.
fn in_workspace() -> Result<BTreeMap<PathBuf, PathBuf>, Failed> {
    let metadata = metadata().map_err(|error| {
        let create = if Path::new(USUAL).is_file() { "" } else { ", or create one with `cargo errcat new`" };
        Failed(format!(
            "cargo cannot be asked for the catalogs of the workspace: {}\n  = help: name the catalog as an argument{create}",
            error.to_string().trim_end()
        ))
    })?;
    // The macro starts there, too.
    let root = std::env::var_os("ERRCAT_ROOT").filter(|root| !root.is_empty());
    let root = root.map(|root| metadata.workspace_root.as_std_path().join(root));
    let mut found = BTreeMap::new();
    for package in metadata.workspace_packages() {
        let folder = package.manifest_path.parent().map_or(Path::new(""), |folder| folder.as_std_path());
        let folder = root.as_deref().unwrap_or(folder);
        for file in sources(package, metadata.target_directory.as_std_path()) {
            for Named { path, is_own } in in_file(&file) {
                // On every system, `\` separates folders in the path of a catalog.
                let path = normal(&folder.join(path.replace('\\', "/")));
                if is_own || path.exists() {
                    found.entry(path).or_insert_with(|| file.clone());
                }
            }
        }
    }
    Ok(found)
}

/// What cargo says about the workspace, or its error. It is asked once.
fn metadata() -> Result<&'static Metadata, &'static cargo_metadata::Error> {
    static METADATA: LazyLock<Result<Metadata, cargo_metadata::Error>> =
        LazyLock::new(|| MetadataCommand::new().no_deps().exec());
    METADATA.as_ref()
}

/// Says of each lock in the workspace that its catalog has been removed. It would otherwise not be compared with anything. A
/// lock that never had a catalog, such as one of a test, is not one of them.
pub(crate) fn locks_without_catalogs() -> Vec<Failed> {
    let Ok(metadata) = metadata() else { return Vec::new() };
    let root = metadata.workspace_root.as_std_path();
    let git = Git::beside(&root.join("Cargo.toml"));
    let listed = git.ask(&["ls-files", "-z", "--", "*.lock"]).unwrap_or_default();
    let was_there = |catalog: &Path| {
        let commit = git.ask(&[
            "--literal-pathspecs",
            "log",
            "-1",
            "--all",
            "--format=%h",
            "--",
            &files::slashes(catalog),
        ]);
        commit.is_ok_and(|commit| !commit.is_empty())
    };
    let is_lost = |lock: &PathBuf| {
        let catalog = lock.with_extension("toml");
        !catalog.exists() && locks::is_of_errcat(lock) && was_there(&catalog)
    };
    let locks = listed.split('\0').filter(|path| !path.is_empty()).map(|path| root.join(path));
    locks.filter(is_lost).map(|lock| without_catalog(&lock)).collect()
}

fn without_catalog(lock: &Path) -> Failed {
    let lock = files::from_here(lock);
    Failed(format!(
        "there is no `{}`, whose contract is in `{}`\n  = help: restore the catalog; if no client relies on its codes, remove \
         the lock, too",
        lock.with_extension("toml").display(),
        lock.display()
    ))
}

/// The Rust files of a package: those in the folders of its library, programs and examples. The folders of tests often
/// contain sources that are wrong on purpose.
fn sources(package: &Package, built: &Path) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    // A library has kinds such as `cdylib`, too.
    let is_used = |target: &&Target| !(target.is_test() || target.is_bench() || target.is_custom_build());
    let targets = package.targets.iter().filter(is_used);
    // Many targets have one folder.
    let folders: BTreeSet<_> = targets.filter_map(|target| target.src_path.parent()).collect();
    let own = package.manifest_path.parent().map_or(Path::new(""), |own| own.as_std_path());
    let others = NOT_OF_THE_LIBRARY.map(|name| own.join(name)).into_iter().chain([built.to_owned()]);
    let others: Vec<_> = others.collect();
    for folder in folders {
        collect(folder.as_std_path(), &others, &mut files);
    }
    files
}

/// Folders of a package that have no sources of a library. A module can have these names, too.
const NOT_OF_THE_LIBRARY: [&str; 4] = ["target", "tests", "benches", "examples"];

/// Adds the Rust files in a folder and in those below it, but not those of other packages, nor in the other folders.
/// Links are not followed, because they can lead around.
fn collect(folder: &Path, others: &[PathBuf], files: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(ty) if ty.is_dir() => {
                let is_module = || path.with_extension("rs").is_file() || path.join("mod.rs").is_file();
                let is_package = || path.join("Cargo.toml").is_file() && !is_module();
                if !others.contains(&path) && !is_package() {
                    collect(&path, others, files);
                }
            }
            Ok(ty) if ty.is_file() && path.extension().is_some_and(|extension| extension == "rs") => {
                files.insert(path);
            }
            _ => {}
        }
    }
}

/// The path of a catalog in an attribute.
struct Named {
    path: String,
    /// Whether the attribute is surely errcat's. The attribute of another crate can have the same name, and errcat can have
    /// another one.
    is_own: bool,
}

/// The paths of catalogs in a file. A file that is not Rust has none.
fn in_file(file: &Path) -> Vec<Named> {
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
fn in_tokens(tokens: TokenStream, paths: &mut Vec<Named>) {
    let mut after_hash = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                if after_hash && group.delimiter() == Delimiter::Bracket {
                    in_attribute(group.stream(), paths);
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

/// Finds the path in an attribute whose name ends in `catalog`, also in `cfg_attr`.
fn in_attribute(attribute: TokenStream, paths: &mut Vec<Named>) {
    let tokens: Vec<_> = attribute.into_iter().collect();
    let [before @ .., TokenTree::Ident(name), TokenTree::Group(arguments)] = tokens.as_slice() else {
        return;
    };
    let arguments: Vec<_> = arguments.stream().into_iter().collect();
    if *name == "catalog" {
        let first = arguments.first().cloned().map(TokenStream::from);
        let path = first.and_then(|first| syn::parse2::<LitStr>(first).ok());
        let is_own = match before {
            [.., TokenTree::Ident(krate), TokenTree::Punct(_), TokenTree::Punct(_)] => *krate == "errcat",
            _ => true,
        };
        paths.extend(path.map(|path| Named { path: path.value(), is_own }));
    } else if *name == "cfg_attr" {
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        for attribute in arguments.split(is_comma) {
            in_attribute(attribute.iter().cloned().collect(), paths);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        let mut paths = Vec::new();
        in_tokens(TokenStream::from_str(source).expect("Rust"), &mut paths);
        paths
            .into_iter()
            .map(|Named { path, is_own }| if is_own { path } else { format!("{path}?") })
            .collect()
    }

    #[test]
    fn attributes_are_found_at_any_depth() {
        let source = r#"
            #[errcat::catalog("a.toml")] enum A {}
            mod inner { fn test() { #[catalog("b/c.toml", module = false)] pub enum B {} } }
            #[cfg_attr(x, doc = "no")] #[::errcat::catalog("d.toml")] enum D {}
            #[cfg_attr(all(x, y), derive(Debug), errcat::catalog(r"e.toml"))] enum E {}
        "#;
        assert_eq!(found(source), ["a.toml", "b/c.toml", "d.toml", "e.toml"]);
    }

    #[test]
    fn attributes_are_found_with_any_brackets() {
        let source = r#"
            #[errcat::catalog["a.toml"]] enum A {}
            #[errcat::catalog { "b.toml", module = false }] enum B {}
            #[cfg_attr(x, errcat::catalog["c.toml"])] enum C {}
        "#;
        assert_eq!(found(source), ["a.toml", "b.toml", "c.toml"]);
    }

    #[test]
    fn attributes_of_another_crate_may_be_errcats() {
        let source = r#"
            #[facade::errcat::catalog("a.toml")] enum A {}
            #[renamed::catalog("b.toml")] enum B {}
            #[cfg_attr(x, other::catalog("c.toml"))] enum C {}
        "#;
        assert_eq!(found(source), ["a.toml", "b.toml?", "c.toml?"]);
    }

    #[test]
    fn text_and_other_attributes_are_not_catalogs() {
        let source = r##"
            // #[errcat::catalog("a.toml")]
            /// #[errcat::catalog("b.toml")]
            #[catalog] #[catalog(name)] #[other("c.toml")] #[catalog = "e.toml"]
            const TEXT: &str = r#"#[errcat::catalog("d.toml")]"#;
        "##;
        assert_eq!(found(source), [""; 0]);
    }
}
