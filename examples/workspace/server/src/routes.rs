//! What the shop does. `?` makes a failure of an error of the store's; no handler names its codes again.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::routing::{get, post};
use contract::ErrorCode;
use contract::error_code::{self, Failure};
use errcat::OrFail;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{Order, Stock, Store};

/// The whole shop.
pub(crate) fn router(store: Store) -> Router {
    Router::new()
        .route("/items", get(items))
        .route("/orders", post(order))
        .route("/stocktaking", post(count))
        .fallback(async || Failure::new(ErrorCode::NotFound))
        .method_not_allowed_fallback(async || Failure::new(ErrorCode::MethodNotAllowed))
        .with_state(Arc::new(store))
}

#[derive(Serialize)]
struct Items {
    items: Vec<Stock>,
}

async fn items(State(store): State<Arc<Store>>) -> error_code::Result<Items> {
    Ok(Items { items: store.items()? }.into())
}

#[derive(Deserialize)]
struct NewOrder {
    item: String,
    quantity: u32,
}

async fn order(State(store): State<Arc<Store>>, body: Body) -> error_code::Result<Order> {
    let NewOrder { item, quantity } = read(body)?;
    Ok(store.order(&item, quantity)?.into())
}

#[derive(Deserialize)]
struct Counting {
    seconds: u32,
}

/// Somebody counts the items; until then nobody can order.
async fn count(State(store): State<Arc<Store>>, body: Body) -> error_code::Result<()> {
    let Counting { seconds } = read(body)?;
    store.count(Duration::from_secs(seconds.into()))?;
    Ok(().into())
}

/// A body, or axum's own failure to take it off the connection, which would otherwise leave without the envelope.
type Body = Result<Bytes, BytesRejection>;

fn read<T: DeserializeOwned>(body: Body) -> Result<T, Failure> {
    let body = body.or_fail(ErrorCode::InvalidRequest)?;
    serde_json::from_slice(&body)
        .map_err(|error| Failure::new(ErrorCode::InvalidRequest).with_description(error.to_string()))
}
