//! hyper's server, for what serves its requests.

use std::error::Error;
use std::sync::mpsc;
use std::thread;

use ::hyper::body::{Body, Incoming};
use ::hyper::server::conn::http1;
use ::hyper::service::Service;
use ::hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::conformance::case::Expect;
use crate::conformance::framework::{Deviation, Instead, Server};

/// What no service sees, since it never becomes a request. `examples/platform/src/refusal.rs` puts the envelope there all
/// the same.
pub(crate) const HEADS: Deviation = Deviation {
    of: &[
        "no HTTP",
        "a NUL in the target",
        "a target that is not UTF-8",
        "a header without a colon",
        "a length that is no number",
        "two lengths",
    ],
    instead: Instead::Reply(|| Expect::other(400, "")),
    because: "hyper answers a head that it cannot read by itself, with a bare status",
};

pub(crate) fn start<S, B>(service: S) -> Server
where
    S: Service<Request<Incoming>, Response = Response<B>, Future: Send, Error: Into<Fault>>
        + Clone
        + Send
        + 'static,
    B: Body<Data: Send, Error: Into<Fault>> + Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            sender.send(listener.local_addr().expect("its address")).expect("the test waits");
            while let Ok((stream, _)) = listener.accept().await {
                serve(stream, service.clone());
            }
        });
    });
    Server { address: receiver.recv().expect("it starts"), held: Box::new(()) }
}

type Fault = Box<dyn Error + Send + Sync>;

/// Clients that stop sending before they are answered would get no answer without `half_close`; `axum::serve` has no say
/// over it.
fn serve<S, B>(stream: TcpStream, service: S)
where
    S: Service<Request<Incoming>, Response = Response<B>, Future: Send, Error: Into<Fault>> + Send + 'static,
    B: Body<Data: Send, Error: Into<Fault>> + Send + 'static,
{
    let connection = http1::Builder::new().half_close(true).serve_connection(TokioIo::new(stream), service);
    tokio::spawn(connection);
}
