//! Members that a peer has sent, and that go on in the place where the next reader finds them.

use errcat::Failure;

use crate::occurrences::{details, json_api};
use crate::text;

catalogs! { defaults "wire/occurrences/defaults.toml" }

/// The members are in an object of their own, and this one is around it.
#[test]
fn a_member_around_the_others_goes_on_in_its_place() {
    for (code, details) in [
        ("newer", r#""help":"call us","details":{"id":7,"trace":1}"#),
        // A service can add a member of this name to a code that it knows.
        ("slow_down", r#""details":{"help":"call us","id":7,"trace":1}"#),
    ] {
        let body = format!(
            r#"{{"error":{{"code":"{code}","message":"wait","help":"call us","details":{{"trace":1}}}},"id":7}}"#
        );
        let read = Failure::<details::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert_eq!(read.members().len(), 3, "{body}");
        let sent = text(read.to_json());
        assert_eq!(sent, format!(r#"{{"error":{{"code":"{code}","message":"wait",{details}}}}}"#));
        assert_eq!(text(serde_json::to_vec(&read).expect("JSON")), sent);
    }
}

/// The row of an unknown code has only defaults, which are not what the peer has sent.
#[test]
fn what_the_row_of_an_unknown_code_says_goes_on() {
    let body = r#"{"ok":false,"retry":true,"none":7,"error":{"code":"newer","text":"wait","trace":1}}"#;
    let read = Failure::<defaults::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
    assert_eq!(text(read.to_json()), body);
    let known = body.replace("newer", "invalid");
    let read = Failure::<defaults::ErrorCode>::from_json(known.as_bytes()).expect("a failure");
    let sent = r#"{"ok":false,"retry":false,"none":0,"error":{"code":"invalid","text":"wait","none":7,"retry":true,"trace":1}}"#;
    assert_eq!(text(read.to_json()), sent);
}

#[test]
fn a_member_of_another_object_goes_on_in_the_place_of_its_name() {
    let body = br#"{"detail":"wait","extra":1,"code":"slow_down","errors":[{"field":"age"}]}"#;
    let read =
        Failure::<json_api::ErrorCode>::from_json_with_status(body, 404).expect("a failure without a code");
    let sent = text(read.to_json());
    let expected = r#"{"errors":[{"status":"404","code":null,"detail":"wait","meta":{"fields":null},"extra":1,"field":"age"}]}"#;
    assert_eq!(sent, expected);
    let again =
        Failure::<json_api::ErrorCode>::from_json_with_status(sent.as_bytes(), 404).expect("the same");
    assert_eq!((again.description(), text(again.to_json())), ("wait", sent));
}
