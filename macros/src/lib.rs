//! The macros of errcat. Use them through the crate `errcat`, which documents them.

mod coded;
mod doc;
mod expand;
mod file;
mod folders;
mod foreign;
mod frame;
mod held;
mod http_rows;
mod input;
mod item;
mod krate;
mod loader;
mod lookup;
mod params;
mod report;
mod repr;
mod table;

use proc_macro2::TokenStream;
use quote::quote;

use crate::input::Input;
use crate::loader::Files;

/// Makes an enum the contract that a catalog file describes.
///
/// The path is relative to the package's `Cargo.toml`. The enum gets a variant a row, in file order; beside it come
/// its texts and statuses, the lookups, and a module of the enum's name in snake case with the envelope types. An enum
/// that is written with variants is held to the catalog: each row needs its variant, each variant its row.
///
/// Write this attribute above any `#[derive(…)]`, since derives above it see the enum before it has its variants. What
/// you derive is not generated a second time. Derives of other crates that would list the variants' names are errors.
///
/// The module finds the enum in the module around both, so neither can stand in a function: write `module = false`, or
/// put them into a `mod` there. A documentation test is a function unless it has a `fn main` of its own.
///
/// ```ignore (this crate cannot name the crate errcat, which depends on it)
/// #[errcat::catalog("error_codes.toml")]
/// pub enum ErrorCode {}
/// ```
///
/// # Options
///
/// | | |
/// |---|---|
/// | `crate = path` | the crate `errcat`, if the package has it through another crate; a dependency that is renamed in its `Cargo.toml` is found |
/// | `module = name` | the name of the module |
/// | `module = false` | no module: then the enum may stand in a function |
///
/// # Errors
///
/// Every mistake in the catalog and in the annotated item is a compile error, all of them in one build.
#[proc_macro_attribute]
pub fn catalog(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    contract(arguments.into(), &item.into()).into()
}

/// Binds an error type of a crate's own to rows of a catalog, so that `?` makes a failure of it.
///
/// ```ignore (this crate cannot name the crate errcat, which depends on it)
/// #[derive(Debug, thiserror::Error, errcat::Coded)]
/// #[coded(ErrorCode)]
/// enum ChannelError {
///     #[error("channel {id} is not in shard {shard}")]
///     #[coded(InvalidChannelId)]
///     NotFound { id: u64, shard: u32 },
///
///     #[error("throttled for {wait:?}")]
///     #[coded(RequestTooFast { seconds: wait.as_secs() as u32 })]
///     Throttled { wait: Duration },
///
///     #[error(transparent)]
///     #[coded(transparent)]
///     Account(#[from] AccountError),
/// }
/// ```
///
/// On the type, `#[coded(ErrorCode)]` names the enum of a catalog, in this crate or another; `default = Row` is the row
/// of variants without an attribute, `crate = path` the crate `errcat` as above. On a variant, and on a
/// struct in a second attribute, `#[coded(Row)]` names the row; a row with params takes them like a struct literal.
/// Fields are there by reference and by name, those of a tuple as `_0`, `_1`; a field alone is cloned.
///
/// # Options
///
/// | | |
/// |---|---|
/// | `transparent` | as the one error inside is bound |
/// | `expose` | the error's `Display` is the reply's text |
/// | `description = "…{field}…"` | the reply's text, with fields by name or index |
/// | `retry_after = …` | an expression: a `Duration`, or an `Option` of one |
/// | `member(name = …, …)` | further members of the reply: expressions of what is `Into<serde_json::Value>` |
///
/// No field reaches the wire but those that are named here, and neither does the error's own text without `expose`.
///
/// # Errors
///
/// Every mistake in the attributes is a compile error, all of them in one build: a row that does not exist, a param that
/// is missing, unknown or of another type, a variant without a row.
#[proc_macro_derive(Coded, attributes(coded))]
pub fn coded(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(item as syn::DeriveInput);
    coded::derive(&input).into()
}

fn contract(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let (input, in_rust) = match Input::parse(arguments, item) {
        Ok(parsed) => parsed,
        Err(tokens) => return tokens,
    };
    let path = input.path.span();
    let mut files = Files::from_environment();
    let (catalog, in_catalog) = match errcat_catalog::read(&input.path.value(), &mut files) {
        Ok(catalog) => (catalog, Vec::new()),
        Err(rejected) => (rejected.salvage, report::errors(&rejected.diagnostics, path)),
    };
    let between = [held::check(&input, &catalog), repr::check(&input, &catalog)];
    let errors: Vec<_> = in_rust.into_iter().chain(in_catalog).chain(between.into_iter().flatten()).collect();
    let warnings = report::warnings(&catalog.warnings, path);
    let contract = expand::contract(&input, &catalog, &files, &errors);
    quote! { #contract #warnings }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    /// The whole of what a catalog of three rows becomes, to be read by whoever changes it.
    #[test]
    fn three_rows_expand_to_the_snapshot() {
        let tokens = super::contract(
            quote! { "../tests/snapshots/three_rows.toml" },
            &quote! {
                /// Errors of this API.
                #[derive(Hash)]
                pub enum ErrorCode {}
            },
        );
        let file = syn::parse2(tokens).expect("the expansion is Rust");
        insta::with_settings!({ snapshot_path => "../../tests/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("three_rows", prettyplease::unparse(&file));
        });
    }
}
