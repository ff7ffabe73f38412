//! The server in actix-web.

use std::convert::Infallible;
use std::future::{pending, ready};
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorRequestTimeout;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, ETAG, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{Bytes, Path, PayloadConfig, ServiceConfig, get, head, post, resource, scope};
use actix_web::{App, Error, Handler, HttpResponse, HttpServer, Resource, Responder, rt};
use errcat::actix::{EnvelopeLayer, configure_extractors};

use crate::conformance::case::Expect;
use crate::conformance::framework::{Deviation, Framework, Instead, Server};
use crate::conformance::service::error_code::actix::{Form, Header, Json, Query};
use crate::conformance::service::{
    self, ErrorCode, LIMIT, PATIENCE, Pong, REQUEST_ID, Unserializable, error_code,
};

pub(crate) const ACTIX: Framework = Framework { name: "actix-web", start, deviations: DEVIATIONS };

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        of: &[
            "no HTTP",
            "a NUL in the target",
            "a target that is not UTF-8",
            "a path in UTF-8",
            "a header without a colon",
            "a length that is no number",
            "two lengths",
        ],
        instead: Instead::Reply(|| Expect::other(400, "")),
        because: "actix-http answers a head that it cannot read before there is a request, with a bare status",
    },
    Deviation {
        of: &["100-continue for a body that nobody reads"],
        instead: Instead::Ends("status is 100"),
        because: "actix-http invites the body before it asks any service; the failure comes after that",
    },
    Deviation {
        of: &["100 MB for nobody", "100 MB of JSON"],
        instead: Instead::Ends("bytes were taken"),
        because: "actix-http has answered, and reads on so that the reply is not lost; it keeps nothing of it",
    },
    text(&["a word for a number"], "can not parse \"one\" to a u32", OWN_WORDS),
    text(&["a negative number"], "can not parse \"-1\" to a u32", OWN_WORDS),
    text(&["a number in the path that is too large"], "can not parse \"4294967296\" to a u32", OWN_WORDS),
    text(&["a NUL in the path"], "can not parse \"1\\0\" to a u32", OWN_WORDS),
    text(&["a path that is not UTF-8"], "can not parse \"\u{fffd}\" to a u32", OWN_WORDS),
    text(&["a chunk without a length"], "the body broke off", "actix-web has a kind of error for it"),
];

const OWN_WORDS: &str = "these are the words of actix-web's own deserializer of paths";
const fn text(of: &'static [&'static str], text: &'static str, because: &'static str) -> Deviation {
    Deviation { of, instead: Instead::Text(text), because }
}

fn start() -> Server {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        rt::System::new().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
            sender.send(listener.local_addr().expect("its address")).expect("the test waits");
            let server = HttpServer::new(|| {
                App::new()
                    .configure(configure_extractors::<ErrorCode>)
                    .app_data(PayloadConfig::new(LIMIT))
                    .configure(extracting)
                    .configure(failing)
                    .configure(foreign)
                    .service(scope("/nested").service(got("/ok", ok)).wrap(EnvelopeLayer::<ErrorCode>::new()))
                    .wrap(from_fn(in_time))
                    .wrap(EnvelopeLayer::<ErrorCode>::new().with_request_id(REQUEST_ID))
            });
            let server = server.workers(2).disable_signals().listen(listener).expect("it listens");
            server.run().await.expect("it runs");
        });
    });
    Server { address: receiver.recv().expect("it starts"), held: Box::new(()) }
}

/// actix-web has no limit of the time that a handler takes.
async fn in_time<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let reply = rt::time::timeout(PATIENCE, next.call(request)).await;
    reply.unwrap_or_else(|_| Err(ErrorRequestTimeout("secret")))
}

/// What answers `GET`, and `HEAD` by the same handler: actix-web does not do that by itself.
fn got<F, A>(path: &str, handler: F) -> Resource
where
    F: Handler<A> + Clone,
    A: actix_web::FromRequest + 'static,
    F::Output: Responder + 'static,
{
    resource(path).route(get().to(handler.clone())).route(head().to(handler))
}

fn extracting(config: &mut ServiceConfig) {
    let by_body = async |Form(form): Form<service::Form>| pong(form.text());
    let by_query = async |Query(form): Query<service::Form>| pong(form.text());
    let json = async |Json(body): Json<service::Body>| pong(body.channel.name);
    config
        .service(got("/ok", ok))
        .service(resource("/json").route(post().to(json)))
        .service(got("/form", by_query).route(post().to(by_body)))
        .service(got("/query", async |Query(query): Query<service::Query>| pong(query.text())))
        .service(got("/path/{id}", async |id: Path<u32>| pong(id.to_string())))
        .service(got("/header", async |Header(header): Header<service::Headers>| pong(header.x_key)));
}

fn pong(pong: String) -> error_code::Success<Pong> {
    Pong { pong }.into()
}

async fn ok() -> error_code::Success<Pong> {
    pong("ok".to_owned())
}

fn failing(config: &mut ServiceConfig) {
    let fails = async || service::wrong_password();
    let panics = async || -> HttpResponse {
        rt::task::yield_now().await;
        panic!("secret {}", 1)
    };
    config
        .service(got("/fails", fails))
        .service(got("/refuses", async || service::refuse()))
        .service(got("/unserializable", async || error_code::Success::new(Unserializable)))
        .service(got("/panics", panics))
        .service(got("/slow", pending::<HttpResponse>))
        .service(got("/status/{status}", async |status: Path<u16>| plain(*status)))
        .service(got("/later", later));
}

fn plain(status: u16) -> HttpResponse {
    HttpResponse::build(StatusCode::from_u16(status).expect("a status"))
        .insert_header((WWW_AUTHENTICATE, "Basic"))
        .insert_header((ETAG, r#""1""#))
        .body("secret, and long enough to be worth compressing: secret, secret, secret")
}

async fn later() -> impl Responder {
    plain(429).customize().insert_header((RETRY_AFTER, "3"))
}

fn foreign(config: &mut ServiceConfig) {
    let own = |status: StatusCode, content_type: &'static str| {
        let response = move || {
            HttpResponse::build(status).insert_header((CONTENT_TYPE, content_type)).body(r#"{"own":true}"#)
        };
        move || ready(response())
    };
    let redirect = async || HttpResponse::SeeOther().insert_header((LOCATION, "/ok")).finish();
    let stream = async || {
        let chunks = ["one ", "two"].map(|chunk| Ok::<_, Infallible>(Bytes::from_static(chunk.as_bytes())));
        HttpResponse::Ok().content_type("text/plain").streaming(futures_util::stream::iter(chunks))
    };
    config
        .service(got("/redirect", redirect))
        .service(got("/stream", stream))
        .service(got("/file", async || Bytes::from_static(&[0, 1, 2, 3])))
        .service(got("/empty", async || HttpResponse::NoContent()))
        .service(got("/foreign", own(StatusCode::CONFLICT, "application/json")))
        .service(got(
            "/problem",
            own(StatusCode::UNPROCESSABLE_ENTITY, "application/problem+json; charset=utf-8"),
        ));
}
