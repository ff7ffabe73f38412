//! Params and field errors: how they are written, and that they come back from every body that has a place for them.

use errcat::{Code, Failure, FieldError};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::templates::promises::hold;
use crate::{text, time};

/// Declares catalogs with the rows of `rows.toml`, and a trait for their structs.
macro_rules! catalogs_with_rows {
    ($($name:ident $path:literal)*) => {
        $(#[allow(deprecated, reason = "with a server's feature, a catalog without `[http]` gets a warning")]
        pub(crate) mod $name {
            #[errcat::catalog($path)]
            pub(crate) enum ErrorCode {}

            impl super::Rows for ErrorCode {
                fn failure(values: &super::Values) -> errcat::Failure<Self> {
                    let super::Values { text, boolean, small, large, minus, deep, fraction } = values.clone();
                    error_code::EveryType { text, boolean, small, large, minus, deep, fraction }.into()
                }

                fn values(failure: &errcat::Failure<Self>) -> Option<serde_json::Result<super::Values>> {
                    let params = failure.params::<error_code::EveryType>()?;
                    Some(params.map(|params| {
                        let error_code::EveryType { text, boolean, small, large, minus, deep, fraction } = params;
                        super::Values { text, boolean, small, large, minus, deep, fraction }
                    }))
                }

                fn slow_down(seconds: u32, what: &str) -> errcat::Failure<Self> {
                    error_code::SlowDown { seconds, what: what.to_owned() }.into()
                }

                fn overloaded(shard: u32) -> errcat::Failure<Self> {
                    error_code::Overloaded { shard }.into()
                }
            }
        })*
    };
}

catalogs_with_rows! {
    always "wire/occurrences/always.toml"
    details "wire/occurrences/details.toml"
    flat "wire/occurrences/flat.toml"
    google "wire/occurrences/google.toml"
    json_api "wire/occurrences/json_api.toml"
    laravel "wire/occurrences/laravel.toml"
    openai "wire/occurrences/openai.toml"
    places "wire/occurrences/places.toml"
    problem "wire/occurrences/problem.toml"
    spread "wire/occurrences/spread.toml"
    stripe "wire/occurrences/stripe.toml"
}

catalogs! { page "wire/occurrences/page.toml" }

#[test]
fn the_page_about_errors_shows_what_is_sent() {
    let page = include_str!("../../docs/errors.md");
    let catalog = include_str!("occurrences/page.toml");
    assert!(page.contains(&format!("```toml\n{catalog}```")));
    let failure = page::error_code::Failure::from(page::error_code::SlowDown { seconds: 60 });
    assert!(page.contains(&format!("```json\n{}\n```", text(failure.to_json()))));
    let failure = Failure::new(flat::ErrorCode::Invalid).with_fields([
        FieldError::new("channel.name", "is empty"),
        FieldError::new("items[0].count", "is greater than 100").with_code("range"),
    ]);
    let body: Value = serde_json::from_slice(&failure.to_json()).expect("JSON");
    let shown = page.lines().find(|line| line.starts_with(r#"{"fields""#)).expect("it is on the page");
    assert_eq!(serde_json::from_str::<Value>(shown).expect("JSON")["fields"], body["fields"]);
}

/// The rows that each of these catalogs has.
pub(crate) trait Rows: Code {
    fn failure(values: &Values) -> Failure<Self>;
    fn values(failure: &Failure<Self>) -> Option<serde_json::Result<Values>>;
    fn slow_down(seconds: u32, what: &str) -> Failure<Self>;
    fn overloaded(shard: u32) -> Failure<Self>;
}

/// The params of `every_type`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Values {
    pub(crate) text: String,
    pub(crate) boolean: bool,
    pub(crate) small: u32,
    pub(crate) large: u64,
    pub(crate) minus: i32,
    pub(crate) deep: i64,
    pub(crate) fraction: f64,
}

fn values() -> impl Strategy<Value = Values> {
    // `serde_json` rounds the last digit of some others.
    let fraction = any::<i32>().prop_map(|number| f64::from(number) / 8.0);
    (any::<String>(), any::<bool>(), any::<u32>(), any::<u64>(), any::<i32>(), any::<i64>(), fraction)
        .prop_map(|(text, boolean, small, large, minus, deep, fraction)| Values {
            text,
            boolean,
            small,
            large,
            minus,
            deep,
            fraction,
        })
}

/// Field errors, whose paths differ from the names of members and params.
fn fields() -> impl Strategy<Value = Vec<FieldError>> {
    let path = prop_oneof!["[a-z]{1,4}(\\[[0-9]{1,2}\\])?\\.x[a-z]{0,3}", "/?f~?[A-Z\"\\\\ü]{1,4}"];
    let field =
        (path, any::<String>(), proptest::option::of("[a-z]{1,8}\"?")).prop_map(|(path, text, code)| {
            let field = FieldError::new(path, text);
            match code {
                Some(code) => field.with_code(code),
                None => field,
            }
        });
    proptest::collection::vec(field, 0..4)
}

/// The failure as a client reads it, in three ways that must agree.
#[track_caller]
fn read<C: Code>(failure: &Failure<C>) -> Failure<C> {
    let body = failure.to_json();
    let shown = text(body.clone());
    assert_eq!(shown, serde_json::to_string(failure).expect("JSON"), "the segments and the tree");
    let value: Value = serde_json::from_slice(&body).expect("JSON");
    let read = Failure::<C>::from_json_with_status(&body, failure.status()).expect(&shown);
    assert_eq!(read.code(), failure.code(), "{shown}");
    assert_eq!(read.description(), failure.description(), "{shown}");
    assert!(read.members().is_empty(), "{shown}: {:?}", read.members());
    let by_serde: Failure<C> = serde_json::from_value(value.clone()).expect(&shown);
    assert_eq!(by_serde.to_params(), read.to_params(), "{shown}");
    assert_eq!(sorted(by_serde.fields()), sorted(read.fields()), "{shown}");
    let again: Value = serde_json::from_slice(&read.to_json()).expect("JSON");
    assert_eq!(again, value, "it goes on as it came");
    read
}

/// The field errors by path: an object can be read in any order of its members.
fn sorted(fields: &[FieldError]) -> Vec<FieldError> {
    let mut fields = fields.to_vec();
    fields.sort_by(|one, other| one.path().cmp(other.path()));
    fields
}

/// What `{fields.by_path}` has a place for.
fn without_codes(fields: &[FieldError]) -> Vec<FieldError> {
    let plain = |field: &FieldError| FieldError::new(field.path().to_owned(), field.description().to_owned());
    fields.iter().map(plain).collect()
}

fn come_back<C: Rows>(values: &Values, fields: &[FieldError], has_codes: bool) {
    let failure = C::failure(values).with_fields(fields.to_vec());
    let read = read(&failure);
    assert_eq!(&C::values(&read).expect("they arrived").expect("they have their types"), values);
    let document = Failure::<C>::from_problem_json(&failure.to_problem_json()).expect("a problem document");
    assert_eq!(document.code(), failure.code());
    assert_eq!(&C::values(&document).expect("they arrived").expect("they have their types"), values);
    assert!(document.members().is_empty(), "{document:?}");
    if has_codes {
        assert_eq!(read.fields(), fields);
    } else {
        assert_eq!(sorted(read.fields()), sorted(&without_codes(fields)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn params_and_field_errors_come_back(values in values(), fields in fields()) {
        come_back::<always::ErrorCode>(&values, &fields, true);
        come_back::<details::ErrorCode>(&values, &fields, true);
        come_back::<flat::ErrorCode>(&values, &fields, true);
        come_back::<google::ErrorCode>(&values, &fields, true);
        come_back::<json_api::ErrorCode>(&values, &fields, true);
        come_back::<laravel::ErrorCode>(&values, &fields, false);
        come_back::<problem::ErrorCode>(&values, &fields, true);
        let document = problem::ErrorCode::failure(&values).with_fields(fields.clone()).to_problem_json();
        let document = Failure::<problem::ErrorCode>::from_problem_json(&document).expect("its own");
        prop_assert_eq!(document.fields(), &fields[..]);
        come_back::<spread::ErrorCode>(&values, &fields, false);
        come_back::<stripe::ErrorCode>(&values, &fields, true);
    }
}

/// A body in which one byte is another one, or after which nothing is left.
fn damaged<C: Rows>(values: &Values, fields: &[FieldError], at: prop::sample::Index, to: u8) {
    let mut body = C::failure(values).with_fields(fields.to_vec()).to_json();
    let at = at.index(body.len());
    body[at] = to;
    hold::<C>(&body);
    body.truncate(at);
    hold::<C>(&body);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_nearly_a_body_is_a_reply_or_an_error(
        values in values(), fields in fields(), at in any::<prop::sample::Index>(), to in any::<u8>()
    ) {
        damaged::<always::ErrorCode>(&values, &fields, at, to);
        damaged::<details::ErrorCode>(&values, &fields, at, to);
        damaged::<flat::ErrorCode>(&values, &fields, at, to);
        damaged::<google::ErrorCode>(&values, &fields, at, to);
        damaged::<json_api::ErrorCode>(&values, &fields, at, to);
        damaged::<laravel::ErrorCode>(&values, &fields, at, to);
        damaged::<openai::ErrorCode>(&values, &fields, at, to);
        damaged::<problem::ErrorCode>(&values, &fields, at, to);
        damaged::<spread::ErrorCode>(&values, &fields, at, to);
        damaged::<stripe::ErrorCode>(&values, &fields, at, to);
    }
}

/// Writes a failure with two params and two field errors, and compares its bytes.
#[track_caller]
fn is_written<C: Rows>(body: &str) {
    let failure = C::slow_down(60, "call").at(time("2017-10-09T08:53:18Z"));
    let failure = failure.with_fields([
        FieldError::new("items[0].name", "is \"empty\"").with_code("required"),
        FieldError::new("age", "is too low"),
    ]);
    assert_eq!(text(failure.to_json()), body);
    let _ = read(&failure);
}

#[test]
fn bodies_with_params_and_field_errors() {
    is_written::<flat::ErrorCode>(
        r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"slow_down","desp":"wait 60 s before the next call","params":{"seconds":60,"what":"call"},"fields":[{"field":"items[0].name","description":"is \"empty\"","code":"required"},{"field":"age","description":"is too low"}]}"#,
    );
    is_written::<always::ErrorCode>(
        r#"{"success":false,"error":{"code":"slow_down","message":"wait 60 s before the next call","details":{"seconds":60,"what":"call"},"fields":[{"field":"items[0].name","description":"is \"empty\"","code":"required"},{"field":"age","description":"is too low"}],"errors":{"items[0].name":["is \"empty\""],"age":["is too low"]},"more":{}}}"#,
    );
    is_written::<details::ErrorCode>(
        r#"{"error":{"code":"slow_down","message":"wait 60 s before the next call","details":{"seconds":60,"what":"call","fields":[{"field":"items[0].name","description":"is \"empty\"","code":"required"},{"field":"age","description":"is too low"}]}}}"#,
    );
    is_written::<stripe::ErrorCode>(
        r#"{"error":{"code":"slow_down","message":"wait 60 s before the next call","params":{"seconds":60,"what":"call"},"fields":[{"param":"items[0].name","message":"is \"empty\"","code":"required"},{"param":"age","message":"is too low","code":null}]}}"#,
    );
    is_written::<google::ErrorCode>(
        r#"{"error":{"code":429,"message":"wait 60 s before the next call","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"slow_down","metadata":{"seconds":"60","what":"call"}},{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"items[0].name","description":"is \"empty\"","reason":"required"},{"field":"age","description":"is too low"}]}]}}"#,
    );
    is_written::<json_api::ErrorCode>(
        r#"{"errors":[{"status":"429","code":"slow_down","detail":"wait 60 s before the next call","meta":{"params":{"seconds":60,"what":"call"},"fields":[{"source":{"pointer":"/items/0/name"},"detail":["is \"empty\""],"code":"field-required"},{"source":{"pointer":"/age"},"detail":["is too low"]}]}}]}"#,
    );
    is_written::<laravel::ErrorCode>(
        r#"{"message":"wait 60 s before the next call","code":"slow_down","errors":{"items[0].name":["is \"empty\""],"age":["is too low"]},"params":{"seconds":60,"what":"call"}}"#,
    );
    is_written::<openai::ErrorCode>(
        r#"{"error":{"message":"wait 60 s before the next call","code":"slow_down","param":"call","wait":60,"wait_text":"60","hint":"wait 60 seconds","fields":[{"field":"items[0].name","description":"is \"empty\"","code":"required"},{"field":"age","description":"is too low"}]}}"#,
    );
    is_written::<spread::ErrorCode>(
        r#"{"ok":false,"code":"slow_down","desp":"wait 60 s before the next call","seconds":60,"what":"call","errors":{"count":0,"items[0].name":["is \"empty\""],"age":["is too low"]}}"#,
    );
    is_written::<problem::ErrorCode>(
        r#"{"title":"Too many requests","status":429,"detail":"wait 60 s before the next call","code":"slow_down","seconds":60,"what":"call","errors":[{"field":"items[0].name","description":"is \"empty\"","code":"required"},{"field":"age","description":"is too low"}]}"#,
    );
}

#[test]
fn members_next_to_params_come_back() {
    let failure =
        details::ErrorCode::slow_down(60, "call").with_member("trace", json!([1])).with_member("what", 2);
    let error = r#"{"error":{"code":"slow_down","message":"wait 60 s before the next call","details":"#;
    let details = r#"{"seconds":60,"what":"call","trace":[1]}"#;
    let body = text(failure.to_json());
    assert_eq!(body, format!("{error}{details}}}}}"));
    for details in [details, r#"{"trace":[1],"what":"call","seconds":60}"#] {
        let read = Failure::<details::ErrorCode>::from_json_with_status(
            format!("{error}{details}}}}}").as_bytes(),
            429,
        );
        let read = read.expect("a failure");
        assert_eq!(read.to_params(), *json!({"seconds": 60, "what": "call"}).as_object().expect("an object"));
        assert_eq!(*read.members(), *json!({"trace": [1]}).as_object().expect("an object"));
        assert_eq!(text(read.to_json()), body);
    }
}

#[test]
fn bodies_without_params_and_field_errors() {
    let body = text;
    let always = Failure::new(always::ErrorCode::Invalid);
    let expected = r#"{"success":false,"error":{"code":"invalid","message":"A field is wrong","details":{},"fields":[],"errors":{},"more":{}}}"#;
    assert_eq!(body(always.to_json()), expected);
    assert_eq!(body(serde_json::to_vec(&always).expect("JSON")), expected);
    assert_eq!(body(read(&always).to_json()), expected);
    assert_eq!(
        body(Failure::new(stripe::ErrorCode::Invalid).to_json()),
        r#"{"error":{"code":"invalid","message":"A field is wrong"}}"#
    );
    assert_eq!(
        body(Failure::new(json_api::ErrorCode::Invalid).to_json()),
        r#"{"errors":[{"status":"422","code":"invalid","detail":"A field is wrong","meta":{"fields":null}}]}"#
    );
    assert_eq!(
        body(Failure::new(laravel::ErrorCode::Invalid).to_json()),
        r#"{"message":"A field is wrong","code":"invalid","params":null}"#
    );
    assert_eq!(
        body(Failure::new(openai::ErrorCode::Invalid).to_json()),
        r#"{"error":{"message":"A field is wrong","code":"invalid","param":null}}"#
    );
}

#[test]
fn params_of_another_row_or_of_a_peer_without_any_are_none() {
    use flat::error_code::{EveryType, SlowDown};
    let failure = flat::ErrorCode::slow_down(60, "call");
    assert!(failure.params::<EveryType>().is_none());
    assert_eq!(failure.params::<SlowDown>().expect("its own").expect("right").seconds, 60);
    assert_eq!(failure.to_params(), *json!({"seconds": 60, "what": "call"}).as_object().expect("an object"));
    let read = Failure::<flat::ErrorCode>::from_json(br#"{"result":"error","errorCode":"slow_down"}"#);
    assert!(read.expect("a failure").params::<SlowDown>().is_none());
}

#[test]
fn params_of_another_type_are_an_error_of_params_alone() {
    use flat::error_code::SlowDown;
    for (params, error) in [
        (
            r#"{"seconds":"soon","what":"call"}"#,
            "param `seconds`: invalid type: string \"soon\", expected u32",
        ),
        (r#"{"seconds":-1,"what":"call"}"#, "param `seconds`: invalid value: integer `-1`, expected u32"),
        (
            r#"{"seconds":1.5,"what":"call"}"#,
            "param `seconds`: invalid type: floating point `1.5`, expected u32",
        ),
        (r#"{"seconds":60,"what":7}"#, "param `what`: invalid type: integer `7`, expected a string"),
        (r#"{"seconds":60}"#, "param `what` is missing"),
        (r#"{"other":60}"#, "param `seconds` is missing"),
    ] {
        let body = format!(r#"{{"result":"error","errorCode":"slow_down","params":{params}}}"#);
        let failure = Failure::<flat::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert!(failure.is(flat::ErrorCode::SlowDown));
        let read = failure.params::<SlowDown>().expect("some arrived");
        assert_eq!(read.expect_err(params).to_string(), error);
        assert_eq!(Value::Object(failure.to_params()).to_string(), params, "they are not lost");
    }
}

#[test]
fn numbers_and_booleans_may_come_as_strings() {
    let body = br#"{"result":"error","errorCode":"slow_down","params":{"seconds":"60","what":"7"}}"#;
    let failure = Failure::<flat::ErrorCode>::from_json(body).expect("a failure");
    let params =
        failure.params::<flat::error_code::SlowDown>().expect("they arrived").expect("they are right");
    assert_eq!((params.seconds, &*params.what), (60, "7"));
}

/// Some languages have only one type of numbers.
#[test]
fn an_integer_may_have_a_fraction_of_zero() {
    let body = br#"{"result":"error","errorCode":"slow_down","params":{"seconds":60.0,"what":"7"}}"#;
    let failure = Failure::<flat::ErrorCode>::from_json(body).expect("a failure");
    assert_eq!(failure.params::<flat::error_code::SlowDown>().expect("some").expect("right").seconds, 60);
    for large in ["4294967296.0", "1e300"] {
        let body = String::from_utf8_lossy(body).replace("60.0", large);
        let failure = Failure::<flat::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert!(failure.params::<flat::error_code::SlowDown>().expect("some").is_err(), "{large}");
    }
}

#[test]
fn what_is_no_params_or_field_error_is_kept_among_the_members() {
    for (name, value) in [
        ("params", json!(5)),
        ("params", json!([1])),
        ("fields", json!("none")),
        ("fields", json!([1, 2])),
        ("fields", json!([{"other": 1}])),
        ("fields", json!({"name": ["is empty"]})),
        ("request", json!({"id": 1})),
    ] {
        let body = json!({"result": "error", "errorCode": "slow_down", name: value});
        let failure: Failure<flat::ErrorCode> = serde_json::from_value(body.clone()).expect("a failure");
        assert!(failure.is(flat::ErrorCode::SlowDown));
        assert_eq!(failure.members(), &Map::from_iter([(name.to_owned(), value)]));
        let again: Value = serde_json::from_slice(&failure.to_json()).expect("JSON");
        assert_eq!(again[name], body[name], "it goes on as it came");
    }
}

/// Params and field errors in several places count once, and members of other objects with their names are members.
#[test]
fn several_places_in_one_body() {
    let failure = places::ErrorCode::slow_down(60, "call").with_field("age", "is too low");
    let failure = failure.with_member("seconds", "a member");
    let body = failure.to_json();
    let read = Failure::<places::ErrorCode>::from_json(&body).expect("its own");
    assert_eq!(Value::Object(read.to_params()), json!({"seconds": 60, "what": "call"}));
    assert_eq!(read.fields(), failure.fields());
    assert_eq!(read.members(), failure.members());
    let (again, value): (Value, Value) = (
        serde_json::from_slice(&read.to_json()).expect("JSON"),
        serde_json::from_slice(&body).expect("JSON"),
    );
    assert_eq!(again, value, "it goes on as it came");
}

/// A map of CBOR can be without a length: nothing may be read behind it.
#[test]
fn cbor_comes_back() {
    fn comes_back<C: Rows>() {
        for failure in [Failure::new(C::ALL[2]), C::slow_down(60, "call").with_field("age", "is too low")] {
            let mut bytes = Vec::new();
            ciborium::into_writer(&failure, &mut bytes).expect("CBOR");
            let read: Failure<C> = ciborium::from_reader(&bytes[..]).expect("its own");
            assert_eq!((read.code(), read.to_params()), (failure.code(), failure.to_params()));
            assert_eq!(read.fields(), failure.fields());
        }
        let mut bytes = Vec::new();
        ciborium::into_writer(&errcat::Success::<_, C>::new(json!({"id": 7})), &mut bytes).expect("CBOR");
        let read: errcat::Envelope<Value, C> = ciborium::from_reader(&bytes[..]).expect("its own");
        assert_eq!(read.into_result().expect("a success").payload, json!({"id": 7}));
    }
    comes_back::<flat::ErrorCode>();
    comes_back::<json_api::ErrorCode>();
    comes_back::<places::ErrorCode>();
}

#[test]
fn params_of_a_server_leave_with_their_text_and_field_errors_stay() {
    let body = |failure: Failure<flat::ErrorCode>| text(failure.to_json());
    let failure = || flat::ErrorCode::overloaded(7).with_field("shard", "is wrong");
    let sent = body(failure());
    assert!(sent.contains(r#""params":{"shard":7}"#) && !sent.contains("wrong"), "{sent}");
    let sent = body(failure().with_description("shard 7 has burned down"));
    assert!(!sent.contains("burned") && !sent.contains("params"), "{sent}");
    let sent = body(failure().with_description("shard 7 rests").expose());
    assert!(sent.contains("rests") && sent.contains(r#""params":{"shard":7}"#), "{sent}");
    let sent = body(flat::ErrorCode::slow_down(9, "x").with_status(500).with_description("a secret"));
    assert!(!sent.contains("params") && !sent.contains("secret"), "{sent}");
    // At a status below 500, all of it leaves.
    let sent = body(failure().with_description("it is your turn").with_status(429));
    assert!(sent.contains("your turn") && sent.contains("params") && sent.contains("fields"), "{sent}");
}
