//! From connections to requests. axum has a loop like this one; it has no say over clients that are slow or silent.

use std::convert::Infallible;
use std::io::ErrorKind;
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
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::extract::whole_body;
use crate::refusal::Connection;
use crate::signals::Signals;
use crate::store::within_deadline;

/// How long a client may take for the head of a request, be silent between two, and not read what it is sent.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same where there is no room for more connections.
const SHORT_PATIENCE: Duration = Duration::from_secs(1);
/// How long to wait for room.
const BREATH: Duration = Duration::from_millis(200);
/// How long there has to be room before connections are kept again.
const ROOMY: Duration = Duration::from_secs(10);
/// How long new requests are answered once the server has been told to stop.
const DRAIN: Duration = Duration::from_secs(1);
/// How long requests in flight may take then.
const GRACE: Duration = Duration::from_secs(10);
/// The longest head, in bytes: the longest path and query are half of it.
const HEAD: usize = 128 * 1024;

/// What all connections are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Open,
    /// There is no room for more: each reply is the last of its connection, and who is silent goes.
    Crowded,
    /// Each reply is the last of its connection.
    Draining,
    /// Who waits for no reply goes.
    Closing,
}

/// Serves until a signal comes, and then until the requests in flight are answered or a second one comes.
///
/// The body of a request has to arrive within `body_timeout`.
pub(crate) async fn until(
    mut signals: Signals,
    listener: TcpListener,
    router: Router,
    body_timeout: Duration,
) {
    let phase = watch::Sender::new(Phase::Open);
    let mut accepting = Box::pin(accept(listener, router, body_timeout, &phase));
    tokio::select! {
        never = &mut accepting => match never {},
        () = signals.next() => {}
    }
    tracing::info!("stopping");
    phase.send_replace(Phase::Draining);
    let stopping = async {
        tokio::select! {
            biased;
            // Connections that only the kernel has accepted so far would be reset.
            never = &mut accepting => match never {},
            () = phase.closed() => {}
            () = sleep(DRAIN) => {}
        }
        drop(accepting);
        phase.send_replace(Phase::Closing);
        if timeout(GRACE, phase.closed()).await.is_err() {
            tracing::warn!("some requests took too long to be waited for");
        }
    };
    tokio::select! {
        () = stopping => {}
        () = signals.next() => tracing::warn!("stopped by a second signal"),
    }
}

/// Serves every connection that comes. Where there is no room for more, some are closed.
async fn accept(
    listener: TcpListener,
    router: Router,
    body_timeout: Duration,
    phase: &watch::Sender<Phase>,
) -> Infallible {
    let mut refused: Option<Instant> = None;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let has_room = refused.take_if(|refused| refused.elapsed() >= ROOMY).is_some();
                if has_room && *phase.borrow() == Phase::Crowded {
                    phase.send_replace(Phase::Open);
                }
                tokio::spawn(serve(stream, router.clone(), body_timeout, phase.subscribe()));
            }
            // Its client has gone already.
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
            Err(error) => {
                if refused.replace(Instant::now()).is_none() {
                    tracing::warn!("cannot accept a connection, and closes some: {error}");
                }
                phase.send_replace(Phase::Crowded);
                sleep(BREATH).await;
            }
        }
    }
}

/// Serves a connection until it ends. A client that closes its side is gone: hyper then drops what it asked for.
async fn serve(stream: TcpStream, router: Router, body_timeout: Duration, mut phase: watch::Receiver<Phase>) {
    // Replies are whole when they are written: nothing is gained by holding them back. It works without as well.
    stream.set_nodelay(true).ok();
    let router = TowerToHyperService::new(router);
    let silence = Arc::new(Silence(Mutex::new(Some(Instant::now()))));
    let (told, heard) = (phase.clone(), Arc::clone(&silence));
    let service = service_fn(move |request: Request<Incoming>| {
        let (router, told, heard) = (router.clone(), told.clone(), Arc::clone(&heard));
        async move {
            heard.set(Some(Instant::now()));
            let (mut reply, is_last) = match whole_body(request.map(Body::new), body_timeout).await {
                Ok(request) => {
                    heard.set(None);
                    let reply = within_deadline(router.call(request)).await?;
                    (reply, *told.borrow() != Phase::Open)
                }
                // What follows on the connection is the rest of the body, and no request.
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
            // An idle connection has ended by then: this client does not read its replies.
            () = sleep(PATIENCE) => if silence.has_lasted(PATIENCE) { return },
        }
    }
}

/// Since when a connection has been without a whole request; none while one is in flight.
struct Silence(Mutex<Option<Instant>>);

impl Silence {
    fn set(&self, since: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    fn has_lasted(&self, time: Duration) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|since| since.elapsed() >= time)
    }
}
