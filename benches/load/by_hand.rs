//! Two of the platform's routes as one would write them by hand, without errcat.
//!
//! SQL, steps, texts and settings are those of `examples/platform/src`, so that what differs is errcat. Left out is what no
//! request of the load comes to: the other routes, panics, heads that are no HTTP, and a clean stop.

mod auth;
#[path = "../../examples/platform/src/column.rs"]
#[expect(dead_code, reason = "all of the platform's columns; there is nothing of errcat in them")]
mod column;
mod error;
mod extract;
mod limit;
mod routes;
mod store;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tracing_subscriber::filter::LevelFilter;

use self::error::Error;
use self::extract::whole_body;
use self::limit::Limit;
use self::store::Store;

/// How long a client may take for the head of a request, and be silent between two.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the handlers share.
#[derive(Clone)]
struct App {
    store: Store,
    limit: Arc<Limit>,
}

fn router(app: App) -> Router {
    Router::new()
        .route("/channels/{channel_id}", get(routes::show))
        .route("/channels/{channel_id}/feeds", post(routes::write))
        .fallback(async || Error::NoRoute)
        .method_not_allowed_fallback(async || Error::NoMethod)
        .with_state(app)
        .layer(from_fn(whole_body))
}

/// Serves a database that the platform has made, until it is killed.
pub(crate) fn serve(database: &Path) {
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false);
    log.with_max_level(LevelFilter::INFO).init();
    Runtime::new().expect("a runtime").block_on(async {
        let store = Store::open(database).expect("a database");
        let router = router(App { store, limit: Arc::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("listening on http://{}", listener.local_addr().expect("it is bound"));
        let connections = GracefulShutdown::new();
        loop {
            let (stream, _) = listener.accept().await.expect("a connection");
            connect(stream, &router, &connections);
        }
    });
}

fn connect(stream: TcpStream, router: &Router, connections: &GracefulShutdown) {
    stream.set_nodelay(true).ok();
    let connection = http1::Builder::new()
        .half_close(true)
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!("a connection broke off: {error}");
        }
    });
}
