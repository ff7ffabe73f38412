//! A text of a rate limiter becomes a failure. Its time to wait stays, in the header and in the body.

use actix_web::{App, HttpResponse, test, web};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use http_body_util::BodyExt;

use crate::axum_layer::sent;

#[errcat::catalog("frameworks/waits/codes.toml")]
enum ErrorCode {}

/// What the limiter waits for, and what the reply says: its header and its body.
const WAITS: [(&str, [&str; 2]); 4] = [
    ("3", ["3", r#"{"ok":false,"code":"slow","wait":3}"#]),
    // A date has passed.
    (
        "Fri, 31 Dec 1999 23:59:59 GMT",
        ["Fri, 31 Dec 1999 23:59:59 GMT", r#"{"ok":false,"code":"slow","wait":0}"#],
    ),
    ("soon", ["soon", r#"{"ok":false,"code":"slow","wait":60}"#]),
    // Nobody waits for longer than a year.
    ("99999999999", ["99999999999", r#"{"ok":false,"code":"slow","wait":60}"#]),
];

/// Headers about a body that has gone.
const DIGESTS: [(&str, &str); 3] =
    [("content-digest", "sha-256=:AA==:"), ("repr-digest", "sha-256=:AA==:"), ("content-md5", "AA==")];

#[test]
fn of_axum() {
    for (wait, expected) in WAITS {
        let handler = async move || {
            (axum::http::StatusCode::TOO_MANY_REQUESTS, [("retry-after", wait)], DIGESTS, "slow")
        };
        let app =
            Router::new().route("/", get(handler)).layer(errcat::axum::EnvelopeLayer::<ErrorCode>::new());
        let (response, _) = sent(app, Request::builder().uri("/").body(Body::empty()).expect("a request"));
        assert!(DIGESTS.iter().all(|(name, _)| !response.headers().contains_key(*name)));
        let header = response.headers()["retry-after"].to_str().expect("a text").to_owned();
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let body = runtime.block_on(response.into_body().collect()).expect("in memory").to_bytes();
        assert_eq!([header.as_str(), std::str::from_utf8(&body).expect("UTF-8")], expected);
    }
}

#[test]
fn of_actix() {
    actix_web::rt::System::new().block_on(async {
        for (wait, expected) in WAITS {
            let handler = move || async move {
                let mut response = HttpResponse::TooManyRequests();
                response.insert_header(("retry-after", wait));
                for header in DIGESTS {
                    response.insert_header(header);
                }
                response.body("slow")
            };
            let app = App::new()
                .wrap(errcat::actix::EnvelopeLayer::<ErrorCode>::new())
                .route("/", web::get().to(handler));
            let app = test::init_service(app).await;
            let response = test::call_service(&app, test::TestRequest::default().to_request()).await;
            assert!(DIGESTS.iter().all(|(name, _)| !response.headers().contains_key(*name)));
            let header = response.headers().get("retry-after").expect("a header").clone();
            let body = test::read_body(response).await;
            let texts = [header.as_bytes(), &body].map(|text| std::str::from_utf8(text).expect("UTF-8"));
            assert_eq!(texts, expected);
        }
    });
}
