//! The routes, and the document that is made of their types.

use aide::axum::ApiRouter;
use aide::axum::routing::{delete, get, post_with};
use aide::openapi::OpenApi;
use aide::transform::TransformOperation;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use errcat::HttpKind;
use errcat::axum::EnvelopeLayer;
use errcat::openapi::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ErrorCode;
use crate::account::Account;
use crate::error::{BookError, CancelError};
use crate::error_code::axum::{Json, Path, Query};
use crate::error_code::{self, Success};
use crate::rooms::{Booking, Bookings, Hours, ROOMS, Room};

/// The service and its OpenAPI document.
///
/// # Panics
///
/// Panics if the document is not JSON, which only a mistake in a schema can cause.
pub(crate) fn service() -> (Router, OpenApi) {
    let mut document = OpenApi::default();
    // A panic of a handler is the only failure that no type names.
    let contract = Contract::<ErrorCode>::new().with(HttpKind::Internal);
    let router = ApiRouter::new()
        .api_route("/rooms", get(rooms))
        .api_route("/rooms/{room}/bookings", post_with(book, book_docs))
        .api_route("/bookings/{id}", delete(cancel))
        .with_state(Bookings::default())
        .finish_api_with(&mut document, |api| {
            contract.transform(api.title("bookings").version(env!("CARGO_PKG_VERSION")))
        });
    let json = serde_json::to_string(&document).expect("a document is JSON");
    let router = router
        .route("/openapi.json", axum::routing::get(async || ([(CONTENT_TYPE, "application/json")], json)))
        .layer(EnvelopeLayer::<ErrorCode>::new());
    (router, document)
}

#[derive(Deserialize, JsonSchema)]
struct Wanted {
    /// The fewest seats that the room has to have.
    #[serde(default)]
    seats: u32,
}

async fn rooms(Query(wanted): Query<Wanted>) -> Success<Vec<Room>> {
    Success::new(ROOMS.into_iter().filter(|room| room.seats >= wanted.seats).collect())
}

// Parameters of the path are documented by the names of fields. So they are a struct, even if there is only one.
#[derive(Deserialize, JsonSchema)]
struct RoomName {
    room: String,
}

async fn book(
    State(bookings): State<Bookings>,
    Account(name): Account,
    Path(RoomName { room }): Path<RoomName>,
    Json(hours): Json<Hours>,
) -> Result<(StatusCode, Success<Booking>), BookError> {
    let found = ROOMS.into_iter().find(|one| one.name == room).ok_or(BookError::NoRoom(room))?;
    if !hours.is_valid() {
        return Err(BookError::NoTime);
    }
    Ok((StatusCode::CREATED, Success::new(bookings.add(found, name, hours)?)))
}

/// aide does not look into a tuple. So the success is named here; the failures are found in the type of the error.
fn book_docs(operation: TransformOperation<'_>) -> TransformOperation<'_> {
    operation.response::<201, Success<Booking>>()
}

#[derive(Deserialize, JsonSchema)]
struct BookingId {
    id: u64,
}

async fn cancel(
    State(bookings): State<Bookings>,
    Account(name): Account,
    Path(BookingId { id }): Path<BookingId>,
) -> error_code::Result<(), CancelError> {
    if bookings.cancel(id, name) { Ok(().into()) } else { Err(CancelError(id)) }
}
