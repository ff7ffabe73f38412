//! The routes in axum.

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::Request;
use axum::routing::{get, post};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::checks::error_code::axum::{Form, Garde, Header, Json, Path, Query, Validated};
use crate::checks::replies::{Asked, LONGEST};
use crate::checks::{Order, Page, Profile};

fn routes() -> Router {
    Router::new()
        .route("/garde/json", post(async |Garde(Json(order)): Garde<Json<Order>>| order.name))
        .route("/garde/list", post(async |Garde(Json(list)): Garde<Json<Vec<Page>>>| list.len().to_string()))
        .route("/garde/query", get(async |Garde(Query(query)): Garde<Query<Page>>| query.page.to_string()))
        .route("/garde/form", post(async |Garde(Form(form)): Garde<Form<Page>>| form.page.to_string()))
        .route("/garde/header", get(async |Garde(Header(head)): Garde<Header<Page>>| head.page.to_string()))
        .route("/validator/json", post(async |Validated(Json(order)): Validated<Json<Order>>| order.name))
        .route("/validator/list", post(async |list: Validated<Json<Vec<Page>>>| list.len().to_string()))
        .route("/validator/query", get(async |page: Validated<Query<Page>>| page.page.to_string()))
        .route("/validator/form", post(async |page: Validated<Form<Page>>| page.page.to_string()))
        .route("/validator/header", get(async |page: Validated<Header<Page>>| page.page.to_string()))
        .route("/garde/path/{page}", get(async |Garde(Path(path)): Garde<Path<Page>>| path.page.to_string()))
        .route("/garde/profile", post(async |Garde(Json(new)): Garde<Json<Profile>>| new.user_name))
        .route(
            "/validator/profile",
            post(async |Validated(Json(new)): Validated<Json<Profile>>| new.user_name),
        )
        .route("/both", post(both))
        .layer(DefaultBodyLimit::max(LONGEST))
}

/// The head is checked by one library, and the body by the other.
async fn both(Garde(Query(_)): Garde<Query<Page>>, Validated(Json(order)): Validated<Json<Order>>) -> String {
    order.name
}

/// The status and the body of the reply.
pub(super) fn answer(asked: &Asked<'_>) -> (u16, Vec<u8>) {
    let mut request = Request::builder().method(asked.method).uri(asked.path);
    for (name, value) in &asked.headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(asked.body.to_owned())).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let response = routes().oneshot(request).await.expect("infallible");
        let status = response.status().as_u16();
        (status, response.into_body().collect().await.expect("in memory").to_bytes().to_vec())
    })
}
