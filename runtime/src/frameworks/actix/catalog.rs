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
/// Codes with `internal = true` are not there. The JSON has the members of `cargo errcat generate json`, so that one reader
/// works for both:
///
/// ```json
/// {"format":1,"name":null,"integer_codes":false,"http_status":null,"problem_json":false,"codes":[
///   {"code":"wrong_password","variant":"WrongPassword","status":401,"description":"Password is incorrect","message":null,
///    "retryable":false,"retry_after":null,"headers":{"WWW-Authenticate":"Password realm=\"account\""},
///    "help":null,"docs_url":null,"since":null,"data":{}}]}
/// ```
///
/// A program does not have the members `params`, `deprecated` and `aliases` of a code, nor the `message` of one with params. `level`
/// and `body` are left out, because they are about the log and about one reply.
///
/// The path of a code has its text, percent-encoded, or the digits of an integer. A former name in `aliases` finds the code
/// that has replaced it. An unknown or internal code gets the same failure as an unknown path, in the envelope.
///
/// Both documents have an `ETag`, which is the same for the same bytes, and `Cache-Control: public, max-age=3600`. A request whose
/// `If-None-Match` has this tag gets the status 304. The middleware does not change them, because they are no replies of
/// the API but documents. This is also the case for a catalog with `http_status = 200`.
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
