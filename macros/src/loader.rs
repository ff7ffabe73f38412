//! Reads the files that the catalog crate asks for, and makes the compiler watch them.

use std::io;
use std::path::{Component, Path, PathBuf};

use errcat_catalog::{Load, Unreadable, files};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

use crate::folders::{Folders, ROOT};

/// The folders of the catalog, and the paths of the files that have been read.
pub(crate) struct Files {
    folders: Result<Folders, Unreadable>,
    read: Vec<String>,
}

impl Files {
    /// Paths are relative to `ERRCAT_ROOT` if it is set, and otherwise to the package.
    pub(crate) fn from_environment() -> Self {
        Self { folders: Folders::from_environment(), read: Vec::new() }
    }

    /// Returns items that make the compiler rebuild the crate when the variable or a file that was read changes.
    ///
    /// All literals of the catalog's own path have the span of the path in the attribute. Then rust-analyzer's "go to
    /// definition" finds the `include_bytes!` of the file. It only follows a `concat!` whose parts have the same span.
    pub(crate) fn tracked(&self, catalog: &LitStr) -> TokenStream {
        // The first file that is read is always the catalog itself.
        let files = self.folders.iter().flat_map(|folders| {
            self.read.iter().enumerate().map(|(index, path)| {
                let span = if index == 0 { catalog.span() } else { Span::call_site() };
                watched(folders, path, span)
            })
        });
        quote! {
            const _: ::core::option::Option<&::core::primitive::str> = ::core::option_env!(#ROOT);
            #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#files);)*
        }
    }
}

/// Returns the path of a file for `include_bytes!`. If possible, it uses `env!`, so that the output does not depend on
/// the folder of the package. If the value of the variable is relative, the path is absolute.
fn watched(folders: &Folders, path: &str, span: Span) -> TokenStream {
    if !folders.is_value || replaces_folder(path) {
        // Nothing is lost, because both parts are UTF-8.
        let path = LitStr::new(&folders.start.join(path).to_string_lossy(), span);
        return quote! { #path };
    }
    let variable = LitStr::new(folders.variable, span);
    let separator = LitStr::new("/", span);
    let path = LitStr::new(path, span);
    quote! { ::core::concat!(::core::env!(#variable), #separator, #path) }
}

/// Returns the path from a folder to a file inside of it.
fn within(folder: &Path, file: &Path) -> Option<String> {
    let names = file.strip_prefix(folder).ok()?.iter().map(|name| name.to_str());
    Some(names.collect::<Option<Vec<_>>>()?.join("/"))
}

/// Returns whether a path starts with a root or a drive of this system. Joining such a path to a folder replaces the
/// folder.
fn replaces_folder(path: &str) -> bool {
    matches!(Path::new(path).components().next(), Some(Component::Prefix(_) | Component::RootDir))
}

impl Load for Files {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        let folders = self.folders.as_ref().map_err(Clone::clone)?;
        let full = folders.start.join(path);
        if !folders.hold(&full) {
            let help =
                format!("put the file into the package, into its workspace, or into the folder in `{ROOT}`");
            return Err(Unreadable::new("it is outside of the package and its workspace", help).into());
        }
        let bytes = files::read(&full)?;
        self.read.push(path.to_owned());
        Ok(bytes)
    }

    fn is_served(&self) -> bool {
        cfg!(feature = "server")
    }

    fn identity(&self, path: &str) -> PathBuf {
        match &self.folders {
            Ok(folders) => files::normal(&folders.start.join(path)),
            Err(_) => path.into(),
        }
    }

    /// The compiler runs in the workspace. The path starts there, so that a terminal or an editor can open it.
    fn display_path(&self, path: &str) -> String {
        let shown = || within(&std::env::current_dir().ok()?, &self.identity(path));
        shown().unwrap_or_else(|| path.to_owned())
    }

    fn start(&self) -> String {
        match &self.folders {
            Ok(folders) if folders.variable != ROOT => {
                let folder = folders.start.file_name().unwrap_or_default().to_string_lossy();
                format!("paths are relative to the folder of this package's Cargo.toml, `{folder}`")
            }
            _ => format!("paths are relative to the folder in `{ROOT}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_starts_where_the_compiler_runs() {
        let shown = |file: &str| within(Path::new("/shop"), Path::new(file));
        assert_eq!(shown("/shop/contract/errors/shop.toml").as_deref(), Some("contract/errors/shop.toml"));
        assert_eq!(shown("/shop/error_codes.toml").as_deref(), Some("error_codes.toml"));
        assert_eq!(shown("/shops/error_codes.toml"), None);
    }
}
