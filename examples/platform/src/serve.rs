//! From connections to requests. axum has a loop like this one; it has no say over clients that are slow or silent.

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
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::refusal::Connection;
use crate::signals::Signals;

/// How long a client may take for the head of a request, and be silent between two.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same where there is no room for more connections.
const SHORT_PATIENCE: Duration = Duration::from_secs(1);
/// How long to wait for room.
const BREATH: Duration = Duration::from_millis(200);
/// How long requests that are already on their way may take to arrive once the server has been told to stop.
const DRAIN: Duration = Duration::from_secs(1);
/// How long requests in flight may take then.
const GRACE: Duration = Duration::from_secs(10);

/// What all connections are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Open,
    /// There is no room for more: who is silent goes.
    Crowded,
    /// Each reply is the last of its connection.
    Draining,
    /// Who waits for no reply goes.
    Closing,
}

/// Serves until a signal comes, and then until the requests in flight are answered.
pub(crate) async fn until(mut signals: Signals, listener: TcpListener, router: Router) {
    let phase = watch::Sender::new(Phase::Open);
    loop {
        tokio::select! {
            stream = accept(&listener, &phase) => {
                tokio::spawn(serve(stream, router.clone(), phase.subscribe()));
            }
            () = signals.next() => break,
        }
    }
    drop(listener);
    tracing::info!("stopping");
    phase.send_replace(Phase::Draining);
    // Over at once where nobody is connected.
    timeout(DRAIN, phase.closed()).await.ok();
    phase.send_replace(Phase::Closing);
    if timeout(GRACE, phase.closed()).await.is_err() {
        tracing::warn!("some requests took too long to be waited for");
    }
}

/// The next connection. One that fails is its client's affair; where there is no room for more, some are closed.
async fn accept(listener: &TcpListener, phase: &watch::Sender<Phase>) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => {
                tracing::warn!("cannot accept a connection: {error}");
                phase.send_replace(Phase::Crowded);
                sleep(BREATH).await;
            }
        }
    }
}

/// Serves a connection until it ends. A client that closes its side is gone: hyper then drops what it asked for.
async fn serve(stream: TcpStream, router: Router, mut phase: watch::Receiver<Phase>) {
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
        .serve_connection(TokioIo::new(Connection::new(stream)), service);
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
