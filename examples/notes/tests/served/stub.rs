//! Another server in the place of the service.

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use tokio::net::TcpListener;

/// Serves this router on a free port for as long as the test runs. Returns its URL.
pub(crate) async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// Answers every request with this body. Returns the URL.
pub(crate) async fn answer(status: u16, body: &'static str) -> String {
    let status = StatusCode::from_u16(status).expect("a status");
    let reply = (status, [(CONTENT_TYPE, "application/json")], body);
    serve(Router::new().fallback(|| async { reply })).await
}
