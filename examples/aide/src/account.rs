//! An extractor of the service itself, which documents itself, too.

use aide::generate::GenContext;
use aide::openapi::{Operation, Response};
use aide::{OperationInput, OperationOutput};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use errcat::Coded;
use schemars::JsonSchema;
use serde::Deserialize;
use thiserror::Error;

use crate::ErrorCode;
use crate::error_code::axum::Header;

/// The name of whoever sends the request.
pub(crate) struct Account(pub(crate) &'static str);

/// Why nobody is let in.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum AccessError {
    #[error("no key")]
    #[coded(MissingKey)]
    Missing,

    #[error("the key of nobody")]
    #[coded(WrongKey)]
    Wrong,
}

impl<S: Sync> FromRequestParts<S> for Account {
    type Rejection = AccessError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AccessError> {
        let key = parts.headers.get("x-api-key").ok_or(AccessError::Missing)?;
        match key.as_bytes() {
            b"ada-key" => Ok(Self("ada")),
            b"bob-key" => Ok(Self("bob")),
            _ => Err(AccessError::Wrong),
        }
    }
}

/// The header of the key, as the extractor of a catalog would read it.
#[derive(Deserialize, JsonSchema)]
#[expect(dead_code, reason = "it only documents the header")]
struct Key {
    /// `ada-key` or `bob-key`.
    x_api_key: String,
}

impl OperationInput for Account {
    fn operation_input(context: &mut GenContext, operation: &mut Operation) {
        Header::<Key>::operation_input(context, operation);
    }

    fn inferred_early_responses(
        context: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, Response)> {
        AccessError::inferred_responses(context, operation)
    }
}
