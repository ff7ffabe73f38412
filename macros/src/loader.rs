//! Where the catalog is: reads the files that the catalog crate asks for, and has the compiler watch them.

use std::io;
use std::path::{Component, Path, PathBuf};

use errcat_catalog::{Load, Unreadable};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

use crate::file;
use crate::folders::{self, Folders, ROOT};

/// The folder that paths start from, and what has been read from it.
pub(crate) struct Files {
    folders: Result<Folders, Unreadable>,
    read: Vec<String>,
}

impl Files {
    /// Starts from `ERRCAT_ROOT`, where it is set, or from the package.
    pub(crate) fn from_environment() -> Self {
        Self { folders: Folders::from_environment(), read: Vec::new() }
    }

    /// Items that make the compiler compile again when a file that was read, or the variable, changes.
    ///
    /// All literals of the catalog's own path are at the path in the attribute: rust-analyzer, asked where that leads,
    /// looks for an `include_bytes!` of it, and follows `concat!` only where its parts are in one place.
    pub(crate) fn tracked(&self, catalog: &LitStr) -> TokenStream {
        // What is read first is the catalog itself, and without it nothing is.
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

/// A path for the compiler: put together from the variable, so that the output is the same wherever the package is, or
/// absolute, where the variable's own value is relative.
fn watched(folders: &Folders, path: &str, span: Span) -> TokenStream {
    if !folders.is_value || stands_by_itself(path) {
        // Both are UTF-8.
        let path = LitStr::new(&folders.start.join(path).to_string_lossy(), span);
        return quote! { #path };
    }
    let variable = LitStr::new(folders.variable, span);
    let separator = LitStr::new("/", span);
    let path = LitStr::new(path, span);
    quote! { ::core::concat!(::core::env!(#variable), #separator, #path) }
}

/// Whether a path has a root or a drive of this system, so that joining it to a folder leaves nothing of the folder.
fn stands_by_itself(path: &str) -> bool {
    matches!(Path::new(path).components().next(), Some(Component::Prefix(_) | Component::RootDir))
}

impl Load for Files {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        let folders = self.folders.as_ref().map_err(Clone::clone)?;
        let full = folders.start.join(path);
        if !folders.hold(&full) {
            let help =
                format!("files are in the package, in its workspace, or in the folder that `{ROOT}` names");
            return Err(Unreadable::new("it is outside of the package and its workspace", help).into());
        }
        let bytes = file::read(&full)?;
        self.read.push(path.to_owned());
        Ok(bytes)
    }

    fn is_served(&self) -> bool {
        cfg!(feature = "server")
    }

    fn identity(&self, path: &str) -> PathBuf {
        match &self.folders {
            Ok(folders) => folders::normal(&folders.start.join(path)),
            Err(_) => path.into(),
        }
    }

    fn start(&self) -> String {
        match &self.folders {
            Ok(folders) if folders.variable != ROOT => {
                let folder = folders.start.file_name().unwrap_or_default().to_string_lossy();
                format!("paths start at the folder of this package's Cargo.toml, `{folder}`")
            }
            _ => format!("paths start at the folder that {ROOT} names"),
        }
    }
}
