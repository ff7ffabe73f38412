//! A request for each code, and for each way to get it.

use crate::{ADA, E, EVE, ErrorCode, WRITE};

/// A request, and the code, status and text that it gets.
pub(crate) type Case = (&'static str, String, String, ErrorCode, u16, &'static str);

#[expect(clippy::too_many_lines, reason = "a table, a row a code")]
pub(crate) fn cases() -> Vec<Case> {
    let account = |key: &str| format!("/channels/1?{key}");
    let feeds = |key: &str| format!("/channels/1/feeds?{key}");
    let login = "/accounts/login".to_owned();
    let accounts = "/accounts".to_owned();
    let none = String::new();
    vec![
        (
            "GET",
            account("account_key=wrong"),
            none.clone(),
            E::PermissionDeniedForceLogOff,
            401,
            "account_key, or token_id is not correct",
        ),
        (
            "GET",
            "/channels/1".into(),
            none.clone(),
            E::MissingData,
            400,
            "account_key, or token_id is missing",
        ),
        ("POST", accounts.clone(), none.clone(), E::MissingData, 400, "the request has no body"),
        ("POST", accounts.clone(), "{}".into(), E::MissingData, 400, "username is missing"),
        ("POST", accounts.clone(), r#"{"username":null}"#.into(), E::MissingData, 400, "username is missing"),
        (
            "POST",
            accounts.clone(),
            r#"{"username":7}"#.into(),
            E::InvalidFormat,
            400,
            "username: invalid type: integer `7`, expected a string",
        ),
        ("POST", accounts.clone(), "[]".into(), E::InvalidFormat, 400, "the body is not a JSON object"),
        (
            "GET",
            feeds("read_key=ada-read-key&results=-1"),
            none.clone(),
            E::InvalidFormat,
            400,
            "results: invalid digit found in string",
        ),
        (
            "GET",
            feeds("read_key=ada-read-key&read_key=x"),
            none.clone(),
            E::InvalidFormat,
            400,
            "read_key: expected one value, found 2",
        ),
        (
            "GET",
            feeds("read_key=ada-read-key&results=1001"),
            none.clone(),
            E::OverLimit,
            403,
            "a request reads at most 1000 results",
        ),
        (
            "POST",
            accounts.clone(),
            " ".repeat(20_000),
            E::OverLimit,
            403,
            "the body is longer than 16384 bytes",
        ),
        ("PATCH", "/channels".into(), none.clone(), E::ErrorMethodInvalid, 405, "Request method is invalid"),
        (
            "POST",
            feeds(WRITE),
            r#"{"field1":1,"created_at":"yesterday"}"#.into(),
            E::InvalidCreatedAt,
            400,
            "created_at is not a time like 2017-10-09T08:48:34Z",
        ),
        ("POST", accounts.clone(), r#"{"username":"#.into(), E::InvalidJsonFormat, 400, "invalid json input"),
        ("GET", format!("/channels/2?{ADA}"), none.clone(), E::InvalidChannelId, 404, "Invalid channel_id"),
        ("GET", account(EVE), none.clone(), E::InvalidChannelId, 404, "Invalid channel_id"),
        ("GET", format!("/channels/one?{ADA}"), none.clone(), E::InvalidChannelId, 404, "Invalid channel_id"),
        ("GET", format!("/channels/%FF?{ADA}"), none.clone(), E::InvalidChannelId, 404, "Invalid channel_id"),
        ("POST", feeds("api_key=wrong"), none.clone(), E::InvalidApiKey, 401, "Invalid\u{a0}API Key"),
        ("POST", feeds("api_key=ada-read-key"), none.clone(), E::InvalidApiKey, 401, "Invalid\u{a0}API Key"),
        (
            "POST",
            feeds(WRITE),
            r#"{"field1":true}"#.into(),
            E::InvalidFieldValue,
            400,
            "field1 is neither a number nor a string",
        ),
        (
            "POST",
            accounts.clone(),
            r#"{"username":"Ada","email":"a@b","password":"12345678"}"#.into(),
            E::InvalidFieldValue,
            400,
            "username is taken",
        ),
        ("GET", feeds("read_key=%FF%00"), none.clone(), E::InvalidReadKey, 401, "Invalid read_key value"),
        (
            "GET",
            feeds("read_key=ada-read-key&timezone=Mars"),
            none.clone(),
            E::InvalidTimezone,
            400,
            "Invalid timezone value",
        ),
        (
            "POST",
            feeds(WRITE),
            r#"{"field1":null}"#.into(),
            E::MissingFieldData,
            400,
            "The request is missing field data",
        ),
        (
            "POST",
            format!("/channels?{EVE}"),
            r#"{"name":"a"}"#.into(),
            E::LowBalance,
            402,
            "a channel costs 10",
        ),
        (
            "POST",
            feeds(WRITE),
            format!(r#"{{"field1":"{}"}}"#, "x".repeat(65)),
            E::FieldLengthOverLimit,
            400,
            "field1 is longer than 64 bytes",
        ),
        (
            "POST",
            format!("/groups?{EVE}"),
            r#"{"group_name":"Garden"}"#.into(),
            E::GroupNameExist,
            409,
            "The input group_name also exists in the platform",
        ),
        (
            "GET",
            format!("/accounts/wechat?{EVE}"),
            none.clone(),
            E::OpenidNotBinded,
            403,
            "Wechat account hasn’t been\u{a0}linked to the platform account.",
        ),
        (
            "GET",
            "/accounts?account_key=bob-account-key".into(),
            none.clone(),
            E::AccountRequireVerify,
            403,
            "Account is not activated yet",
        ),
        (
            "POST",
            login.clone(),
            r#"{"username":"ada","password":"guess"}"#.into(),
            E::WrongPassword,
            401,
            "Password is incorrect",
        ),
        (
            "POST",
            login,
            r#"{"username":"nobody","password":"guess"}"#.into(),
            E::WrongPassword,
            401,
            "Password is incorrect",
        ),
        ("GET", "/channels/".into(), none.clone(), E::NotFound, 404, "There is nothing at this path"),
        ("DELETE", "/%FF".into(), none, E::NotFound, 404, "There is nothing at this path"),
    ]
}
