//! Requests to each operation: one that succeeds, and those that fail in a way that only few operations have.

use crate::{ADA, E, EVE, ErrorCode, READ, WRITE};

/// A request to an operation.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) body: String,
}

fn request(method: &'static str, path: impl Into<String>, body: impl Into<String>) -> Request {
    Request { method, path: path.into(), body: body.into() }
}

/// A request to each operation, which succeeds. They can be sent in this order, once to a database.
pub(crate) fn successes() -> Vec<Request> {
    let account = r#"{"username":"grace","email":"grace@example.com","password":"cobol-1959"}"#;
    let login = r#"{"username":"ada","password":"engine-of-1837"}"#;
    let ada = |path: &str| format!("{path}?{ADA}");
    vec![
        request("GET", "/ready", ""),
        request("POST", "/accounts", account),
        request("POST", "/accounts/verify", r#"{"username":"bob","code":"bobs-verification"}"#),
        request("POST", "/accounts/login", login),
        request("POST", ada("/accounts/token"), ""),
        request("GET", ada("/accounts"), ""),
        request("PUT", ada("/accounts/settings"), r#"{"settings":"{}"}"#),
        request("GET", ada("/accounts/settings"), ""),
        request("PUT", ada("/accounts/wechat"), r#"{"openid":"ada-openid"}"#),
        request("GET", ada("/accounts/wechat"), ""),
        request("POST", ada("/channels"), r#"{"name":"cellar"}"#),
        request("GET", ada("/channels"), ""),
        request("GET", ada("/channels/1"), ""),
        request("POST", ada("/channels/1/read_keys"), ""),
        request("POST", format!("/channels/1/feeds?{WRITE}"), r#"{"field1":21}"#),
        request("GET", format!("/channels/1/feeds?{READ}"), ""),
        request("POST", ada("/channels/1/commands"), r#"{"command_string":"testing"}"#),
        request("POST", format!("/channels/1/commands/execute?{WRITE}"), ""),
        request("POST", ada("/groups"), r#"{"group_name":"orchard"}"#),
        request("GET", ada("/groups"), ""),
        request("PUT", ada("/groups/1/channels/1"), ""),
        request("DELETE", ada("/groups/1/channels/1"), ""),
        request("DELETE", ada("/channels/1"), ""),
    ]
}

/// What an operation does not do, with the code. The account `max` of `full.sql` has all that it may have.
pub(crate) fn failures() -> Vec<(Request, ErrorCode)> {
    const MAX: &str = "account_key=max-account-key";
    let spaces = format!(r#"{{"settings":"[{}]"}}"#, " ".repeat(4096));
    let mut failures = vec![
        (request("POST", "/accounts", account("Mars")), E::InvalidTimezone),
        (
            request("POST", "/accounts/login", r#"{"username":"bob","password":"not-yet-verified"}"#),
            E::AccountRequireVerify,
        ),
        (request("POST", format!("/accounts/token?{ADA}&expire_in_seconds=86401"), ""), E::OverLimit),
        (request("PUT", format!("/accounts/settings?{ADA}"), spaces), E::FieldLengthOverLimit),
        (
            request("PUT", format!("/accounts/wechat?{EVE}"), r#"{"openid":"ada-openid"}"#),
            E::InvalidFieldValue,
        ),
        (request("POST", format!("/channels?{MAX}"), r#"{"name":"cellar"}"#), E::OverLimit),
        (request("POST", format!("/channels/100/read_keys?{MAX}"), ""), E::OverLimit),
        (
            request("POST", format!("/channels/100/commands?{MAX}"), r#"{"command_string":"testing"}"#),
            E::OverLimit,
        ),
        (request("POST", format!("/groups?{MAX}"), r#"{"group_name":"meadow"}"#), E::OverLimit),
        (request("PUT", format!("/groups/9/channels/1?{ADA}"), ""), E::NotFound),
        (request("DELETE", format!("/groups/9/channels/1?{ADA}"), ""), E::NotFound),
    ];
    failures.extend(texts().into_iter().flat_map(|(path, member)| {
        let method = if path.contains("wechat") { "PUT" } else { "POST" };
        let body = move |value: &str| format!(r#"{{"{member}":"{value}"}}"#);
        [
            (request(method, path.clone(), body(&"x".repeat(256))), E::FieldLengthOverLimit),
            (request(method, path, body(r"\u0007")), E::InvalidFieldValue),
        ]
    }));
    failures
}

fn account(timezone: &str) -> String {
    format!(
        r#"{{"username":"joan","email":"joan@example.com","password":"enigma-1944","timezone":"{timezone}"}}"#
    )
}

/// The members that have to be texts of one line, each of them the first that its operation looks at.
fn texts() -> [(String, &'static str); 7] {
    [
        ("/accounts".to_owned(), "username"),
        ("/accounts/verify".to_owned(), "username"),
        ("/accounts/login".to_owned(), "username"),
        (format!("/accounts/wechat?{ADA}"), "openid"),
        (format!("/channels?{ADA}"), "name"),
        (format!("/channels/1/commands?{ADA}"), "command_string"),
        (format!("/groups?{ADA}"), "group_name"),
    ]
}

/// The request with other keys, to no channel, and with bodies that the operation cannot read.
pub(crate) fn variants(request: &Request) -> Vec<Request> {
    let Request { method, path, body } = request;
    let mut variants = Vec::new();
    if let Some((path, _)) = path.split_once('?') {
        variants.push(self::request(method, path, body));
        variants.extend(KEYS.map(|keys| self::request(method, format!("{path}?{keys}"), body)));
    }
    if path.starts_with("/channels/1") || path.contains("/channels/1?") {
        variants.push(self::request(method, path.replace("/channels/1", "/channels/one"), body));
    }
    if !body.is_empty() {
        variants.extend(["", "{", "[]"].map(|body| self::request(method, path, body)));
    }
    variants
}

const KEYS: [&str; 6] = [
    "account_key=wrong",
    "account_key=bob-account-key",
    "account_key=two&account_key=two",
    "token_id=wrong",
    "api_key=wrong",
    "read_key=wrong",
];
