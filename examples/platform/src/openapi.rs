//! The OpenAPI document of the routes.

use axum::http::header::CONTENT_TYPE;
use axum::routing::{MethodRouter, get};
use errcat::openapi::Contract;
use utoipa::Modify;
use utoipa::openapi::OpenApi;

use crate::ErrorCode;

/// What the document says about the whole API. The routes add their operations.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "platform",
        description = "Channels of devices: what they measure, and the commands that wait for them.\n\n\
            Each operation lists the codes that it can answer with. Beside these, an unknown path is answered with \
            `not_found`, and a method that the path does not have with `error_method_invalid`. The server reads every \
            body as JSON, whatever its `Content-Type` says.\n\n\
            `/errors` lists all codes. Like this document, the list is no reply of the API: it has no envelope, and no \
            operation here."
    ),
    tags(
        (name = "accounts", description = "Accounts, and the tokens that open them for a while"),
        (name = "channels", description = "Channels, and the keys to them"),
        (name = "commands", description = "What an account leaves for the device of a channel"),
        (name = "feeds", description = "What devices write to a channel"),
        (name = "groups", description = "Channels of an account that belong together"),
        (name = "server", description = "The server itself"),
    )
)]
pub(crate) struct Document;

/// A route that sends the document as it is: it is no reply of the platform, and has no envelope.
///
/// # Panics
///
/// Panics if the document cannot be JSON, which only a mistake in a schema can cause.
pub(crate) fn served<S: Clone + Send + Sync + 'static>(mut document: OpenApi) -> MethodRouter<S> {
    Contract::<ErrorCode>::new().modify(&mut document);
    let json = document.to_pretty_json().expect("a document is JSON");
    get(async || ([(CONTENT_TYPE, "application/json")], json))
}
