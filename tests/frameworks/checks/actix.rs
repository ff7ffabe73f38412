//! The routes in actix-web.

use actix_web::body::to_bytes;
use actix_web::rt::System;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{App, web};

use crate::checks::error_code::actix::{Form, Garde, Header, Json, Query, Validated};
use crate::checks::replies::{Asked, LONGEST};
use crate::checks::{Order, Page, Profile};

fn routes(config: &mut web::ServiceConfig) {
    config
        .app_data(web::PayloadConfig::new(LONGEST))
        .route("/garde/json", web::post().to(async |Garde(Json(order)): Garde<Json<Order>>| order.name))
        .route("/garde/list", web::post().to(async |list: Garde<Json<Vec<Page>>>| list.len().to_string()))
        .route("/garde/query", web::get().to(async |page: Garde<Query<Page>>| page.page.to_string()))
        .route("/garde/form", web::post().to(async |page: Garde<Form<Page>>| page.page.to_string()))
        .route("/garde/header", web::get().to(async |page: Garde<Header<Page>>| page.page.to_string()))
        .route("/validator/json", web::post().to(async |order: Validated<Json<Order>>| order.name.clone()))
        .route(
            "/validator/list",
            web::post().to(async |list: Validated<Json<Vec<Page>>>| list.len().to_string()),
        )
        .route("/validator/query", web::get().to(async |page: Validated<Query<Page>>| page.page.to_string()))
        .route("/validator/form", web::post().to(async |page: Validated<Form<Page>>| page.page.to_string()))
        .route(
            "/validator/header",
            web::get().to(async |page: Validated<Header<Page>>| page.page.to_string()),
        )
        .route("/garde/profile", web::post().to(async |new: Garde<Json<Profile>>| new.user_name.clone()))
        .route(
            "/validator/profile",
            web::post().to(async |new: Validated<Json<Profile>>| new.user_name.clone()),
        )
        .route("/both", web::post().to(both));
}

/// The head is checked by one library, and the body by the other.
async fn both(_: Garde<Query<Page>>, Validated(Json(order)): Validated<Json<Order>>) -> String {
    order.name
}

/// The status and the body of the reply.
pub(super) fn answer(asked: &Asked<'_>) -> (u16, Vec<u8>) {
    let method = asked.method.parse().expect("a method");
    let mut request = TestRequest::with_uri(asked.path).method(method).set_payload(asked.body.to_owned());
    for header in &asked.headers {
        request = request.insert_header(*header);
    }
    System::new().block_on(async {
        let service = init_service(App::new().configure(routes)).await;
        let response = call_service(&service, request.to_request()).await;
        let status = response.status().as_u16();
        (status, to_bytes(response.into_body()).await.expect("in memory").to_vec())
    })
}
