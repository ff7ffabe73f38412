//! What only comes along with the code never costs the code.

use errcat_tests::ErrorCode;
use serde_json::{Value, json};

use crate::occurrences::details;
use crate::{Envelope, Failure, Success, text};

/// What peers send in place of a text or a time.
fn odd() -> [Value; 9] {
    [
        json!(["name should not be empty", "email must be an email"]),
        json!({"name": ["is too short"]}),
        json!([]),
        json!(5),
        json!(-1),
        json!(1.5),
        json!(true),
        json!(18_446_744_073_709_551_615_u64),
        json!([[{"a": null}]]),
    ]
}

fn body(name: &str, value: &Value) -> [String; 2] {
    [
        format!(r#"{{"result":"error","errorCode":"invalid_format","{name}":{value}}}"#),
        format!(r#"{{"{name}":{value},"errorCode":"invalid_format","result":"error"}}"#),
    ]
}

#[test]
fn a_text_of_another_type_is_a_member() {
    for value in odd() {
        for body in body("desp", &value) {
            let failure = Failure::from_json(body.as_bytes()).expect(&body);
            assert!(failure.is(ErrorCode::InvalidFormat));
            assert_eq!(failure.members()["desp"], value);
            assert_eq!(failure.description(), ErrorCode::InvalidFormat.description());
            let again: Value = serde_json::from_slice(&failure.to_json()).expect("JSON");
            assert_eq!(again, serde_json::from_str::<Value>(&body).expect("JSON"), "it goes on as it was");
            // A text of its own takes its place: no member stands twice.
            let own = text(failure.with_description("own").to_json());
            assert_eq!(
                (own.matches("\"desp\"").count(), own.contains(r#""desp":"own""#)),
                (1, true),
                "{own}"
            );
        }
    }
}

#[test]
fn a_time_that_is_none_is_a_member() {
    let texts = ["2024-07-12T05:59:48.327", "yesterday", "", "1720763988"].map(Value::from);
    for value in odd().into_iter().chain(texts).chain([json!(1_720_763_988_327_u64)]) {
        for body in body("server_time", &value) {
            let failure = Failure::from_json(body.as_bytes()).expect(&body);
            assert!(failure.is(ErrorCode::InvalidFormat));
            assert_eq!((failure.server_time(), &failure.members()["server_time"]), (None, &value));
            let sent = text(failure.to_json());
            assert_eq!(sent.matches("\"server_time\"").count(), 1, "{sent}");
            let timed = text(failure.at(crate::time("2017-10-09T08:53:18Z")).to_json());
            assert_eq!(timed.matches("\"server_time\"").count(), 1, "{timed}");
            let slowly: Failure = serde_json::from_str(&body).expect(&body);
            assert_eq!(slowly.members()["server_time"], value);
        }
        let body = format!(r#"{{"a":1,"server_time":{value},"result":"success"}}"#);
        let success = Success::<Value>::from_json(body.as_bytes()).expect(&body);
        assert_eq!((success.server_time(), success.payload), (None, json!({"a": 1})));
    }
}

#[test]
fn null_is_nothing() {
    let body = br#"{"result":"error","errorCode":"invalid_format","desp":null,"server_time":null}"#;
    let failure = Failure::from_json(body).expect("a failure");
    assert!(failure.members().is_empty() && failure.server_time().is_none());
    assert_eq!(failure.description(), ErrorCode::InvalidFormat.description());
}

/// As at the place of a failure's code.
#[test]
fn a_number_in_a_field_error_is_read_as_its_digits() {
    for (code, digits) in [("429", "429"), ("429.0", "429"), ("1.5", "1.5"), ("-7", "-7")] {
        let body = format!(
            r#"{{"error":{{"code":"invalid","message":"m","details":{{"fields":[{{"field":"a","description":"b","code":{code}}}]}}}}}}"#
        );
        let read = errcat::Failure::<details::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert_eq!(read.fields()[0].code(), Some(digits), "{body}");
    }
}

#[test]
fn a_code_that_is_none_is_an_error() {
    for code in ["[]", "{}", "true", "1.5"] {
        let body = format!(r#"{{"result":"error","errorCode":{code}}}"#);
        let error = Envelope::<()>::from_json(body.as_bytes()).expect_err(&body).to_string();
        assert!(error.contains("expected a string or an integer in member `errorCode`"), "{error}");
    }
}

/// JavaScript writes half a character if it cuts a text.
#[test]
fn half_a_character_costs_nothing_else() {
    for (name, value) in
        [("desp", r#""cut \ud83d""#), ("server_time", r#""cut \ud83d""#), ("more", r#"{"a":["\udc00"]}"#)]
    {
        for body in [
            format!(r#"{{"result":"error","errorCode":"newer","{name}":{value},"hint":"see \\ud83d"}}"#),
            format!(r#"{{"{name}":{value},"hint":"see \\ud83d","errorCode":"newer","result":"error"}}"#),
        ] {
            let failure = Failure::from_json(body.as_bytes()).expect(&body);
            assert_eq!((failure.wire_code(), &failure.members()["hint"]), ("newer", &json!("see \\ud83d")));
            let whole = value.replace("\\ud83d", "\u{fffd}").replace("\\udc00", "\u{fffd}");
            let whole: Value = serde_json::from_str(&whole).expect("JSON");
            match name {
                "desp" => assert_eq!(whole, failure.description()),
                _ => assert_eq!(failure.members()[name], whole),
            }
            let envelope = Envelope::<Value>::from_json(body.as_bytes()).expect(&body);
            assert_eq!(envelope.into_result().expect_err("a failure").members(), failure.members());
        }
    }
}

/// No constant says what this body is, so the reader looks for the code.
#[test]
fn half_a_character_in_a_name_does_not_hide_the_code() {
    type Code = crate::shapes::stripe::ErrorCode;
    let body = br#"{"a\ud83d":1,"error":{"code":"card_declined"}}"#;
    let envelope = errcat::Envelope::<Value, Code>::from_json(body).expect("a reply");
    assert!(envelope.into_result().expect_err("a failure").is(Code::CardDeclined));
}

/// What `serde_json` does not hold stands in a member that only comes along: the code is read alone.
#[test]
fn a_value_that_cannot_be_held_costs_no_more_than_what_comes_along() {
    let deep = format!("{}1{}", "[".repeat(500), "]".repeat(500));
    for (name, value) in [("load", "1e999"), ("desp", "-1e400"), ("more", deep.as_str())] {
        for body in [
            format!(r#"{{"result":"error","errorCode":"invalid_format","{name}":{value}}}"#),
            format!(r#"{{"{name}":{value},"errorCode":"invalid_format","result":"error"}}"#),
        ] {
            let failure = Failure::from_json(body.as_bytes()).expect(&body);
            assert!(failure.is(ErrorCode::InvalidFormat), "{body}");
            let envelope = Envelope::<Value>::from_json(body.as_bytes()).expect(&body);
            assert!(envelope.into_result().expect_err("a failure").is(ErrorCode::InvalidFormat));
        }
    }
    // What is no JSON at all has no code.
    for body in [
        r#"{"result":"error","errorCode":"invalid_format","a":}"#,
        r#"{"result":"error","errorCode":"x","a":tru}"#,
    ] {
        assert!(Failure::from_json(body.as_bytes()).is_err(), "{body}");
    }
}

#[test]
fn of_a_member_that_stands_twice_the_last_counts() {
    let body = br#"{"result":"error","errorCode":"invalid_format","x":1,"x":2}"#;
    assert_eq!(Failure::from_json(body).expect("a failure").members()["x"], 2);
}

/// Some payloads take whatever comes, errors included.
#[test]
fn a_payload_that_swallows_errors_is_no_success() {
    #[derive(Debug, Default)]
    struct Lenient(#[expect(dead_code, reason = "it is never there")] Option<Key>);

    #[derive(Debug, serde::Deserialize)]
    struct Key {
        #[expect(dead_code, reason = "it is never there")]
        read_key: String,
    }

    impl<'de> serde::Deserialize<'de> for Lenient {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Ok(Self(Key::deserialize(deserializer).ok()))
        }
    }

    for body in [
        r#"{"result":"error","errorCode":"wrong_password"}"#,
        r#"{"errorCode":"wrong_password","result":"error"}"#,
        r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"wrong_password","desp":"no","x":1}"#,
    ] {
        for status in [None, Some(200), Some(500)] {
            let read = match status {
                None => Envelope::<Lenient>::from_json(body.as_bytes()),
                Some(status) => Envelope::from_json_with_status(body.as_bytes(), status),
            };
            let read = read.expect(body).into_result();
            assert!(read.expect_err("it says so").is(ErrorCode::WrongPassword), "{body}");
        }
    }
    let bare = errcat::Envelope::<Lenient, crate::layouts::Bare>::from_json(br#"{"x":1,"code":"gone"}"#);
    assert!(bare.expect("a body").into_result().is_err());
}

#[test]
fn what_is_wrong_with_a_payload_is_told_in_one_line() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        User,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        #[expect(dead_code, reason = "it is never read successfully")]
        kind: Kind,
    }

    assert!(matches!(serde_json::from_str("\"user\""), Ok(Kind::User)));
    for odd in ["x\\ny\\u202ez".to_owned(), "x".repeat(100_000)] {
        for body in [
            format!(r#"{{"result":"success","kind":"{odd}"}}"#),
            format!(r#"{{"kind":"{odd}","result":"success"}}"#),
            format!(r#"{{"result":"success","{odd}":1}}"#),
        ] {
            let error = Success::<Strict>::from_json(body.as_bytes()).expect_err("it is strict");
            for shown in [error.to_string(), format!("{error:?}")] {
                assert!(shown.len() < 4_000 && !shown.contains(['\n', '\u{202e}']), "{shown}");
            }
        }
    }
}

/// A body whose text is Latin-1.
fn latin_1(body: &str) -> Vec<u8> {
    body.chars().map(|char| u8::try_from(u32::from(char)).expect("it is Latin-1")).collect()
}

#[test]
fn a_text_in_another_encoding_does_not_hide_the_code() {
    for body in [
        r#"{"result":"error","errorCode":"invalid_format","desp":"café"}"#,
        r#"{"desp":"café","errorCode":"invalid_format","result":"error"}"#,
    ] {
        let body = latin_1(body);
        let failure = Failure::from_json(&body).expect("a failure");
        assert!(failure.is(ErrorCode::InvalidFormat));
        assert_eq!(failure.description(), "caf\u{fffd}");
        let envelope = Envelope::<Value>::from_json_with_status(&body, 400).expect("a failure");
        assert_eq!(text(envelope.into_result().expect_err("a failure").to_json()), text(failure.to_json()));
    }
    let document = latin_1(r#"{"code":"invalid_format","detail":"café"}"#);
    assert_eq!(Failure::from_problem_json(&document).expect("a failure").description(), "caf\u{fffd}");
}

#[test]
fn a_mistake_in_a_failure_in_another_encoding_is_named_with_its_place() {
    let twice = latin_1(r#"{"result":"error","errorCode":"a","errorCode":"b","desp":"café"}"#);
    let cut = latin_1(r#"{"result":"error","errorCode":"a","desp":"café""#);
    for (body, expected) in
        [(&twice, "duplicate member `errorCode`"), (&cut, "invalid unicode code point at line 1 column 46")]
    {
        for error in [
            Failure::from_json(body).expect_err("a mistake"),
            Envelope::<Value>::from_json(body).expect_err("a mistake"),
        ] {
            assert!(error.to_string().starts_with(expected), "{error}");
        }
    }
}

#[test]
fn a_payload_in_another_encoding_is_an_error_with_its_place() {
    for body in [r#"{"result":"success","name":"café"}"#, r#"{"name":"café","result":"success"}"#] {
        let error = Envelope::<Value>::from_json(&latin_1(body)).expect_err("not UTF-8").to_string();
        assert!(error.starts_with("invalid unicode code point at line 1 column "), "{error}");
    }
}

/// `serde_json` reads objects with these names in another way.
#[test]
fn a_name_that_serde_json_uses_itself_is_a_name_like_others() {
    for member in [
        r#""$serde_json::private::RawValue":5"#,
        r#""$serde_json::private::RawValue":"5""#,
        r#""$serde_json::private::RawValue":"{{""#,
        r#""$serde_json::private::RawValue":null"#,
        r#""$serde_json::private::Number":"5""#,
        r#""$serde_json::private::Number":"5","errorCode":"over_limit""#,
    ] {
        let object = format!("{{{member}}}");
        for name in ["desp", "input"] {
            let body = format!(r#"{{"result":"error","errorCode":"invalid_format","{name}":{object}}}"#);
            let failure = Failure::from_json(body.as_bytes()).expect(&body);
            assert!(failure.is(ErrorCode::InvalidFormat), "{body}");
            assert!(text(failure.to_json()).contains(&object), "{body}");
        }
    }
}
