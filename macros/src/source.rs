//! Where the catalog is: reads the files that the catalog crate asks for, and has the compiler watch them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use errcat_catalog::Load;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

/// The environment variable that replaces the package's folder.
const ROOT: &str = "ERRCAT_ROOT";
/// The package's folder, which cargo sets.
const PACKAGE: &str = "CARGO_MANIFEST_DIR";

/// More bytes than any catalog has: a device may have no end.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The folder that paths start from, and what has been read from it.
pub(crate) struct Files {
    variable: &'static str,
    root: PathBuf,
    read: Vec<String>,
}

impl Files {
    /// Starts from `ERRCAT_ROOT`, where it is set, or from the package.
    pub(crate) fn from_environment() -> Self {
        let root = |variable| std::env::var_os(variable).filter(|root| !root.is_empty());
        match root(ROOT) {
            Some(path) => Self::at(ROOT, path.into()),
            None => Self::at(PACKAGE, root(PACKAGE).unwrap_or_default().into()),
        }
    }

    fn at(variable: &'static str, root: PathBuf) -> Self {
        Self { variable, root, read: Vec::new() }
    }

    /// Items that make the compiler compile again when a file that was read, or the variable, changes.
    ///
    /// All literals of the catalog's own path are at the path in the attribute: rust-analyzer, asked where that leads,
    /// looks for an `include_bytes!` of it, and follows `concat!` only where its parts are in one place.
    pub(crate) fn tracked(&self, catalog: &LitStr) -> TokenStream {
        // What is read first is the catalog itself, and without it nothing is.
        let files = self.read.iter().enumerate().map(|(index, path)| {
            let span = if index == 0 { catalog.span() } else { Span::call_site() };
            let path_literal = LitStr::new(path, span);
            if Path::new(path).is_absolute() {
                return quote! { ::core::include_bytes!(#path_literal) };
            }
            let variable = LitStr::new(self.variable, span);
            let separator = LitStr::new("/", span);
            quote! { ::core::include_bytes!(::core::concat!(::core::env!(#variable), #separator, #path_literal)) }
        });
        quote! {
            const _: ::core::option::Option<&::core::primitive::str> = ::core::option_env!(#ROOT);
            #(const _: &[::core::primitive::u8] = #files;)*
        }
    }
}

impl Load for Files {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut file = std::fs::File::open(self.root.join(path))?.take(LARGEST + 1);
        file.read_to_end(&mut bytes)?;
        if file.limit() == 0 {
            return Err(io::Error::other("it is larger than 64 MiB"));
        }
        self.read.push(path.to_owned());
        Ok(bytes)
    }

    fn is_served(&self) -> bool {
        cfg!(feature = "server")
    }

    fn start(&self) -> String {
        if self.variable == ROOT {
            return format!("paths start at the folder that {ROOT} names");
        }
        let folder = self.root.file_name().unwrap_or_default().to_string_lossy();
        format!("paths start at the folder of this package's Cargo.toml, `{folder}`")
    }
}
