//! Bodies and templates that have misled a reader.

use errcat::{Code, Envelope, Failure, FieldError, Success};
use serde_json::{Value, json};

use crate::{text, time};

catalogs! {
    deep "wire/odd_shapes/deep.toml"
    errcode "wire/odd_shapes/errcode.toml"
    elements "wire/odd_shapes/elements.toml"
    listed "wire/odd_shapes/listed.toml"
    paths "wire/odd_shapes/paths.toml"
    places "wire/odd_shapes/places.toml"
    request "wire/odd_shapes/request.toml"
    rpc "wire/odd_shapes/rpc.toml"
    sentences "wire/odd_shapes/sentences.toml"
    state "wire/odd_shapes/state.toml"
    text_code "wire/odd_shapes/text.toml"
    twice "wire/odd_shapes/twice.toml"
    whole "wire/odd_shapes/whole.toml"
    zero "wire/odd_shapes/zero.toml"
}

fn failure<C: Code>(body: &str, status: Option<u16>) -> Result<Failure<C>, String> {
    let read = match status {
        None => Envelope::<Value, C>::from_json(body.as_bytes()),
        Some(status) => Envelope::from_json_with_status(body.as_bytes(), status),
    };
    match read {
        Ok(Envelope::Failure(failure)) => Ok(failure),
        Ok(Envelope::Success(success)) => Err(format!("a success: {success:?}")),
        Err(error) => Err(error.to_string()),
    }
}

/// The time of a success is compared as bytes. The members after it are the payload's.
#[test]
fn a_slot_without_a_value_takes_no_member_of_the_payload() {
    type Code = request::ErrorCode;
    let success = Success::<_, Code>::new(json!({"n": 1, "token_id": "a"})).at(time("2017-10-09T08:53:18Z"));
    let body = success.to_json().expect("an object");
    assert_eq!(
        text(body.clone()),
        r#"{"result":"success","server_time":"2017-10-09T08:53:18Z","n":1,"token_id":"a"}"#
    );
    let read = Success::<Value, Code>::from_json(&body).expect("its own");
    assert_eq!(read.payload, success.payload);
    let with_id = br#"{"result":"success","server_time":"2017-10-09T08:53:18Z","request_id":"r","n":1}"#;
    assert_eq!(Success::<Value, Code>::from_json(with_id).expect("a success").payload, json!({"n": 1}));
}

/// Such a text is not read, so nothing in its place is a code.
#[test]
fn a_text_with_several_slots_is_no_place_of_the_code() {
    for summary in [json!("x"), json!({"en": "x"}), json!(["x"]), json!({})] {
        let body = json!({ "summary": summary }).to_string();
        let read = Envelope::<Value, text_code::ErrorCode>::from_json(body.as_bytes()).expect("a reply");
        assert!(matches!(read, Envelope::Success(_)), "{body}");
    }
}

/// The first place of a slot is read, but not in a text with several slots.
#[test]
fn a_text_with_several_slots_hides_none_of_them() {
    type Code = text_code::ErrorCode;
    let body = r#"{"summary":"gone: lost","code":"ERR-gone","message":"lost"}"#;
    assert_eq!(text(Failure::new(Code::Gone).with_description("lost").to_json()), body);
    for status in [None, Some(410)] {
        let read = failure::<Code>(body, status).expect("a failure");
        assert_eq!((read.code(), read.description()), (Some(Code::Gone), "lost"));
    }
    // The code is there, but it has another form.
    let read = failure::<Code>(r#"{"code":"WARN-gone"}"#, None).expect("a failure");
    assert_eq!((read.code(), &read.members()["code"]), (None, &json!("WARN-gone")));
    assert!(failure::<Code>(r#"{"code":5}"#, None).is_ok());
}

/// It is written by its segments, and read by its tree.
#[test]
fn a_text_with_several_slots_is_written_with_escapes() {
    type Code = sentences::ErrorCode;
    let failure = Failure::new(Code::Gone).with_description("a \"b\"\n").at(time("2017-10-09T08:53:18Z"));
    let body = failure.to_json();
    assert_eq!(
        text(body.clone()),
        r#"{"ok":false,"text":"[gone] a \"b\"\n (410)","error":{"code":"gone","at":"2017-10-09T08:53:18Z It is gone"}}"#
    );
    assert_eq!(body, serde_json::to_vec(&failure).expect("JSON"));
    // No reader finds the text in it.
    let read = Failure::<Code>::from_json(&body).expect("a failure");
    assert_eq!((read.code(), read.description()), (Some(Code::Gone), "It is gone"));
}

#[test]
fn a_failure_without_a_code_is_sent_on_as_a_failure() {
    type Code = state::ErrorCode;
    for body in [r#"{"state":null,"error":{"more":null}}"#, r#"{"state":99,"error":{"more":null}}"#] {
        let read = failure::<Code>(body, None).expect("a failure");
        assert_eq!(read.code(), None);
        assert_eq!(text(read.to_json()), body);
        assert_eq!(serde_json::to_string(&read).expect("JSON"), body);
    }
    let failure = Failure::new(Code::Gone);
    assert_eq!(serde_json::to_string(&failure).expect("JSON"), text(failure.to_json()));
}

#[test]
fn the_status_decides_where_the_place_of_the_code_is_empty() {
    type Code = deep::ErrorCode;
    for body in [r#"{"errors":[]}"#, r#"{"errors":[{"kind":"warning"}]}"#] {
        assert_eq!(failure::<Code>(body, Some(404)).expect("a failure").code(), None);
    }
    assert!(failure::<Code>(r#"{"message":"no route"}"#, Some(404)).is_err(), "a foreign body");
    let twice = r#"{"errors":[{"kind":"error","code":"gone","code":"kept"}]}"#;
    let error = failure::<Code>(twice, None).expect_err("the code is there twice");
    assert!(error.contains("duplicate member `code`"), "{error}");
    let body = |code: &str| format!(r#"{{"errors":[{{"kind":"error","code":{code}}}]}}"#);
    assert!(failure::<Code>(&body("true"), None).is_err());
    let cut = failure::<Code>(&body(r#""cut \ud800""#), None).expect("a failure");
    assert_eq!((cut.code(), cut.wire_code()), (None, "cut \u{fffd}"));
}

/// A peer has sent the code of a success as a text.
#[test]
fn the_code_of_a_success_stays_a_text() {
    let body = r#"{"code":"0"}"#;
    let read = failure::<zero::ErrorCode>(body, None).expect("a failure");
    assert_eq!(String::from_utf8(read.to_json()).expect("UTF-8"), body);
}

/// A member next to the object with the text has the same name.
#[test]
fn another_text_does_not_take_the_place_of_the_rows() {
    type Code = deep::ErrorCode;
    let body = r#"{"detail":"of a proxy","errors":[{"kind":"error","code":"gone"}]}"#;
    let read = failure::<Code>(body, Some(410)).expect("a failure");
    assert_eq!((read.description(), &read.members()["detail"]), ("It is gone", &json!("of a proxy")));
    assert_eq!(text(read.to_json()), r#"{"errors":[{"kind":"error","code":"gone","detail":"It is gone"}]}"#);
}

#[test]
fn a_payload_of_any_type_is_read_from_a_value() {
    type Code = deep::ErrorCode;
    let read = serde_json::from_value::<Success<Option<Value>, Code>>(json!({"a": 1})).expect("a success");
    assert_eq!(read.payload, Some(json!({"a": 1})));
    let read = serde_json::from_value::<Success<Vec<u8>, Code>>(json!([1, 2])).expect("a success");
    assert_eq!(read.payload, [1, 2]);
    let mut bytes = Vec::new();
    ciborium::into_writer(
        &json!({"errors": [{"kind": "error", "code": "gone", "detail": null}]}),
        &mut bytes,
    )
    .expect("CBOR");
    let read: Failure<Code> = ciborium::from_reader(&bytes[..]).expect("a failure");
    assert!(read.is(Code::Gone));
}

/// A peer's text is kept with what is around its slot, and its values take the place of nulls.
#[test]
fn what_a_peer_says_with_another_code_goes_on_as_it_was() {
    type Code = places::ErrorCode;
    let body = r#"{"error":"lost","type":"https://errors.example.com/lost","param":"a","code":"lost","again":{"code":"lost"}}"#;
    let read = failure::<Code>(body, None).expect("a failure");
    assert_eq!(read.members()["type"], "https://errors.example.com/lost");
    let again: Value = serde_json::from_slice(&read.to_json()).expect("JSON");
    assert_eq!(again, serde_json::from_str::<Value>(body).expect("JSON"));
}

/// The place that separates the two bodies is never left out.
#[test]
fn without_its_text_a_failure_is_still_one() {
    type Code = places::ErrorCode;
    let read = failure::<Code>(r#"{"error":null,"code":"lost"}"#, None).expect("a failure");
    assert_eq!(read.description(), "");
    let sent = text(read.to_json());
    assert!(sent.starts_with(r#"{"error":null,"#), "{sent}");
    assert_eq!(failure::<Code>(&sent, None).expect("still a failure").wire_code(), "lost");
}

#[test]
fn the_first_place_of_a_slot_is_read_whatever_the_spaces() {
    type Code = places::ErrorCode;
    let body = r#"{"error":"It is gone","type":"https://errors.example.com/it-is-gone","param":null,"code":"gone","again":{"code":"other"}}"#;
    for body in [body.to_owned(), body.replace(':', ": ").replace("https: //", "https://")] {
        let read = failure::<Code>(&body, None).expect("a failure");
        assert_eq!((read.code(), read.members().len()), (Some(Code::Gone), 0), "{body}");
    }
}

#[test]
fn the_members_of_a_slot_are_in_each_of_its_places() {
    type Code = twice::ErrorCode;
    let failure = Failure::from(twice::error_code::NoShard { shard: 7 });
    let body =
        r#"{"ok":false,"code":"no_shard","cause":{"index":1,"shard":7},"again":{"shard":7},"shard":7}"#;
    assert_eq!(text(failure.to_json()), body);
    assert_eq!(serde_json::to_string(&failure).expect("JSON"), body);
    let read = self::failure::<Code>(body, None).expect("a failure");
    let params = read.params::<twice::error_code::NoShard>().expect("they are there").expect("numbers");
    assert_eq!(params.shard, 7);
    assert!(read.members().is_empty(), "{:?}", read.members());
    assert_eq!(text(read.to_json()), body);
    let gone = r#"{"ok":false,"code":"gone","cause":{"index":1}}"#;
    assert_eq!(text(Failure::new(Code::Gone).to_json()), gone);
}

#[test]
fn the_reply_of_a_gateway_is_no_success() {
    type Code = rpc::ErrorCode;
    let body = br#"{"message":"Internal server error"}"#;
    let error = Envelope::<(), Code>::from_json_with_status(body, 502).expect_err("not of the service");
    assert_eq!(error.to_string(), "the HTTP status is 502, but the body is not a failure");
    let success = br#"{"jsonrpc":"2.0","result":1,"id":4}"#;
    assert!(matches!(Envelope::<Value, Code>::from_json_with_status(success, 200), Ok(Envelope::Success(_))));
    let with_code = br#"{"jsonrpc":"2.0","error":{"code":-32602}}"#;
    assert!(matches!(Envelope::<(), Code>::from_json_with_status(with_code, 502), Ok(Envelope::Failure(_))));
}

/// Constants separate the two bodies, and only the code is what other readers look for.
#[test]
fn a_payload_may_have_a_member_that_only_a_failure_has() {
    let success = Success::<_, zero::ErrorCode>::new(json!({"msg": "saved"}));
    assert_eq!(text(success.to_json().expect("an object")), r#"{"code":0,"msg":"saved"}"#);
}

/// The first element of the template has all its constants in common with the second.
#[test]
fn the_element_with_the_most_constants_is_found_first() {
    type Code = listed::ErrorCode;
    let body = text(Failure::new(Code::Gone).to_json());
    assert_eq!(
        body,
        r#"{"type":"request","errors":[{"kind":"a","text":"It is gone"},{"kind":"a","part":"b","code":"gone"}]}"#
    );
    let turned =
        r#"{"type":"request","errors":[{"kind":"a","part":"b","code":"gone"},{"kind":"a","text":"lost"}]}"#;
    let read = failure::<Code>(turned, Some(410)).expect("a failure");
    assert_eq!((read.code(), read.description()), (Some(Code::Gone), "lost"));
}

#[test]
fn a_raw_value_has_no_members_that_can_be_compared() {
    let raw = serde_json::value::RawValue::from_string(r#"{"result":"error"}"#.to_owned()).expect("JSON");
    let error = Success::<_, request::ErrorCode>::new(raw).to_json().expect_err("it may look like a failure");
    assert!(error.to_string().contains("the payload is a `RawValue`, expected an object"), "{error}");
}

#[test]
fn later_paths_are_no_members() {
    type Code = paths::ErrorCode;
    let body = r#"{"ok":false,"code":"gone","errors":{"card":["a","b"],"name":["c"]},"card":["a","b"],"name":["c"]}"#;
    let failure =
        Failure::new(Code::Gone).with_field("card", "a").with_field("card", "b").with_field("name", "c");
    assert_eq!(text(failure.to_json()), body);
    let read = self::failure::<Code>(body, None).expect("a failure");
    assert_eq!((read.fields().len(), read.members().len()), (3, 0));
    assert_eq!(text(read.to_json()), body);
    let at_502 = read.with_status(502);
    assert_eq!(text(at_502.to_json()), r#"{"ok":false,"code":"gone"}"#, "field errors stay with a server");
}

/// The time is linear in the paths and the members.
#[test]
fn many_paths_next_to_many_members() {
    type Code = paths::ErrorCode;
    let mut failure = Failure::new(Code::Gone);
    for at in 0..30_000 {
        failure = failure.with_field(format!("f{at}"), "wrong").with_member(format!("m{at}"), at);
    }
    let read = self::failure::<Code>(&text(failure.to_json()), None).expect("a failure");
    assert_eq!((read.fields().len(), read.members().len()), (30_000, 30_000));
}

#[test]
fn a_lone_param_at_a_later_place_is_a_member() {
    let body = r#"{"ok":false,"code":"no_shard","shard":7,"other":1}"#;
    let read = failure::<twice::ErrorCode>(body, None).expect("a failure");
    assert_eq!(Value::Object(read.members().clone()), json!({"shard": 7, "other": 1}));
    assert_eq!(
        text(read.to_json()),
        r#"{"ok":false,"code":"no_shard","cause":{"index":1},"other":1,"shard":7}"#
    );
}

/// A value that is not used cannot hide the others.
#[test]
fn a_number_without_limit_at_a_later_place_is_skipped() {
    let body = r#"{"ok":false,"code":"no_shard","cause":{"index":1,"shard":7},"again":{"x":1e999}}"#;
    let read = failure::<twice::ErrorCode>(body, None).expect("a failure");
    assert_eq!(read.to_params(), *json!({"shard": 7}).as_object().expect("an object"));
}

#[test]
fn a_lone_element_is_the_one_with_all_its_constants() {
    let body = r#"{"errors":[{"kind":"a","part":"b","code":"gone"}]}"#;
    let read = failure::<elements::ErrorCode>(body, Some(410)).expect("a failure");
    assert!(read.is(elements::ErrorCode::Gone));
}

#[test]
fn a_member_at_a_later_place_of_paths_is_no_field_error() {
    let body = r#"{"ok":false,"code":"gone","errors":{"card":["a"]},"card":["a"],"tags":["t","u"]}"#;
    let failure =
        Failure::new(paths::ErrorCode::Gone).with_field("card", "a").with_member("tags", ["t", "u"]);
    assert_eq!(text(failure.to_json()), body);
    let read = self::failure::<paths::ErrorCode>(body, None).expect("a failure");
    assert_eq!(Value::Object(read.members().clone()), json!({"tags": ["t", "u"]}));
    assert_eq!(text(read.to_json()), body);
}

#[test]
fn an_element_at_its_own_position_is_itself() {
    let failure = Failure::from(elements::error_code::Gone { part: "b".to_owned() });
    let body = r#"{"errors":[{"kind":"a","part":"b"},{"kind":"a","part":"b","code":"gone"}]}"#;
    assert_eq!(text(failure.to_json()), body);
    let read = self::failure::<elements::ErrorCode>(body, Some(410)).expect("a failure");
    assert_eq!((read.wire_code(), text(read.to_json())), ("gone", body.to_owned()));
}

/// Every reply has the status 200, so only the code shows that a body is a failure.
#[test]
fn a_success_with_the_code_of_a_failure_is_not_written() {
    let write = |payload: Value| Success::<_, errcode::ErrorCode>::new(payload).to_json();
    for payload in
        [json!({"errcode": 0, "x": 1}), json!({"x": 1, "errcode": null}), json!({"errcode": 40001})]
    {
        let error = write(payload).expect_err("a client would read a failure").to_string();
        assert_eq!(
            error,
            "the payload has a member in a place of the code, such as `errcode`: with it, a body is a failure"
        );
    }
    for payload in [json!({"errmsg": "ok"}), json!([{"errcode": 0}]), json!({"a": {"errcode": 0}}), json!(5)]
    {
        let body = write(payload.clone()).expect("a success");
        let read = Envelope::<Value, errcode::ErrorCode>::from_json_with_status(&body, 200).expect("a reply");
        assert_eq!(read.into_result().expect("a success").payload, payload);
    }
}

#[test]
fn a_field_error_about_the_whole_request_has_no_path() {
    let failure =
        Failure::new(whole::ErrorCode::Invalid).with_field("", "is too late").with_field("age", "is wrong");
    let body = r#"{"ok":false,"code":"invalid","errors":[{"message":"is too late","field":null,"source":{"pointer":null}},{"message":"is wrong","field":"age","source":{"pointer":"/age"}}]}"#;
    assert_eq!(text(failure.to_json()), body);
    assert_eq!(serde_json::to_string(&failure).expect("JSON"), body);
    let read = Failure::<whole::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
    assert_eq!(read.fields(), failure.fields());
    let with_pointers = Failure::new(whole::ErrorCode::Invalid).with_fields([
        FieldError::new("", "is too late").with_pointer("/late"),
        FieldError::new("age", "is wrong").with_pointer(""),
    ]);
    let body = with_pointers.to_json();
    let read = Failure::<whole::ErrorCode>::from_json(&body).expect("a failure");
    assert_eq!(read.fields(), with_pointers.fields());
    assert!(text(body).contains(r#""field":null,"source":{"pointer":"/late"}"#));
}
