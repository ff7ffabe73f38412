//! What the extractors refuse, in axum and actix-web: both send the same bytes.

use errcat::Failure;

use crate::checks::{ErrorCode, FIVE, GOOD, actix_service, axum_service, with_wrong_items};

/// The longest body that the services read.
pub(super) const LONGEST: usize = 8 * 1024 * 1024;

/// A request to both services.
pub(super) struct Asked<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) headers: Vec<(&'a str, &'a str)>,
    pub(super) body: &'a str,
}

/// The status and the body of the reply, which is the same from both services.
#[track_caller]
fn answer(asked: &Asked<'_>) -> (u16, String) {
    let (status, body) = axum_service::answer(asked);
    let body = String::from_utf8(body).expect("UTF-8");
    let (actix_status, actix_body) = actix_service::answer(asked);
    assert_eq!((actix_status, String::from_utf8(actix_body).expect("UTF-8")), (status, body.clone()));
    (status, body)
}

#[track_caller]
fn post(path: &str, body: &str) -> (u16, String) {
    answer(&Asked { method: "POST", path, headers: vec![("content-type", "application/json")], body })
}

#[track_caller]
fn get(path: &str, headers: Vec<(&str, &str)>) -> (u16, String) {
    answer(&Asked { method: "GET", path, headers, body: "" })
}

#[test]
fn five_wrong_fields_are_in_one_reply() {
    assert_eq!(
        post("/garde/json", FIVE),
        (
            422,
            concat!(
                r#"{"code":"invalid_data","message":"address.city: length is lower than 2; count: greater than 99; "#,
                r#"items[1].label: has an upper-case letter; name: length is lower than 1; "#,
                r#"notes.a.b.label: has an upper-case letter","fields":["#,
                r#"{"path":"address.city","pointer":"/address/city","message":"length is lower than 2"},"#,
                r#"{"path":"count","pointer":"/count","message":"greater than 99"},"#,
                r#"{"path":"items[1].label","pointer":"/items/1/label","message":"has an upper-case letter"},"#,
                r#"{"path":"name","pointer":"/name","message":"length is lower than 1"},"#,
                r#"{"path":"notes.a.b.label","pointer":"/notes/a.b/label","message":"has an upper-case letter"}]}"#,
            )
            .to_owned()
        )
    );
    assert_eq!(
        post("/validator/json", FIVE),
        (
            422,
            concat!(
                r#"{"code":"invalid_data","message":"address.city: has a wrong length; count: is out of range; "#,
                r#"items[1].label: is invalid; name: is empty; notes[0].label: is invalid","fields":["#,
                r#"{"path":"address.city","pointer":"/address/city","message":"has a wrong length","code":"length"},"#,
                r#"{"path":"count","pointer":"/count","message":"is out of range","code":"range"},"#,
                r#"{"path":"items[1].label","pointer":"/items/1/label","message":"is invalid","code":"upper_case"},"#,
                r#"{"path":"name","pointer":"/name","message":"is empty","code":"length"},"#,
                r#"{"path":"notes[0].label","pointer":"/notes/0/label","message":"is invalid","code":"upper_case"}]}"#,
            )
            .to_owned()
        )
    );
}

#[test]
fn a_path_has_the_names_of_the_json() {
    let body = r#"{"userName":"","oldPages":[{"page-number":1},{"page-number":100}]}"#;
    for (library, length) in [("garde", "length is lower than 1"), ("validator", "is empty")] {
        let (status, body) = post(&format!("/{library}/profile"), body);
        assert_eq!(status, 422);
        let failure =
            Failure::<ErrorCode>::from_json_with_status(body.as_bytes(), status).expect("a failure");
        let pointers: Vec<_> = failure.fields().iter().map(errcat::FieldError::pointer).collect();
        assert_eq!(pointers, ["/oldPages/1/page-number", "/userName"]);
        assert!(failure.description().contains(&format!("userName: {length}")), "{failure}");
    }
}

#[test]
fn a_client_reads_the_field_errors() {
    let (status, body) = post("/validator/json", FIVE);
    let failure = Failure::<ErrorCode>::from_json_with_status(body.as_bytes(), status).expect("a failure");
    assert_eq!(failure.code(), Some(ErrorCode::InvalidData));
    let paths: Vec<_> = failure.fields().iter().map(errcat::FieldError::path).collect();
    assert_eq!(paths, ["address.city", "count", "items[1].label", "name", "notes[0].label"]);
    assert_eq!(failure.fields()[1].code(), Some("range"));
}

#[test]
fn a_request_without_mistakes_gets_through() {
    for library in ["garde", "validator"] {
        assert_eq!(post(&format!("/{library}/json"), GOOD), (200, "a".to_owned()));
        assert_eq!(post(&format!("/{library}/list"), r#"[{"page":1},{"page":2}]"#), (200, "2".to_owned()));
        assert_eq!(get(&format!("/{library}/query?page=7"), vec![]), (200, "7".to_owned()));
        assert_eq!(get(&format!("/{library}/header"), vec![("page", "7")]), (200, "7".to_owned()));
    }
    assert_eq!(post("/both?page=7", GOOD), (200, "a".to_owned()));
}

#[test]
fn a_body_that_does_not_parse_has_one_field_error() {
    for path in ["/garde/json", "/validator/json"] {
        let (status, body) = post(path, r#"{"name":"","count":"many"}"#);
        assert_eq!(status, 422);
        let message = r#"invalid type: string \"many\", expected u32"#;
        assert_eq!(
            body,
            format!(
                r#"{{"code":"invalid_data","message":"count: {message} at line 1 column 25","fields":[{{"path":"count","pointer":"/count","message":"{message}"}}]}}"#
            )
        );
        let (status, body) = post(path, "{");
        assert_eq!(status, 400);
        assert!(body.starts_with(r#"{"code":"malformed_json""#), "{body}");
        assert_eq!(get(&path.replace("json", "query?page=x"), vec![]).0, 400);
    }
}

#[test]
fn every_part_of_a_request_is_checked() {
    let refused = |message: &str, code: &str| {
        let field = format!(r#"{{"path":"page","pointer":"/page","message":"{message}"{code}}}"#);
        (422, format!(r#"{{"code":"invalid_data","message":"page: {message}","fields":[{field}]}}"#))
    };
    let garde = refused("greater than 99", "");
    let validator = refused("is out of range", r#","code":"range""#);
    for (library, refused) in [("garde", garde), ("validator", validator)] {
        assert_eq!(get(&format!("/{library}/query?page=100"), vec![]), refused);
        assert_eq!(get(&format!("/{library}/header"), vec![("page", "100")]), refused);
        let headers = vec![("content-type", "application/x-www-form-urlencoded")];
        let path = &format!("/{library}/form");
        assert_eq!(answer(&Asked { method: "POST", path, headers, body: "page=100" }), refused);
    }
    assert_eq!(post("/both?page=100", GOOD).0, 422);
    assert_eq!(post("/both?page=1", FIVE).0, 422);
    let path = Asked { method: "GET", path: "/garde/path/100", headers: vec![], body: "" };
    assert_eq!(axum_service::answer(&path).0, 422, "actix-web has no such extractor");
}

#[test]
fn a_list_that_is_the_whole_body_has_indices_as_paths() {
    for library in ["garde", "validator"] {
        let (status, body) = post(&format!("/{library}/list"), r#"[{"page":1},{"page":100}]"#);
        assert_eq!(status, 422);
        assert!(body.contains(r#""path":"[1].page","pointer":"/1/page""#), "{body}");
    }
}

#[test]
fn a_body_with_100_000_mistakes_gets_a_short_reply() {
    let items = with_wrong_items(100_000);
    for path in ["/garde/json", "/validator/json"] {
        let (status, body) = post(path, &items);
        assert_eq!(status, 422);
        assert!(body.len() < 20_000, "{}", body.len());
        let failure = Failure::<ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert_eq!(failure.fields().len(), 100);
        assert!(failure.description().len() < 450, "{failure}");
        assert!(failure.description().contains("more"), "{failure}");
    }
}

#[test]
fn long_names_of_a_client_are_cut() {
    let name = "x".repeat(1_000_000);
    let body = format!(
        r#"{{"name":"a","count":1,"address":{{"city":"xy"}},"notes":{{"{name}.":{{"label":"B"}}}}}}"#
    );
    let (status, body) = post("/garde/json", &body);
    assert_eq!(status, 422);
    assert!(body.len() < 2_000, "{}", body.len());
}
