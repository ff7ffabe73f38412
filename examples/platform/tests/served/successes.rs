//! What comes of requests that are done, alone and one after the other.

use std::thread;
use std::time::Duration;

use crate::client::{Reply, get, post, send};
use crate::server::Fresh;
use crate::{ADA, E, READ, WRITE, assert_failure};

/// Takes a text that cannot be known out of a body.
fn without(reply: &Reply, texts: &[String]) -> String {
    texts.iter().fold(reply.body.clone(), |body, text| body.replace(text.as_str(), "…"))
}

fn success(members: &str) -> String {
    format!(r#"{{"result":"success","server_time":"TIME",{members}}}"#)
}

#[test]
fn successes_have_the_shapes_of_the_wire_examples() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();

    let read_key = post(address, &format!("/channels/1/read_keys?{ADA}"), "");
    assert_eq!(without(&read_key, &[read_key.text("/read_key")]), success(r#""read_key":"…""#));

    let body = r#"{"username":"grace","email":"grace@example.com","password":"cobol-1959"}"#;
    let account_key = post(address, "/accounts", body);
    assert_eq!(without(&account_key, &[account_key.text("/account_key")]), success(r#""account_key":"…""#));

    let token = post(address, &format!("/accounts/token?{ADA}"), "");
    assert_eq!(
        without(&token, &[token.text("/token_id"), token.text("/expire_time")]),
        success(
            r#""token_id":"…","expire_time":"…","account":{"user_id":"1","email_status":"live","token_id":"…"},"token_type":"user","login_type":"token_by_account_key""#
        )
    );

    let path = format!("/channels/1/commands?{ADA}");
    let command = post(address, &path, r#"{"command_string":"testing"}"#);
    assert_eq!(
        without(&command, &[command.text("/command/created_at")]),
        success(
            r#""command":{"command_id":"1","command_string":"testing","position":1,"created_at":"…","executed_at":null,"channel_id":"1"}"#
        )
    );

    let path = format!("/accounts/settings?{ADA}");
    let settings = send(address, "PUT", &path, r#"{"settings":"{\"asdf\":\"aa\"}"}"#);
    assert_eq!(settings.body, success(r#""settings":"{\"asdf\":\"aa\"}""#));
    assert_eq!(get(address, &path).body, settings.body);

    for reply in [read_key, account_key, token, command, settings] {
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    }
}

#[test]
fn a_success_always_says_something_after_success() {
    let Fresh { server, .. } = &Fresh::start();
    let reply = send(&server.address, "DELETE", &format!("/channels/1?{ADA}"), "");
    assert_eq!(reply.body, r#"{"result":"success","server_time":"TIME"}"#);
    for path in [format!("/channels/1?{ADA}"), format!("/channels/1/feeds?{ADA}")] {
        assert_eq!(get(&server.address, &path).code(), E::InvalidChannelId.code());
    }
    assert_eq!(get(&server.address, &format!("/channels/1/feeds?{READ}")).code(), E::InvalidReadKey.code());
}

#[test]
fn feeds_come_back_newest_first_in_the_time_zone_asked_for() {
    let Fresh { server, .. } = &Fresh::start();
    let written = [
        r#"{"created_at":"2037-10-09T08:48:34.9Z","field1":"warm","field10":-1.5}"#,
        r#"{"created_at":"2037-10-09T08:48:35+00:00","field2":"\"ü\""}"#,
    ];
    for feed in written {
        assert_eq!(post(&server.address, &format!("/channels/1/feeds?{WRITE}"), feed).status, 200);
    }
    let read = |more: &str| get(&server.address, &format!("/channels/1/feeds?{READ}&results=2{more}")).body;
    assert_eq!(
        read(""),
        success(
            r#""channel_id":"1","feeds":[{"entry_id":"5","created_at":"2037-10-09T08:48:35Z","field2":"\"ü\""},{"entry_id":"4","created_at":"2037-10-09T08:48:34Z","field1":"warm","field10":-1.5}]"#
        )
    );
    assert!(read("&timezone=Asia/Shanghai").contains(r#""created_at":"2037-10-09T16:48:35+08:00""#));
}

#[test]
fn an_account_opens_once_it_is_verified() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    let body = r#"{"username":"grace","email":"grace@example.com","password":"cobol-1959"}"#;
    let path = format!("/channels?account_key={}", post(address, "/accounts", body).text("/account_key"));
    assert_eq!(get(address, &path).code(), E::AccountRequireVerify.code());

    server.wait_for_log("its verification code");
    let log = server.log();
    let (_, code) = log.split_once("code=\"").expect("the code is logged");
    let verify =
        |code: &str| post(address, "/accounts/verify", &format!(r#"{{"username":"grace","code":"{code}"}}"#));
    assert_eq!(verify("guess").code(), E::InvalidFieldValue.code());
    assert_eq!(verify(&code[..32]).body, success(r#""email_status":"live""#));
    assert_eq!(verify(&code[..32]).code(), E::InvalidFieldValue.code(), "a code works once");

    // The welcome of 100 is ten channels.
    for _ in 0..10 {
        assert_eq!(post(address, &path, r#"{"name":"compiler"}"#).status, 200);
    }
    assert_eq!(post(address, &path, r#"{"name":"compiler"}"#).code(), E::LowBalance.code());
    assert_eq!(get(address, &path).json()["channels"].as_array().map(Vec::len), Some(10));
}

#[test]
fn a_token_works_until_it_expires() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    let token = |seconds: u32| {
        let path = format!("/accounts/token?{ADA}&expire_in_seconds={seconds}");
        format!("token_id={}", post(address, &path, "").text("/token_id"))
    };
    let (short, long) = (token(1), token(60));
    assert_eq!(get(address, &format!("/accounts?{long}")).status, 200);
    let reply = post(address, &format!("/accounts/token?{long}"), "");
    assert_failure(&reply, E::PermissionDeniedForceLogOff, 401, "this needs the account_key");
    thread::sleep(Duration::from_millis(1100));
    let reply = get(address, &format!("/accounts?{short}"));
    assert_failure(&reply, E::PermissionDeniedForceLogOff, 401, "account_key, or token_id is not correct");
    assert_eq!(get(address, &format!("/accounts?{long}")).status, 200);
}

#[test]
fn a_command_is_fetched_once_and_in_order() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    for (position, string) in (1..).zip(["first", "second"]) {
        let body = format!(r#"{{"command_string":"{string}"}}"#);
        let reply = post(address, &format!("/channels/1/commands?{ADA}"), &body);
        assert_eq!(reply.json()["command"]["position"], position);
    }
    let next = || post(address, &format!("/channels/1/commands/execute?{WRITE}"), "");
    assert_eq!(next().text("/command/command_string"), "first");
    assert_eq!(next().text("/command/command_string"), "second");
    assert_eq!(next().body, success(r#""command":null"#));
}
