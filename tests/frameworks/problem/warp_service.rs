//! A service in warp, whose routes are within a filter that negotiates.

use warp::http::StatusCode;
use warp::reply::{with_header, with_status};
use warp::{Filter, Rejection, Reply as _};

use crate::problem::axum_service::Unserializable;
use crate::problem::preferred::{Reply, own};
use crate::problem::{ErrorCode, Number, error_code, number};

pub(crate) fn ask(method: &str, path: &str, accept: &[&str]) -> Reply {
    let mut request = warp::test::request().method(method).path(path);
    if !accept.is_empty() {
        // A second line would replace the first.
        request = request.header("accept", accept.join(", "));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let response = runtime.block_on(request.reply(&errcat::warp::negotiate::<ErrorCode>(routes())));
    let lines = response.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(response.status().as_u16(), lines, response.body().to_vec())
}

fn routes() -> impl Filter<Extract = (impl warp::Reply,), Error = Rejection> + Clone + Send + Sync {
    let fails = warp::path!("fails").map(own);
    let nested = warp::path!("nested" / "fails").and_then(async || Err::<&str, Rejection>(own().into()));
    let unserializable = warp::path!("unserializable").map(|| error_code::Success::new(Unserializable));
    let errs = warp::path!("errs").and_then(async || Err::<&str, _>(warp::reject::custom(Secret)));
    let ok = warp::path!("ok").map(|| error_code::Success::from(()));
    let json = warp::path!("json").map(|| {
        let reply = with_header(r#"{"own":true}"#, "content-type", "application/json");
        with_status(reply, StatusCode::CONFLICT)
    });
    let number = warp::path!("number").map(|| number::Failure::new(Number::Code40001));
    let varies = warp::path!("varies").map(|| {
        let reply = with_header(own(), "vary", "Origin, accept");
        with_header(with_header(reply, "etag", "1"), "x-own", "1")
    });
    let restated = warp::path!("restated").map(|| with_status(own(), StatusCode::CONFLICT).into_response());
    fails.or(nested).or(unserializable).or(errs).or(ok).or(json).or(number).or(varies).or(restated)
}

#[derive(Debug)]
struct Secret;

impl warp::reject::Reject for Secret {}
