//! Serves connections. Under the load, the server is only in the first phase of the platform's server.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;

/// How long a client may take for the head of a request, and how long it may be silent between two requests.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same when there is no room for more connections.
const SHORT_PATIENCE: Duration = Duration::from_secs(1);

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
    let (phases, quiet) = (phase.clone(), Arc::clone(&silence));
    let service = service_fn(move |request| {
        quiet.set(None);
        let reply = router.call(request);
        let (phases, quiet) = (phases.clone(), Arc::clone(&quiet));
        async move {
            let mut reply = reply.await?;
            quiet.set(Some(Instant::now()));
            if *phases.borrow() == Phase::Draining {
                reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, Infallible>(reply)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
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
        }
    }
}

/// Since when a connection has had no request. `None` while it has one.
struct Silence(Mutex<Option<Instant>>);

impl Silence {
    fn set(&self, since: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    fn has_lasted(&self, time: Duration) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|since| since.elapsed() >= time)
    }
}
