//! Members that a peer has sent, and that go on in the place where the next reader finds them.

use errcat::{Code, Failure};

use crate::occurrences::{details, json_api};
use crate::text;

catalogs! {
    cloudflare "wire/shapes/cloudflare.toml"
    defaults "wire/occurrences/defaults.toml"
    hints "wire/odd_shapes/hints.toml"
    kinds "wire/odd_shapes/kinds.toml"
    lists "wire/odd_shapes/lists.toml"
    names "wire/odd_shapes/names.toml"
    problem_type "wire/shapes/problem_type.toml"
    stripe "wire/shapes/stripe.toml"
}

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

/// It is not in the other place. In `members()`, a member of the inner object with its name counts before it.
#[test]
fn what_the_row_of_an_unknown_code_says_stays_in_its_object() {
    let inner = r#"{"error":{"code":"newer","message":"wait","details":{"help":"inner"}}}"#;
    let read = Failure::<details::ErrorCode>::from_json(inner.as_bytes()).expect("a failure");
    assert_eq!(text(read.to_json()), inner);
    let both = r#"{"error":{"help":"outer","code":"newer","message":"wait","details":{"help":"inner"}}}"#;
    let read = Failure::<details::ErrorCode>::from_json(both.as_bytes()).expect("a failure");
    assert_eq!(read.members()["help"], "inner");
    let sent = r#"{"error":{"code":"newer","message":"wait","help":"outer","details":{"help":"inner"}}}"#;
    assert_eq!(text(read.to_json()), sent);
    let outer = r#"{"ok":false,"title":"New","error":{"code":"newer","title":"text","wait":"call us"}}"#;
    let read = Failure::<names::ErrorCode>::from_json(outer.as_bytes()).expect("a failure");
    assert_eq!(text(read.to_json()), outer);
}

/// A slot of the row is written in all of its places.
#[test]
fn what_the_row_of_an_unknown_code_says_goes_on_in_each_place() {
    let all = r#"{"error":{"type":"api_error","help":"call us","code":"newer","message":"m"},"category":"api_error","help_text":"call us","link":"https://a.example/7","id":7}"#;
    for body in [
        all,
        r#"{"id":7,"error":{"code":"newer","message":"m","help":"call us","type":"api_error"}}"#,
        r#"{"error":{"code":"newer","message":"m"},"category":"api_error","help_text":"call us","id":7}"#,
        r#"{"id":7,"link":"https://a.example/7","category":"api_error","help_text":"call us","error":{"code":"newer","message":"m"}}"#,
    ] {
        let read = Failure::<kinds::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert_eq!(text(read.to_json()), all, "{body}");
        assert_eq!(text(serde_json::to_vec(&read).expect("JSON")), all, "{body}");
    }
}

/// A text around a value hides its type, and a value of another form is not that of the text.
#[test]
fn what_the_row_of_an_unknown_code_says_keeps_its_type() {
    let whole = |hint: &str, retry: &str, reference: &str, id: &str, level: &str| {
        format!(
            r#"{{"ok":false,"hint":{hint},"retry":{retry},"ref":{reference},"id":{id},"level":{level},"page":"page/{level}","code":"new"}}"#
        )
    };
    for (body, sent) in [
        (whole(r#""retry=true""#, "true", r#""ref/5""#, r#""5""#, "7"), None),
        (whole(r#""retry=false""#, "false", r#""ref/0""#, r#""0""#, "1"), None),
        (whole(r#""retry=false""#, "false", r#""ref/1.10""#, r#""1.10""#, "1"), None),
        (
            whole(
                r#""retry=false""#,
                "false",
                r#""ref/18446744073709551616""#,
                r#""18446744073709551616""#,
                "1",
            ),
            None,
        ),
        (
            whole(r#""retry=true""#, "null", r#""ref/5""#, "null", "null"),
            Some(whole(r#""retry=true""#, "true", r#""ref/5""#, r#""5""#, "1")),
        ),
        (whole("5", "true", r#""ref/5""#, r#""5""#, "7"), None),
        (whole("5", "null", r#"["no"]"#, "null", "7"), Some(whole("5", "false", r#"["no"]"#, r#""0""#, "7"))),
        (
            whole(r#""retry=true""#, "true", r#""ref/5""#, r#"{"a":1}"#, "7"),
            Some(whole(r#""retry=true""#, "true", r#""ref/5""#, r#""5""#, "7")),
        ),
    ] {
        let body = body.replace("page/null", "page/1");
        let read = Failure::<hints::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        let sent = sent.unwrap_or_else(|| body.clone());
        assert_eq!(text(read.to_json()), sent, "{body}");
        let again = Failure::<hints::ErrorCode>::from_json(sent.as_bytes()).expect("a failure");
        assert_eq!((text(again.to_json()), again.is_retryable()), (sent, read.is_retryable()), "{body}");
    }
}

/// The object of the code has a member with the same name in the template.
#[test]
fn a_member_around_the_others_does_not_replace_what_the_row_of_an_unknown_code_says() {
    let inner = r#""error":{"type":"api_error","help":"call us","code":"newer","message":"m"}"#;
    for body in [
        format!(r#"{{"type":"error","help":"no",{inner}}}"#),
        format!(r#"{{{inner},"help":"no","type":"error"}}"#),
    ] {
        let read = Failure::<kinds::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert_eq!([&read.members()["type"], &read.members()["help"]], ["api_error", "call us"]);
        let sent = text(read.to_json());
        assert!(sent.starts_with(&format!("{{{inner},")), "{sent}");
    }
}

/// Whether the same request may succeed later says the status, too.
#[test]
fn what_the_status_says_is_no_member() {
    let body = r#"{"ok":false,"retry":false,"error":{"text":"no"}}"#;
    let read =
        Failure::<defaults::ErrorCode>::from_json_with_status(body.as_bytes(), 404).expect("a failure");
    assert_eq!((read.members().len(), text(read.to_json())), (0, body.to_owned()), "{read:?}");
}

/// What the peer has said about it stays, also if it was what the status says.
#[test]
fn whether_to_retry_does_not_follow_a_status_that_is_set_later() {
    for (retry, status, later) in [(false, 404, 503), (true, 503, 500)] {
        let body = format!(r#"{{"ok":false,"retry":{retry},"error":{{"code":"newer","text":"no"}}}}"#);
        let read = Failure::<defaults::ErrorCode>::from_json_with_status(body.as_bytes(), status);
        let read = read.expect("a failure").with_status(later);
        assert_eq!((read.is_retryable(), text(read.to_json())), (retry, body));
    }
}

/// Around the place of the members, a member means something else than in it.
#[test]
fn a_member_around_the_others_does_not_become_the_text() {
    let body = br#"{"detail":"wait","extra":1,"code":"slow_down","errors":[{"field":"age"}]}"#;
    let read =
        Failure::<json_api::ErrorCode>::from_json_with_status(body, 404).expect("a failure without a code");
    assert_eq!(read.members().keys().collect::<Vec<_>>(), ["code", "detail", "extra", "field"]);
    let sent = text(read.to_json());
    let expected =
        r#"{"errors":[{"status":"404","code":null,"meta":{"fields":null},"extra":1,"field":"age"}]}"#;
    assert_eq!(sent, expected);
    let again =
        Failure::<json_api::ErrorCode>::from_json_with_status(sent.as_bytes(), 404).expect("the same");
    assert_eq!((again.description(), text(again.to_json())), ("", sent));
}

/// Reads a failure and sends it on. Returns what was sent.
fn sent_on<C: Code>(body: &str, member: &str) -> String {
    let read = Failure::<C>::from_json_with_status(body.as_bytes(), 404).expect("a failure");
    assert!(read.members().contains_key(member), "{body}");
    let sent = text(read.to_json());
    assert_eq!(text(serde_json::to_vec(&read).expect("JSON")), sent);
    let again = Failure::<C>::from_json_with_status(sent.as_bytes(), 404).expect("a failure");
    assert_eq!(again.description(), read.description(), "{body}");
    assert_eq!(again.to_params(), read.to_params(), "{body}");
    assert_eq!(again.fields(), read.fields(), "{body}");
    sent
}

#[test]
fn a_member_around_the_others_becomes_neither_a_text_nor_data() {
    let sent = sent_on::<cloudflare::ErrorCode>(
        r#"{"success":false,"errors":[{"code":1003,"message":"Invalid or missing zone id."}],"messages":[],"result":null,"message":5}"#,
        "message",
    );
    assert!(sent.contains(r#""message":"Invalid or missing zone id.""#), "{sent}");
    let sent = sent_on::<cloudflare::ErrorCode>(
        r#"{"code":"5","success":false,"errors":[],"messages":[],"result":null}"#,
        "code",
    );
    assert!(!sent.contains("{}"), "{sent}");
    let body = r#"{"param":"outer","error":{"type":"card_error","code":"card_declined","message":"The card was declined."}}"#;
    sent_on::<stripe::ErrorCode>(body, "param");
    for (name, value) in [("fields", r#"[{"field":"a","description":"b"}]"#), ("shard", "7")] {
        let body = format!(r#"{{"error":{{"code":"overloaded","message":"m"}},"{name}":{value}}}"#);
        sent_on::<details::ErrorCode>(&body, name);
    }
}

/// The template has a member of this name around the place of the members, and another one in it.
#[test]
fn a_value_of_a_wrong_type_is_kept_although_its_name_is_there_twice() {
    type Code = names::ErrorCode;
    for (member, body) in [
        ("title", r#"{"ok":false,"title":"New title","error":{"code":"new_code","title":"text"}}"#),
        ("wait", r#"{"ok":false,"wait":"soon","error":{"code":"gone","title":"text"}}"#),
    ] {
        let sent = sent_on::<Code>(body, member);
        assert!(sent.contains(r#""title":"text"}"#), "{sent}");
    }
    // It is in its place again, because the row of an unknown code says nothing.
    let body = r#"{"ok":false,"title":"New title","error":{"code":"new_code","title":"text"}}"#;
    assert_eq!(sent_on::<Code>(body, "title"), body);
}

/// Without constants, only the place of the code shows that a body is a failure.
#[test]
fn a_code_in_a_text_that_is_missing_is_null() {
    type Code = problem_type::ErrorCode;
    let body = br#"{"type":"about:blank","title":"x","status":404,"detail":"no"}"#;
    let read = Failure::<Code>::from_json_with_status(body, 404).expect("a failure");
    let sent = text(read.to_json());
    assert_eq!(sent, r#"{"type":null,"title":"x","status":404,"detail":"no"}"#);
    assert_eq!(text(serde_json::to_vec(&read).expect("JSON")), sent);
    let again = Failure::<Code>::from_json(sent.as_bytes()).expect("a failure");
    assert_eq!((again.code(), again.description()), (None, "no"));
}

#[test]
fn a_member_next_to_params_counts_before_those_around_it() {
    for (code, name) in [("slow_down", "trace"), ("newer", "trace"), ("newer", "seconds")] {
        let body = format!(
            r#"{{"error":{{"code":"{code}","message":"wait","details":{{"{name}":"inner"}}}},"{name}":"outer"}}"#
        );
        let read = Failure::<details::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert_eq!(read.members()[name], "inner", "{body}");
        assert!(text(read.to_json()).contains(&format!(r#""details":{{"{name}":"inner"}}"#)), "{body}");
    }
}

/// Work that is quadratic in their number would take minutes.
#[test]
fn a_peer_can_send_many_members_around_the_others() {
    let members: Vec<String> = (0..50_000).map(|index| format!(r#","m{index}":["t"]"#)).collect();
    let body = format!(r#"{{"error":{{"code":"slow_down","message":"wait"}}{}}}"#, members.concat());
    let read = Failure::<lists::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
    assert_eq!(read.members().len(), 50_000);
    assert_eq!(text(read.to_json()), r#"{"error":{"code":"slow_down","message":"wait"}}"#);
}
