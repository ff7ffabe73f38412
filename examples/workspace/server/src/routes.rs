//! The routes of the shop. The errors of the store have codes, so handlers do not repeat them. A handler that returns
//! `error_code::Result<T, ShelfError>` can answer with the codes of this type only. For failures that no handler sees, the
//! extractor and the layer use the codes in `[http]` of the contract.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use contract::ErrorCode;
use contract::error_code::{self, Failure, axum::Json};
use errcat::FieldError;
use errcat::axum::EnvelopeLayer;
use serde::{Deserialize, Serialize};
use store::{Order, ShelfError, Stock, Store};

/// All routes of the shop.
pub(crate) fn router(store: Store) -> Router {
    Router::new()
        .route("/items", get(items))
        .route("/orders", post(order))
        .route("/stocktaking", post(count))
        .with_state(Arc::new(store))
        .layer(EnvelopeLayer::<ErrorCode>::new())
}

#[derive(Serialize)]
struct Items {
    items: Vec<Stock>,
}

async fn items(State(store): State<Arc<Store>>) -> error_code::Result<Items, ShelfError> {
    Ok(Items { items: store.items()? }.into())
}

#[derive(Deserialize)]
struct NewOrder {
    item: String,
    quantity: u32,
}

impl NewOrder {
    /// What is wrong with each field.
    fn mistakes(&self) -> Vec<FieldError> {
        let item = self.item.trim().is_empty().then(|| FieldError::new("item", "is empty"));
        let quantity = (self.quantity == 0).then(|| FieldError::new("quantity", "is less than 1"));
        item.into_iter().chain(quantity).collect()
    }
}

async fn order(State(store): State<Arc<Store>>, Json(order): Json<NewOrder>) -> error_code::Result<Order> {
    let mistakes = order.mistakes();
    if !mistakes.is_empty() {
        return Err(Failure::new(ErrorCode::InvalidRequest).with_fields(mistakes));
    }
    Ok(store.order(&order.item, order.quantity)?.into())
}

#[derive(Deserialize)]
struct Counting {
    seconds: u32,
}

/// Starts to count the items. During this time, nobody can order.
async fn count(
    State(store): State<Arc<Store>>,
    Json(counting): Json<Counting>,
) -> error_code::Result<(), ShelfError> {
    store.count(Duration::from_secs(counting.seconds.into()))?;
    Ok(().into())
}
