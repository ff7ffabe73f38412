//! Two of the platform's routes as people write them by hand, without errcat.
//!
//! The SQL, the steps, the texts and the settings are those of `examples/platform/src`, so errcat is the only
//! difference. This server leaves out what the load does not use: the other routes, panics, heads that are not HTTP,
//! and a clean stop.

mod auth;
#[path = "../../examples/platform/src/column.rs"]
#[expect(dead_code, reason = "it has all columns of the platform, and does not use errcat")]
mod column;
mod error;
mod extract;
mod limit;
mod routes;
mod serve;
mod store;
#[path = "../../examples/platform/src/turns.rs"]
mod turns;

use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tracing_subscriber::filter::LevelFilter;

use self::error::Error;
use self::limit::Limit;
use self::serve::Phase;
use self::store::Store;

/// The state that the handlers share.
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
}

/// Serves a database of the platform, until the process is killed.
pub(crate) fn serve(database: &Path) {
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false);
    log.with_max_level(LevelFilter::INFO).init();
    Runtime::new().expect("a runtime").block_on(async {
        let store = Store::open(database).expect("a database");
        let router = router(App { store, limit: Arc::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("listening on http://{}", listener.local_addr().expect("it is bound"));
        let phase = watch::Sender::new(Phase::Open);
        loop {
            let (stream, _) = listener.accept().await.expect("a connection");
            tokio::spawn(serve::serve(stream, router.clone(), phase.subscribe()));
        }
    });
}
