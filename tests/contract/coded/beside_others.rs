//! Other derives on the same type, each with its own attributes.
#![deny(warnings, clippy::all, clippy::pedantic)]

use errcat::Coded;

use crate::coded::ErrorCode;

#[derive(Debug, Clone, PartialEq, thiserror::Error, miette::Diagnostic, serde::Serialize, Coded)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[coded(ErrorCode, default = InternalError)]
#[non_exhaustive]
enum Reported {
    /// A field.
    #[error("field `{name}`")]
    #[diagnostic(code(app::field), help("write a number"))]
    #[serde(rename = "bad_field")]
    #[coded(InvalidField, description = "field `{name}`")]
    Field {
        /// Its name.
        name: String,
        #[serde(skip)]
        secret: u8,
    },
    #[error("it happened")]
    #[cfg(not(any()))]
    Other,
    #[error("never")]
    #[cfg(any())]
    #[coded(NoSuchRow)]
    Never,
    #[error(transparent)]
    #[diagnostic(transparent)]
    #[coded(transparent)]
    Inner(#[from] Inner),
}

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    derive_more::Display,
    derive_more::Error,
    miette::Diagnostic,
    serde::Serialize,
    Coded,
)]
#[display("inner {code}")]
#[coded(ErrorCode)]
#[coded(ChannelNotFound)]
struct Inner {
    code: u8,
}

#[test]
fn each_derive_has_its_own() {
    let error = Reported::Field { name: "a".to_owned(), secret: 5 };
    assert_eq!(serde_json::to_string(&error).expect("JSON"), r#"{"kind":"bad_field","name":"a"}"#);
    assert_eq!(miette::Diagnostic::code(&error).expect("it has one").to_string(), "app::field");
    assert_eq!(error.clone().into_failure().description(), "field `a`");
    assert_eq!(Reported::Other.error_code(), ErrorCode::InternalError);
    assert_eq!(Reported::from(Inner { code: 1 }).error_code(), ErrorCode::ChannelNotFound);
}

mod contract {
    /// A row that is no longer used.
    #[errcat::catalog("ui/pass/every_key.toml")]
    pub(super) enum Old {}
}

/// Whoever binds to a deprecated row is told at the row, unless it is allowed; the derive's own code says nothing.
#[derive(Debug, thiserror::Error, Coded)]
#[allow(deprecated, reason = "clients still know it")]
#[error("old")]
#[coded(contract::Old)]
#[coded(Older { what: "this".to_owned() })]
struct BoundToOld;

#[test]
fn a_deprecated_row_may_still_be_bound() {
    assert_eq!(BoundToOld.into_failure().description(), "this is old");
}
