//! The macros of errcat. Use them through the crate `errcat`, which documents them.

mod bodies;
mod coded;
mod doc;
mod escape;
mod expand;
mod folders;
mod foreign;
mod held;
mod http_table;
mod input;
mod item;
mod krate;
mod loader;
mod lookup;
mod module;
mod options;
mod params;
mod report;
mod repr;
mod segments;
mod table;
mod tokens;

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::input::Input;
use crate::loader::Files;

/// Generates the variants of an enum from a catalog file.
///
/// The path is relative to the package's `Cargo.toml`. The enum gets a variant for each row, in the order of the file.
/// The macro also generates the statuses, the texts, the lookups, and a module with the types of the replies. The name
/// of the module is the name of the enum in snake case.
///
/// ```
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// fn log_in(password: &str) -> error_code::Result<()> {
///     if password != "engine-of-1837" {
///         return Err(ErrorCode::WrongPassword.into());
///     }
///     Ok(().into())
/// }
///
/// # fn main() {
/// assert_eq!(ErrorCode::WrongPassword.status(), 401);
/// assert_eq!(ErrorCode::WrongPassword.description(), "Password is incorrect");
/// assert_eq!(ErrorCode::from_code("wrong_password"), Some(ErrorCode::WrongPassword));
/// assert!(log_in("guessed").unwrap_err().is(ErrorCode::WrongPassword));
/// # }
/// ```
///
/// If you write the variants yourself, the macro checks that they match the rows.
///
/// Write this attribute above every `#[derive(…)]`, because a derive above it sees an enum without variants. The macro
/// does not implement a trait that you derive. A derive of another crate that would list the names of the variants is
/// an error, because these names are not the codes.
///
/// # Options
///
/// | after the path | meaning |
/// |---|---|
/// | `crate = path` | the path of the crate `errcat`, if another crate re-exports it. A dependency that your `Cargo.toml` or your workspace renames is found |
/// | `module = name` | the name of the module |
/// | `module = false` | generates only the enum, without a module |
///
/// The module finds the enum through `super`, and a function is not a module. So in a function or in a documentation
/// test, write `module = false`, or put the enum into a `mod`. A documentation test is a function unless it contains
/// `fn main`.
///
/// ```
/// #[errcat::catalog("../error_codes.toml", module = false)]
/// enum ErrorCode {}
///
/// assert_eq!(ErrorCode::WrongPassword.to_string(), "wrong_password");
/// ```
///
/// # Errors
///
/// Every mistake in the catalog and in the annotated enum is a compile error. The compiler reports all of them in one
/// build.
#[proc_macro_attribute]
pub fn catalog(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    contract(arguments.into(), &item.into()).into()
}

/// Gives an error type codes of a catalog, so that `?` turns the error into a failure.
///
/// The type is also a response of each framework whose feature is on. So a handler can return
/// `error_code::Result<T, ChannelError>`. Its own code can then answer with the codes of this type only.
///
/// The error itself becomes the source of the failure. The source is for logs and is never sent.
///
/// ```
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// #[derive(Debug, errcat::Coded)]
/// #[coded(ErrorCode)]
/// enum ChannelError {
///     #[coded(InvalidChannelId)]
///     NotFound { id: u64, shard: u32 },
///
///     #[coded(RequestTooFast { seconds: *wait })]
///     Throttled { wait: u32 },
///
///     #[coded(InvalidFieldValue, description = "field {name} is not a number", member(field = name))]
///     NotANumber { name: String },
/// }
/// # impl std::fmt::Display for ChannelError {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
/// #         write!(f, "{self:?}")
/// #     }
/// # }
/// # impl std::error::Error for ChannelError {}
///
/// fn open(id: u64) -> error_code::Result<()> {
///     let found: Result<(), ChannelError> = Err(ChannelError::NotFound { id, shard: 3 });
///     found?;
///     Ok(().into())
/// }
///
/// # fn main() {
/// assert!(open(7).unwrap_err().is(ErrorCode::InvalidChannelId));
/// let failure = error_code::Failure::from(ChannelError::NotANumber { name: "size".to_owned() });
/// assert_eq!(failure.description(), "field size is not a number");
/// assert_eq!(failure.members()["field"], "size");
/// # }
/// ```
///
/// # Attributes of the type
///
/// | `#[coded(…)]` | meaning |
/// |---|---|
/// | `ErrorCode` | the enum of a catalog, in this crate or in another |
/// | `default = Row` | the row for each variant without an attribute |
/// | `response = false` | the type is not a response of a framework, because you implement the traits yourself |
/// | `crate = path` | the path of the crate `errcat`, if another crate re-exports it. A dependency that your `Cargo.toml` or your workspace renames is found |
///
/// # Attributes of a variant
///
/// For a struct, write them in a second attribute above the struct.
///
/// | `#[coded(…)]` | meaning |
/// |---|---|
/// | `Row` | the row of the catalog |
/// | `Row { param: value }` | the same for a row with params. The values are expressions |
/// | `transparent` | the variant contains one error that implements `Coded`. Its code and its text are used |
/// | `expose` | the error's `Display` is the text for the client |
/// | `description = "…{field}…"` | the text for the client, with fields by name or index |
/// | `retry_after = value` | an expression of the type `Duration` or `Option<Duration>` |
/// | `fields = value` | the field errors: an expression of a type that implements `IntoIterator<Item = errcat::FieldError>` |
/// | `member(name = value, …)` | further members of the body. Each value is `Into<serde_json::Value>` |
///
/// Expressions use the fields by reference and by name. The fields of a tuple are named `_0`, `_1` and so on. If the
/// expression is only the name of a field, the field is cloned.
///
/// No field is sent unless the attribute names it, or has `expose`: then the error's own text is sent, with the fields in it.
///
/// # Frameworks
///
/// | feature of `errcat` | implementation |
/// |---|---|
/// | `axum` | `axum::response::IntoResponse` |
/// | `actix-web` | `actix_web::ResponseError` |
/// | `poem` | `From<ChannelError> for poem::Error` |
/// | `rocket` | `rocket::response::Responder` |
/// | `salvo` | `salvo::Scribe` |
/// | `tonic` | `From<ChannelError> for tonic::Status` |
/// | `warp` | `warp::Reply`, and `From<ChannelError> for warp::Rejection` |
///
/// The reply is that of the [failure](https://docs.rs/errcat/latest/errcat/struct.Failure.html), whose source is the error.
///
/// # Errors
///
/// Every mistake in the attributes is a compile error, and the compiler reports all of them in one build: a row that
/// does not exist, a param that is missing, unknown or of another type, a variant without a row.
#[proc_macro_derive(Coded, attributes(coded))]
pub fn coded(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(item as syn::DeriveInput);
    coded::derive(&input).into()
}

/// `Coded` of an `errcat` without the types of the replies. One error says so, in place of one for each name that is missing.
#[doc(hidden)]
#[proc_macro_derive(CodedWithoutFeatures, attributes(coded))]
pub fn coded_without_features(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let message = "`Coded` needs the features `jiff` and `serde_json` of `errcat`; they are on by default";
    syn::Error::new(Span::call_site(), message).to_compile_error().into()
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

    /// Shows the complete output for a catalog of three rows. Read the snapshot when you change the expansion.
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
        // In a build of the whole workspace, another package asks for the schemas.
        let (schemas, text): (Vec<String>, Vec<String>) = prettyplease::unparse(&file)
            .split_inclusive('\n')
            .map(str::to_owned)
            .partition(|line| line.trim_start().starts_with("const SCHEMA:"));
        assert_eq!(schemas.len(), usize::from(cfg!(feature = "schema")));
        insta::with_settings!({ snapshot_path => "../../tests/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("three_rows", text.concat());
        });
    }
}
