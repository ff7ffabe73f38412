//! Failures as problem documents: RFC 9457's own examples, and a reader that is not errcat's.

mod actix_service;
mod axum_service;
mod http_types;
mod poem_service;
mod preferred;
mod rocket_service;
mod salvo_service;
mod warp_service;

use std::collections::HashMap;

use errcat::Format;
use problem_details::ProblemDetails;
use serde_json::{Value, json};

pub(crate) use self::preferred::{PROBLEM, Reply};

#[errcat::catalog("frameworks/problem/errors.toml")]
enum ErrorCode {}

#[errcat::catalog("frameworks/problem/numbers.toml")]
enum Number {}

type Problem = ProblemDetails<HashMap<String, Value>>;

/// The document as another crate reads it.
#[track_caller]
fn read<C: errcat::Code>(failure: &errcat::Failure<C>) -> Problem {
    serde_json::from_slice(&failure.to_problem_json()).expect("a problem document")
}

/// The document's members.
#[track_caller]
fn members<C: errcat::Code>(failure: &errcat::Failure<C>) -> Value {
    serde_json::from_slice(&failure.to_problem_json()).expect("JSON")
}

fn out_of_credit() -> error_code::Failure {
    let failure: error_code::Failure = error_code::OutOfCredit { balance: 30, price: 50 }.into();
    failure.with_member("balance", 30).with_member("accounts", json!(["/account/12345", "/account/67890"]))
}

/// RFC 9457, section 3, the first example. `instance` is what the example's own server makes of the request, `status` and
/// `code` are what it leaves out.
#[test]
fn the_rfcs_out_of_credit() {
    let mut example = json!({
        "type": "https://example.com/probs/out-of-credit",
        "title": "You do not have enough credit.",
        "detail": "Your current balance is 30, but that costs 50.",
        "instance": "/account/12345/msgs/abc",
        "balance": 30,
        "accounts": ["/account/12345", "/account/67890"]
    });
    example["status"] = 403.into();
    example["code"] = "out-of-credit".into();
    // Each param of the text is a member.
    example["price"] = 50.into();
    example.as_object_mut().expect("an object").remove("instance");
    assert_eq!(members(&out_of_credit()), example);
}

/// The body of a failure has the empty text too.
#[test]
fn an_empty_text_is_sent() {
    assert_eq!(members(&out_of_credit().with_description(""))["detail"], "");
    let peers = error_code::Failure::from_problem_json(br#"{"status":418,"code":"new"}"#).expect("a problem");
    assert_eq!(members(&peers).get("detail"), None);
}

/// RFC 9457, section 3, the second example.
#[test]
fn the_rfcs_validation_error() {
    let errors = json!([
        {"detail": "must be a positive integer", "pointer": "#/age"},
        {"detail": "must be 'green', 'red' or 'blue'", "pointer": "#/profile/color"}
    ]);
    let mut example = json!({
        "type": "https://example.com/probs/validation-error",
        "title": "Your request is not valid.",
        "errors": errors
    });
    example["status"] = 422.into();
    example["detail"] = example["title"].clone();
    example["code"] = "validation-error".into();
    let failure = error_code::Failure::new(ErrorCode::ValidationError).with_member("errors", errors);
    assert_eq!(members(&failure), example);
}

#[test]
fn another_crate_reads_it() {
    let problem = read(&out_of_credit());
    assert_eq!(problem.r#type.expect("a type").to_string(), "https://example.com/probs/out-of-credit");
    assert_eq!(problem.title.as_deref(), Some("You do not have enough credit."));
    assert_eq!(problem.status.map(|status| status.as_u16()), Some(403));
    assert_eq!(problem.detail.as_deref(), Some("Your current balance is 30, but that costs 50."));
    assert_eq!(problem.instance, None);
    assert_eq!(problem.extensions["code"], "out-of-credit");
    assert_eq!(problem.extensions["balance"], 30);
}

#[test]
fn the_text_of_a_servers_failure_stays_in_the_log() {
    let failure = error_code::Failure::new(ErrorCode::Broken)
        .with_description("cannot open /etc/secrets")
        .with_source(std::io::Error::other("/etc/secrets: permission denied"));
    let incident = failure.incident().expect("the server is to blame").to_owned();
    let problem = read(&failure);
    assert_eq!(problem.detail.as_deref(), Some("The service failed"));
    assert_eq!(problem.instance.expect("an instance").path(), format!("/incidents/{incident}"));
    assert!(!String::from_utf8(failure.to_problem_json()).expect("UTF-8").contains("secrets"));

    let exposed = failure.expose();
    assert_eq!(read(&exposed).detail.as_deref(), Some("cannot open /etc/secrets"));
}

#[test]
fn a_peers_incident_may_be_any_text() {
    let body = r#"{"result":"error","errorCode":"broken","incident_id":"7/ü?#%"}"#;
    let failure = error_code::Failure::from_json(body.as_bytes()).expect("a failure");
    assert_eq!(members(&failure)["instance"], "/incidents/7%2F%C3%BC%3F%23%25");
    let again = error_code::Failure::from_problem_json(&failure.to_problem_json()).expect("its own");
    assert_eq!(again.incident(), Some("7/ü?#%"));
    for reference in ["100%", "a%2", "a%+f", "%ff"] {
        let body = format!(r#"{{"code":"broken","status":500,"instance":"/incidents/{reference}"}}"#);
        let read = error_code::Failure::from_problem_json(body.as_bytes()).expect("a failure");
        assert_eq!(read.incident(), Some(reference));
    }
    assert!(read(&failure).instance.is_some());
}

#[test]
fn a_member_never_takes_a_standard_ones_place() {
    let mut failure = error_code::Failure::new(ErrorCode::ValidationError).with_member("hint", "kept");
    let names = ["type", "title", "status", "detail", "instance", "code"];
    let alone = members(&failure);
    for name in names {
        failure = failure.with_member(name, "forged");
    }
    assert_eq!(members(&failure), alone);
    // The envelope has no member of these names, and keeps them.
    let envelope: Value = serde_json::from_slice(&failure.to_json()).expect("JSON");
    assert!(names.iter().all(|name| envelope[name] == "forged"), "{envelope}");
}

#[test]
fn the_status_is_the_one_that_is_sent() {
    let failure = error_code::Failure::new(ErrorCode::ValidationError).with_status(400);
    assert_eq!(read(&failure).status.map(|status| status.as_u16()), Some(400));
}

/// The log has no id for a failure that gets its status after it has been logged.
#[test]
fn an_incident_that_is_not_in_the_log_is_not_sent() {
    use axum::response::IntoResponse;

    let handler = axum::routing::get(async || {
        (axum::http::StatusCode::BAD_GATEWAY, error_code::Failure::new(ErrorCode::ValidationError))
            .into_response()
    });
    let app = axum::Router::new().route("/", handler).layer(errcat::axum::EnvelopeLayer::<ErrorCode>::new());
    let request = axum::http::Request::get("/").header("accept", "application/problem+json");
    let request = request.body(axum::body::Body::empty()).expect("a request");
    let (response, log) = crate::axum_layer::sent(app, request);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let body = http_body_util::BodyExt::collect(response.into_body());
    let body = runtime.block_on(body).expect("in memory").to_bytes();
    let document: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!((document["status"].clone(), document.get("instance")), (json!(502), None), "{log:?}");
}

#[test]
fn without_a_page_there_is_no_type_and_a_number_stays_one() {
    let failure = number::Failure::new(Number::Code40001);
    let document = r#"{"title":"invalid signature","status":401,"detail":"invalid signature","code":40001}"#;
    assert_eq!(String::from_utf8(failure.to_problem_json()).expect("UTF-8"), document);
    assert_eq!(read(&failure).r#type.unwrap_or_default(), problem_details::ProblemType::default());
}

#[test]
fn what_is_not_known_is_left_out() {
    let failure = error_code::Failure::from_json(br#"{"result":"error"}"#).expect("a failure");
    let mut document = members(&failure);
    let instance = document["instance"].take();
    assert_eq!(document, json!({"status": 500, "instance": null}));
    assert_eq!(instance, format!("/incidents/{}", failure.incident().expect("it has been sent")));
    let newer = br#"{"result":"error","errorCode":"moved","desp":"it has moved","to":"/b"}"#;
    let failure = error_code::Failure::from_json(newer).expect("a failure").with_status(410);
    let document = json!({
        "status": 410, "detail": "it has moved", "code": "moved", "to": "/b"
    });
    assert_eq!(members(&failure), document);
}

#[test]
fn an_envelope_that_was_sent_becomes_the_document_that_would_have_been() {
    for failure in [
        error_code::Failure::new(ErrorCode::OutOfCredit)
            .with_description("30 of 50")
            .with_member("balance", 30),
        error_code::Failure::new(ErrorCode::Broken).with_description("for the log"),
        error_code::Failure::new(ErrorCode::ValidationError).with_status(400),
    ] {
        let read = error_code::Failure::from_json(&failure.to_json()).expect("its own");
        assert_eq!(members(&read.with_status(failure.status())), members(&failure));
    }
}

#[test]
fn the_format_is_the_catalogs_and_the_clients_choice() {
    let accept = |lines: &[&str]| {
        let lines: Vec<_> = lines.iter().map(|line| line.as_bytes()).collect();
        (Format::accepted::<ErrorCode>(lines.clone()), Format::accepted::<Number>(lines))
    };
    let preferred = ["application/json;q=0.5", "application/problem+json"];
    assert_eq!(accept(&preferred), (Format::Problem, Format::Envelope));
    assert_eq!(accept(&["application/json, application/problem+json"]).0, Format::Envelope);
    assert_eq!(accept(&[]).0, Format::Envelope);

    let failure = out_of_credit();
    assert_eq!(failure.to_body(Format::Envelope), failure.to_json());
    assert_eq!(failure.to_body(Format::Problem), failure.to_problem_json());
    assert_eq!(failure.content_type(Format::Problem), "application/problem+json");
}

mod bare {
    /// A problem document with the id of an incident as it is.
    #[errcat::catalog("frameworks/problem/bare.toml")]
    pub enum ErrorCode {}
}

#[test]
fn the_id_of_an_incident_is_encoded_only_in_a_reference() {
    let body = r#"{"code":"broken","status":500,"incident":"7/ü%20"}"#;
    let failure = bare::error_code::Failure::from_problem_json(body.as_bytes()).expect("a failure");
    assert_eq!(failure.incident(), Some("7/ü%20"));
    let document: Value = serde_json::from_slice(&failure.to_problem_json()).expect("JSON");
    assert_eq!(document["incident"], "7/ü%20");
    assert_eq!(document["instance"], "/incidents/7%2F%C3%BC%2520");
    let again = bare::error_code::Failure::from_problem_json(&failure.to_problem_json()).expect("its own");
    assert_eq!(again.incident(), Some("7/ü%20"));
    let body = br#"{"code":"broken","status":500,"instance":"/incidents/7%2F8"}"#;
    let in_reference = bare::error_code::Failure::from_problem_json(body).expect("a failure");
    assert_eq!(in_reference.incident(), Some("7/8"));
}
