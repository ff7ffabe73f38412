//! The list of the codes as routes.

use std::future::ready;
use std::rc::Rc;

use actix_web::guard::{Any, Get, Head};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use actix_web::web::{Bytes, Path, ServiceConfig, resource, route};
use actix_web::{HttpRequest, HttpResponse, Route};

use crate::frameworks::catalog::{self, Document, LIST, ROW};
use crate::frameworks::policy::failure_of_status;
use crate::{Code, Failure};

/// Serves the codes of the catalog `C` at `/errors`, and one of them at `/errors/{code}`: for `App::configure` and
/// `Scope::configure`.
///
/// ```
/// use actix_web::{App, web};
/// use errcat::actix::{EnvelopeLayer, catalog};
///
/// #[errcat::catalog("../error_codes.toml", module = false)]
/// enum ErrorCode {}
///
/// let app = App::new()
///     .configure(catalog::<ErrorCode>) // at `/errors`
///     .service(web::scope("/v1").configure(catalog::<ErrorCode>)) // at `/v1/errors`
///     .wrap(EnvelopeLayer::<ErrorCode>::new());
/// ```
///
#[doc = include_str!("../catalog.md")]
///
/// actix-web calls this function once for each worker. All requests of a worker share the list.
pub fn catalog<C: Code>(config: &mut ServiceConfig) {
    let list = Rc::new(Document::of_catalog::<C>());
    let list = move |request: HttpRequest| ready(respond(&list, &request));
    config
        .service(resource(LIST).route(reading().to(list)))
        .service(resource(ROW).route(reading().to(row::<C>)));
}

/// A route for `GET` and `HEAD`: actix-web does not answer `HEAD` by itself.
fn reading() -> Route {
    route().guard(Any(Get()).or(Head()))
}

/// The code is the last parameter: the scopes around the list can have others.
async fn row<C: Code>(path: Path<Vec<String>>, request: HttpRequest) -> Result<HttpResponse, Failure<C>> {
    let document = path.last().and_then(|code| Document::of_code::<C>(code));
    Ok(respond(&document.ok_or_else(|| failure_of_status(404))?, &request))
}

fn respond(document: &Document<Bytes>, request: &HttpRequest) -> HttpResponse {
    let is_known = document.is_known(request.headers());
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((CACHE_CONTROL, catalog::CACHE_CONTROL)).insert_header((ETAG, &*document.etag));
    if is_known {
        return response.finish();
    }
    response.insert_header((CONTENT_TYPE, "application/json")).body(document.json.clone())
}
