//! What the extractors of a catalog read, and what they say of what they cannot.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request};
use axum::routing::get;
use http_body_util::BodyExt;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tower::ServiceExt;

#[errcat::catalog("frameworks/conformance/error_codes.toml")]
enum ErrorCode {}

/// A catalog that has no code for any of it but `invalid`, of status 400.
#[errcat::catalog("contract/http_kinds/none.toml")]
enum Sparse {}

#[derive(Debug, PartialEq, Deserialize)]
struct Key(String);

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Mode {
    ReadOnly,
    ReadWrite,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Headers {
    #[serde(rename = "authorization", alias = "x-key")]
    key: Key,
    x_mode: Option<Mode>,
    x_ratio: Option<f64>,
    #[serde(default)]
    x_dry_run: bool,
}

fn request(headers: HeaderMap) -> Request<()> {
    let mut request = Request::new(());
    *request.headers_mut() = headers;
    request
}

fn read<T: DeserializeOwned>(headers: &[(&'static str, &'static str)]) -> Result<T, String> {
    let pair = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
    let headers = headers.iter().map(pair).collect();
    errcat::http::header::<T, ErrorCode>(&request(headers)).map_err(|failure| {
        assert_eq!((failure.code(), failure.status()), (Some(ErrorCode::MissingHeader), 400));
        failure.description().to_owned()
    })
}

#[test]
fn headers_are_read_into_what_their_fields_are() {
    let all = [("authorization", "a"), ("x-mode", "read-only"), ("x-ratio", "-1.5"), ("x-dry-run", "true")];
    let headers = Headers {
        key: Key("a".to_owned()),
        x_mode: Some(Mode::ReadOnly),
        x_ratio: Some(-1.5),
        x_dry_run: true,
    };
    assert_eq!(read(&all), Ok(headers));
    let headers = Headers { key: Key("b".to_owned()), x_mode: None, x_ratio: None, x_dry_run: false };
    assert_eq!(read(&[("x-key", "b"), ("accept", "*/*")]), Ok(headers));
}

#[test]
fn an_alias_can_be_another_spelling_of_the_name() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Key {
        #[serde(alias = "x-api-key", alias = "X-Api-Key")]
        x_api_key: String,
    }
    assert_eq!(read(&[("x-api-key", "1")]), Ok(Key { x_api_key: "1".to_owned() }));
}

#[test]
fn a_header_that_is_wrong_is_named() {
    let wrong = |more| read::<Headers>(&[("authorization", "a"), more]).expect_err("wrong");
    assert_eq!(read::<Headers>(&[]).expect_err("none"), "the header `authorization` is missing");
    assert_eq!(wrong(("x-ratio", "half")), "x-ratio: invalid float literal");
    assert_eq!(wrong(("x-dry-run", "1")), "x-dry-run: provided string was not `true` or `false`");
    assert_eq!(
        wrong(("x-mode", "none")),
        "x-mode: unknown variant `none`, expected `read-only` or `read-write`"
    );
    assert_eq!(wrong(("x-key", "b")), "duplicate field `authorization`");
}

#[test]
fn what_headers_cannot_be_read_into_is_the_servers_mistake() {
    let failure =
        errcat::http::header::<Vec<String>, ErrorCode>(&request(HeaderMap::new())).expect_err("no struct");
    assert_eq!((failure.code(), failure.status()), (Some(ErrorCode::Internal), 500));
    assert_eq!(failure.description(), ErrorCode::Internal.description());
}

#[test]
fn cookies_in_several_lines_are_one_list() {
    #[derive(Deserialize)]
    struct Lists {
        cookie: String,
        accept: String,
    }
    let lines = [("cookie", "a=1"), ("cookie", "b=2"), ("accept", "text/html"), ("accept", "*/*")];
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let lists = errcat::http::header::<Lists, ErrorCode>(&request(headers)).expect("both are there");
    assert_eq!((&*lists.cookie, &*lists.accept), ("a=1; b=2", "text/html, */*"));
}

/// Status and body of the reply to a request.
fn sent(routes: Router, request: Request<Body>) -> (u16, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let response = routes.oneshot(request).await.expect("infallible");
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.expect("in memory").to_bytes();
        (status, String::from_utf8(body.to_vec()).expect("UTF-8"))
    })
}

#[test]
fn a_path_that_the_route_cannot_give_is_the_servers_mistake() {
    use error_code::axum::Path;
    let routes = Router::new().route("/{a}", get(async |Path((_, _)): Path<(u8, u8)>| ""));
    let (status, body) = sent(routes, Request::builder().uri("/1").body(Body::empty()).expect("a request"));
    assert_eq!(status, 500);
    assert!(body.contains(r#""errorCode":"internal","desp":"The row of internal"}"#), "{body}");
}

#[test]
fn a_catalog_without_a_word_for_it_keeps_https_status() {
    use sparse::axum::{Json, Query};
    let json = async |Json(()): Json<()>| "";
    let routes =
        || Router::new().route("/json", get(json)).route("/query", get(async |Query(()): Query<()>| ""));
    let json = Request::builder().uri("/json").body(Body::empty()).expect("a request");
    let (status, body) = sent(routes(), json);
    assert_eq!(status, 415);
    assert!(body.contains(r#""errorCode":"unsupported_media_type""#), "{body}");
    let query = Request::builder().uri("/query?a").body(Body::empty()).expect("a request");
    assert_eq!(sent(routes(), query).0, 400);
}

#[test]
fn what_may_be_missing() {
    use error_code::axum::{Json, Path};
    let json = async |body: Option<Json<u8>>| format!("{:?}", body.map(|Json(body)| body));
    let path = async |id: Option<Path<u8>>| format!("{:?}", id.map(|Path(id)| id));
    let routes =
        || Router::new().route("/json", get(json)).route("/path", get(path)).route("/path/{id}", get(path));
    let ask = |path: &str, body: Option<&'static str>| {
        let mut request = Request::builder().uri(path);
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        sent(routes(), request.body(Body::from(body.unwrap_or_default())).expect("a request"))
    };
    assert_eq!(ask("/json", None), (200, "None".to_owned()));
    assert_eq!(ask("/json", Some("7")), (200, "Some(7)".to_owned()));
    let (status, body) = ask("/json", Some("300"));
    assert_eq!(status, 400);
    assert!(body.contains(r#""errorCode":"invalid_data""#), "{body}");
    assert_eq!(ask("/path", None), (200, "None".to_owned()));
    assert_eq!(ask("/path/7", None), (200, "Some(7)".to_owned()));
    let (status, body) = ask("/path/300", None);
    assert_eq!(status, 404);
    assert!(body.contains(r#""errorCode":"invalid_path""#), "{body}");
}
