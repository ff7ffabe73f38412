//! Serves connections. Under the load, the server is only in the first phase of the platform's server.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Request};
use axum::response::IntoResponse;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::sleep;

use super::extract::whole_body;
use super::store::within_deadline;

/// How long a client may take for the head of a request, be silent between two requests, or not read its reply.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same when there is no room for more connections.
const SHORT_PATIENCE: Duration = Duration::from_secs(1);
/// The longest head, in bytes.
const HEAD: usize = 128 * 1024;

#[derive(Clone, Copy, PartialEq, Eq)]
#[expect(dead_code, reason = "the load neither stops the server nor takes all of its descriptors")]
pub(super) enum Phase {
    Open,
    Crowded,
    Draining,
    Closing,
}

/// Serves a connection until it ends. If a client closes its side, hyper drops the request.
pub(super) async fn serve(stream: TcpStream, router: Router, mut phase: watch::Receiver<Phase>) {
    // Replies are complete when they are written, so a delay has no advantage. The server also works without this.
    stream.set_nodelay(true).ok();
    let router = TowerToHyperService::new(router);
    let silence = Arc::new(Silence(Mutex::new(Some(Instant::now()))));
    let (told, heard) = (phase.clone(), Arc::clone(&silence));
    let service = service_fn(move |request: Request<Incoming>| {
        let (router, told, heard) = (router.clone(), told.clone(), Arc::clone(&heard));
        async move {
            heard.set(Some(Instant::now()));
            let (mut reply, is_last) = match whole_body(request.map(Body::new)).await {
                Ok(request) => {
                    heard.set(None);
                    let reply = within_deadline(router.call(request)).await?;
                    (reply, *told.borrow() != Phase::Open)
                }
                Err(error) => (error.into_response(), true),
            };
            heard.set(Some(Instant::now()));
            if is_last {
                reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, Infallible>(reply)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    loop {
        tokio::select! {
            biased;
            end = connection.as_mut() => {
                if let Err(error) = end {
                    tracing::debug!("a connection broke off: {error}");
                }
                return;
            }
            Ok(()) = phase.changed() => match *phase.borrow_and_update() {
                Phase::Crowded if silence.has_lasted(SHORT_PATIENCE) => return,
                Phase::Closing => connection.as_mut().graceful_shutdown(),
                _ => {}
            },
            () = sleep(PATIENCE) => if silence.has_lasted(PATIENCE) { return },
        }
    }
}

/// Since when a connection has had no whole request. `None` while it has one.
struct Silence(Mutex<Option<Instant>>);

impl Silence {
    fn set(&self, since: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    fn has_lasted(&self, time: Duration) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|since| since.elapsed() >= time)
    }
}
