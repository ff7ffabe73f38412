//! The counter of failures: with a real recorder, scraped over HTTP.

use std::sync::LazyLock;

use axum::Router;
use axum::routing::get;
use errcat::axum::EnvelopeLayer;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

#[errcat::catalog("frameworks/metrics/codes.toml")]
enum ErrorCode {}

use error_code::{Failure, Success};

/// The recorder of this process. Tests of other catalogs count too, with other names.
static RECORDER: LazyLock<PrometheusHandle> =
    LazyLock::new(|| PrometheusBuilder::new().install_recorder().expect("there is no other"));

/// A service that counts its failures, and shows the counts at `/metrics`.
async fn serve() -> String {
    LazyLock::force(&RECORDER);
    let routes = Router::new()
        .route("/fine", get(|| async { Success::new(()) }))
        .route("/busy", get(|| async { Failure::new(ErrorCode::Busy) }))
        .route("/down", get(|| async { Failure::new(ErrorCode::Busy).with_status(503) }))
        .route("/panic", get(|| async { panic!("for the log") as Success<()> }))
        .layer(EnvelopeLayer::<ErrorCode>::new())
        .route("/metrics", get(|| async { RECORDER.render() }));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async { axum::serve(listener, routes).await });
    format!("http://{address}")
}

/// The lines of this catalog, without the name of the counter and the label of the catalog.
async fn scrape(base: &str) -> Vec<String> {
    let page = reqwest::get(format!("{base}/metrics")).await.expect("a reply").text().await.expect("text");
    let start = r#"errcat_failures_total{catalog="metrics.example.com","#;
    page.lines().filter_map(|line| line.strip_prefix(start)).map(str::to_owned).collect()
}

/// A value that sends a failure when its thread ends.
struct AtTheEnd;

impl Drop for AtTheEnd {
    fn drop(&mut self) {
        Failure::new(ErrorCode::Busy).record();
    }
}

/// One test, because all of it is in one recorder.
#[tokio::test]
async fn each_failure_that_leaves_is_counted_once() {
    let base = serve().await;
    for path in ["/fine", "/busy", "/busy", "/down", "/panic", "/nowhere"] {
        reqwest::get(format!("{base}{path}")).await.expect("a reply");
    }
    let mut lines = scrape(&base).await;
    lines.sort();
    assert_eq!(
        lines,
        [
            r#"code="busy",status="429"} 2"#,
            r#"code="busy",status="503"} 1"#,
            r#"code="internal",status="500"} 1"#,
            r#"code="not_found",status="404"} 1"#,
        ]
    );

    // Failures of a peer, which this service sends on.
    for number in 0..1_000 {
        let body = format!(r#"{{"result":"error","errorCode":"peers_{number}","desp":"x"}}"#);
        let failure = Failure::from_json(body.as_bytes()).expect("a failure").with_status(502);
        drop(http::Response::from(failure));
    }
    drop(tonic::Status::from(Failure::new(ErrorCode::Busy)));
    Failure::new(ErrorCode::Busy).record();
    // The values of a thread are dropped in an order of their own.
    let thread = std::thread::spawn(|| {
        thread_local!(static AT_THE_END: AtTheEnd = const { AtTheEnd });
        AT_THE_END.with(|_| ());
        Failure::new(ErrorCode::Busy).record();
    });
    thread.join().expect("no panic");
    let lines = scrape(&base).await;
    assert_eq!(lines.len(), 5, "{lines:#?}");
    for line in [r#"code="_OTHER",status="502"} 1000"#, r#"code="busy",status="429"} 6"#] {
        assert!(lines.iter().any(|counted| counted == line), "{lines:#?}");
    }
}
