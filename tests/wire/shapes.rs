//! The bodies of twelve APIs: the bytes that are written, and what comes back when they are read.

use errcat::{Code, Envelope, Failure, Success};
use serde_json::{Value, json};

use crate::{text, time};

catalogs! {
    cloudflare "wire/shapes/cloudflare.toml"
    code_zero "wire/shapes/code_zero.toml"
    github "wire/shapes/github.toml"
    google "wire/shapes/google.toml"
    json_api "wire/shapes/json_api.toml"
    laravel "wire/shapes/laravel.toml"
    openai "wire/shapes/openai.toml"
    problem "wire/shapes/problem.toml"
    problem_type "wire/shapes/problem_type.toml"
    slack "wire/shapes/slack.toml"
    stripe "wire/shapes/stripe.toml"
    telegram "wire/shapes/telegram.toml"
}

const PAYLOAD: &str = r#"{"id":"x","n":[1,null]}"#;

/// Writes both bodies, compares their bytes, and reads them back.
#[track_caller]
fn are_written_and_read<C: Code>(success: &str, failures: &[&str]) {
    let payload: Value = serde_json::from_str(PAYLOAD).expect("JSON");
    let written = Success::<_, C>::new(payload.clone()).to_json().expect("an object");
    assert_eq!(text(written.clone()), success);
    let read = Envelope::<Value, C>::from_json_with_status(&written, 200).expect("its own").into_result();
    assert_eq!(read.expect("a success").payload, payload);
    assert_eq!(failures.len(), C::ALL.len(), "a body for each code");
    for (&code, &body) in C::ALL.iter().zip(failures) {
        let failure = Failure::new(code).at(time("2017-10-09T08:53:18Z"));
        assert_eq!(text(failure.to_json()), body);
        assert_eq!(serde_json::to_string(&failure).expect("JSON"), body, "by serde");
        let read = Envelope::<Value, C>::from_json_with_status(body.as_bytes(), code.status());
        let read = read.expect(body).into_result().expect_err("a failure");
        assert_eq!((read.status(), read.description()), (code.status(), failure.description()));
        assert!(read.members().is_empty(), "{read:?}");
        assert_eq!(text(read.to_json()), body, "it goes on as it came");
    }
}

/// Reads the code of each body without and with a status, and from a value of serde.
#[track_caller]
fn have_codes<C: Code>(failures: &[&str]) {
    for (&code, &body) in C::ALL.iter().zip(failures) {
        let read = Failure::<C>::from_json_with_status(body.as_bytes(), code.status()).expect(body);
        assert_eq!(read.code(), Some(code), "{body}");
        let read = Envelope::<Value, C>::from_json(body.as_bytes()).expect(body).into_result();
        assert_eq!(read.expect_err(body).code(), Some(code), "without a status");
        let value: Value = serde_json::from_str(body).expect("JSON");
        let read: Envelope<Value, C> = serde_json::from_value(value).expect(body);
        assert_eq!(read.into_result().expect_err(body).code(), Some(code), "by serde");
    }
}

/// Both.
#[track_caller]
fn hold<C: Code>(success: &str, failures: &[&str]) {
    are_written_and_read::<C>(success, failures);
    have_codes::<C>(failures);
    let read = Envelope::<Value, C>::from_json(success.as_bytes()).expect(success).into_result();
    assert_eq!(
        read.expect("a success, without a status").payload,
        serde_json::from_str::<Value>(PAYLOAD).expect("JSON")
    );
    let read: Envelope<Value, C> = serde_json::from_str(success).expect(success);
    assert!(read.into_result().is_ok(), "by serde");
}

#[test]
fn stripe() {
    hold::<stripe::ErrorCode>(
        PAYLOAD,
        &[
            r#"{"error":{"type":"card_error","code":"card_declined","message":"The card was declined.","doc_url":"https://docs.example.com/card_declined"}}"#,
            r#"{"error":{"type":"invalid_request_error","code":"parameter_missing","message":"A parameter is missing."}}"#,
        ],
    );
}

#[test]
fn the_data_of_a_row_can_be_read() {
    let row = stripe::ErrorCode::CardDeclined.entry();
    assert_eq!(row.data().collect::<Vec<_>>(), [("type", errcat::Scalar::Text("card_error"))]);
    assert_eq!(serde_json::to_value(row).expect("an object")["data"], json!({"type": "card_error"}));
    // The other row has the default.
    let row = stripe::ErrorCode::ParameterMissing.entry();
    assert_eq!(row.data().collect::<Vec<_>>(), [("type", errcat::Scalar::Text("invalid_request_error"))]);
}

#[test]
fn google() {
    hold::<google::ErrorCode>(
        PAYLOAD,
        &[
            r#"{"error":{"code":404,"message":"The shelf does not exist.","status":"NOT_FOUND","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SHELF_NOT_FOUND","domain":"library.example.com"}]}}"#,
            r#"{"error":{"code":429,"message":"The quota is used up.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"QUOTA_EXCEEDED","domain":"library.example.com"}]}}"#,
        ],
    );
    // The details are in another order, and one of them is not known.
    let body = r#"{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.Help","links":[]},{"domain":"library.example.com","reason":"QUOTA_EXCEEDED","@type":"type.googleapis.com/google.rpc.ErrorInfo"}],"code":429}}"#;
    let failure = Failure::<google::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
    assert_eq!(failure.wire_code(), "QUOTA_EXCEEDED");
}

#[test]
fn slack() {
    hold::<slack::ErrorCode>(
        r#"{"ok":true,"id":"x","n":[1,null]}"#,
        &[r#"{"ok":false,"error":"channel_not_found"}"#, r#"{"ok":false,"error":"not_authed"}"#],
    );
}

#[test]
fn github() {
    let failures = [
        r#"{"message":"Validation Failed","documentation_url":"https://docs.example.com/rest","status":"422"}"#,
        r#"{"message":"Not Found","status":"404"}"#,
    ];
    for (&code, body) in github::ErrorCode::ALL.iter().zip(failures) {
        assert_eq!(text(Failure::new(code).to_json()), body);
        let read = Failure::<github::ErrorCode>::from_json_with_status(body.as_bytes(), code.status());
        let read = read.expect("a failure, as the status says");
        assert_eq!(
            (read.code(), read.status(), read.description()),
            (None, code.status(), code.description())
        );
    }
    assert!(
        Failure::<github::ErrorCode>::from_json(failures[1].as_bytes()).is_err(),
        "nothing says that it is one"
    );
    // What serves a status of its own, as a proxy may, does not change what the body says.
    let read =
        Failure::<github::ErrorCode>::from_json_with_status(failures[0].as_bytes(), 409).expect("a failure");
    assert_eq!(read.status(), 409);
}

#[test]
fn json_api() {
    hold::<json_api::ErrorCode>(
        r#"{"data":{"id":"x","n":[1,null]}}"#,
        &[
            r#"{"errors":[{"status":"404","code":"not_found","title":"Resource not found","detail":"Resource not found"}]}"#,
            r#"{"errors":[{"status":"422","code":"title_too_long","title":"The title is too long","detail":"The title is too long"}]}"#,
        ],
    );
}

#[test]
fn without_constants_a_success_has_its_payload() {
    type Reply = Envelope<(), json_api::ErrorCode>;
    for body in [r#"{"result":"success"}"#, r#"{"errors":[]}"#, "{}"] {
        let error = Reply::from_json_with_status(body.as_bytes(), 200).expect_err(body).to_string();
        assert!(error.starts_with("the body has no member `data`"), "{error}");
        Reply::from_json(body.as_bytes()).expect_err("without a status");
        let value: Value = serde_json::from_str(body).expect("JSON");
        serde_json::from_value::<Reply>(value).expect_err("by serde");
        Envelope::<Option<u8>, json_api::ErrorCode>::from_json_with_status(body.as_bytes(), 200)
            .expect_err("an `Option` is no other payload");
    }
    let read = Reply::from_json_with_status(br#"{"data":null}"#, 200).expect("a success").into_result();
    let _ = read.expect("as a service writes it");
    // Here, `code` says that the body is a success.
    let read =
        Envelope::<(), code_zero::ErrorCode>::from_json(br#"{"code":0,"msg":"ok"}"#).expect("a success");
    let _ = read.into_result().expect("a success");
}

#[test]
fn cloudflare() {
    hold::<cloudflare::ErrorCode>(
        r#"{"success":true,"errors":[],"messages":[],"result":{"id":"x","n":[1,null]}}"#,
        &[
            r#"{"success":false,"errors":[{"code":1003,"message":"Invalid or missing zone id."}],"messages":[],"result":null}"#,
            r#"{"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[],"result":null}"#,
        ],
    );
    let body = br#"{"result":null,"messages":[],"errors":[],"success":false}"#;
    assert_eq!(Failure::<cloudflare::ErrorCode>::from_json(body).expect("a failure").code(), None);
}

#[test]
fn code_zero() {
    type Zero<T> = Envelope<T, code_zero::ErrorCode>;

    hold::<code_zero::ErrorCode>(
        r#"{"code":0,"msg":"ok","data":{"id":"x","n":[1,null]}}"#,
        &[
            r#"{"code":40001,"msg":"invalid credential","data":null}"#,
            r#"{"code":45009,"msg":"api freq out of limit","data":null}"#,
        ],
    );
    let read = Zero::<Option<u8>>::from_json(br#"{"data":null,"msg":"ok","code":0}"#).expect("a success");
    assert_eq!(read.into_result().expect("a success").payload, None);
    let list = Success::<_, code_zero::ErrorCode>::new(vec![1, 2]).to_json().expect("any value");
    assert_eq!(text(list), r#"{"code":0,"msg":"ok","data":[1,2]}"#);
    let empty = Success::<_, code_zero::ErrorCode>::new(()).to_json().expect("any value");
    assert_eq!(text(empty), r#"{"code":0,"msg":"ok","data":null}"#);
    let unknown =
        Zero::<Value>::from_json(br#"{"code":50000,"msg":"new"}"#).expect("a failure").into_result();
    assert_eq!(unknown.expect_err("it is not 0").wire_code(), "50000");
}

#[test]
fn openai() {
    hold::<openai::ErrorCode>(
        PAYLOAD,
        &[
            r#"{"error":{"message":"The model does not exist","type":"invalid_request_error","param":null,"code":"model_not_found"}}"#,
            r#"{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#,
        ],
    );
}

#[test]
fn laravel() {
    type Code = laravel::ErrorCode;
    assert_eq!(text(Failure::new(Code::Invalid).to_json()), r#"{"message":"The given data was invalid."}"#);
    let body = br#"{"message":"The given data was invalid.","errors":{"email":["is taken"]}}"#;
    let read = Failure::<Code>::from_json_with_status(body, 422).expect("a failure");
    assert_eq!((read.code(), read.status(), read.description()), (None, 422, "The given data was invalid."));
    assert_eq!(read.fields(), [errcat::FieldError::new("email", "is taken")]);
    assert_eq!(text(read.to_json()).as_bytes(), body, "it goes on as it came");
}

#[test]
fn telegram() {
    hold::<telegram::ErrorCode>(
        r#"{"ok":true,"result":{"id":"x","n":[1,null]}}"#,
        &[
            r#"{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"#,
            r#"{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":35}}"#,
        ],
    );
    let body =
        br#"{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":7}}"#;
    let read = Failure::<telegram::ErrorCode>::from_json(body).expect("a failure");
    assert_eq!(read.retry_after().map(|wait| wait.as_secs()), Some(7));
    assert_eq!(text(read.to_json()).as_bytes(), body);
}

#[test]
fn problem_documents() {
    let failure = Failure::new(problem::ErrorCode::OutOfCredit);
    let body = r#"{"type":"https://example.com/probs/out_of_credit","title":"You do not have enough credit.","status":403,"detail":"You do not have enough credit.","code":"out_of_credit"}"#;
    assert_eq!(text(failure.to_json()), body);
    assert!(Failure::from_json(body.as_bytes()).expect("its own").is(problem::ErrorCode::OutOfCredit));
    let failure = Failure::new(problem::ErrorCode::Broken);
    let incident = failure.incident().expect("500").to_owned();
    let body = text(failure.to_json());
    assert!(body.contains(&format!(r#""instance":"/incidents/{incident}""#)), "{body}");
    let read = Failure::<problem::ErrorCode>::from_json(body.as_bytes()).expect("its own");
    assert_eq!((read.incident(), text(read.to_json())), (Some(&*incident), body));
}

#[test]
fn problem_documents_with_the_code_in_their_type() {
    let failure = Failure::new(problem_type::ErrorCode::OutOfCredit);
    let body = r#"{"type":"https://example.com/probs/out_of_credit","title":"You do not have enough credit.","status":403,"detail":"You do not have enough credit."}"#;
    assert_eq!(text(failure.to_json()), body);
    assert!(Failure::from_json(body.as_bytes()).expect("its own").is(problem_type::ErrorCode::OutOfCredit));
}

/// The page shows each of these catalogs.
#[test]
fn the_page_shows_these_catalogs() {
    let page = include_str!("../../docs/shapes.md");
    for (name, catalog) in [
        ("cloudflare", include_str!("shapes/cloudflare.toml")),
        ("code_zero", include_str!("shapes/code_zero.toml")),
        ("github", include_str!("shapes/github.toml")),
        ("google", include_str!("shapes/google.toml")),
        ("json_api", include_str!("shapes/json_api.toml")),
        ("laravel", include_str!("shapes/laravel.toml")),
        ("openai", include_str!("shapes/openai.toml")),
        ("problem", include_str!("shapes/problem.toml")),
        ("problem_type", include_str!("shapes/problem_type.toml")),
        ("slack", include_str!("shapes/slack.toml")),
        ("stripe", include_str!("shapes/stripe.toml")),
        ("telegram", include_str!("shapes/telegram.toml")),
    ] {
        let tables = catalog.split("[[error]]\n").next().unwrap_or_default();
        let shown = tables.split_once("\n\n").expect("a comment, then the tables").1.trim_end();
        assert!(page.contains(&format!("```toml\n{shown}\n```")), "{name}:\n{shown}");
    }
    // Every failure on the page is one that a test here has written.
    let failures = page.lines().filter(|line| line.starts_with('{') && !line.contains(r#""id":"x""#));
    for failure in failures.filter(|failure| !failure.contains("errorCode")) {
        assert!(include_str!("shapes.rs").contains(failure), "{failure}");
    }
}
