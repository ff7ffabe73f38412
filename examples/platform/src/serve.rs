//! From connections to requests. axum has a loop like this one; it has no say over clients that are slow, or that stop
//! sending before they are answered.

use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use crate::refusal::Connection;
use crate::signals::Signals;

/// How long a client may take for the head of a request, and be silent between two.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long requests in flight may take once the server has been told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long to wait where no more connections can be taken.
const BREATH: Duration = Duration::from_millis(200);

/// Serves until a signal comes, and then until the requests in flight are answered.
pub(crate) async fn until(mut signals: Signals, listener: TcpListener, router: Router) {
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            stream = accept(&listener) => serve(stream, &router, &connections),
            () = signals.next() => break,
        }
    }
    drop(listener);
    tracing::info!("stopping");
    if timeout(GRACE, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests took too long to be waited for");
    }
}

/// The next connection. One that fails is its client's affair; where there is no room for more, some will be closed.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => {
                tracing::warn!("cannot accept a connection: {error}");
                sleep(BREATH).await;
            }
        }
    }
}

fn serve(stream: TcpStream, router: &Router, connections: &GracefulShutdown) {
    // Replies are whole when they are written: nothing is gained by holding them back. It works without as well.
    stream.set_nodelay(true).ok();
    let connection = http1::Builder::new()
        .half_close(true)
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(Connection::new(stream)), TowerToHyperService::new(router.clone()));
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!("a connection broke off: {error}");
        }
    });
}
