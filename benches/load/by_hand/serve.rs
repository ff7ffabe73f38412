//! From connections to requests. Of the phases of the platform's server, a load meets the first only.

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

/// How long a client may take for the head of a request, and be silent between two.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same where there is no room for more connections.
const SHORT_PATIENCE: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, PartialEq, Eq)]
#[expect(dead_code, reason = "no load stops the server, or takes all of its descriptors")]
pub(super) enum Phase {
    Open,
    Crowded,
    Draining,
    Closing,
}

/// Serves a connection until it ends. A client that closes its side is gone: hyper then drops what it asked for.
pub(super) async fn serve(stream: TcpStream, router: Router, mut phase: watch::Receiver<Phase>) {
    // Replies are whole when they are written: nothing is gained by holding them back. It works without as well.
    stream.set_nodelay(true).ok();
    let router = TowerToHyperService::new(router);
    let silence = Arc::new(Silence(Mutex::new(Some(Instant::now()))));
    let (told, heard) = (phase.clone(), Arc::clone(&silence));
    let service = service_fn(move |request| {
        heard.set(None);
        let reply = router.call(request);
        let (told, heard) = (told.clone(), Arc::clone(&heard));
        async move {
            let mut reply = reply.await?;
            heard.set(Some(Instant::now()));
            if *told.borrow() == Phase::Draining {
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

/// Since when a connection has been without a request; none while one is in flight.
struct Silence(Mutex<Option<Instant>>);

impl Silence {
    fn set(&self, since: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    fn has_lasted(&self, time: Duration) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|since| since.elapsed() >= time)
    }
}
