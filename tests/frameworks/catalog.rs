//! The list of the codes, as axum and actix-web serve it.

mod actix_service;
mod axum_service;

use errcat::Code;
use serde_json::{Value, json};

use crate::problem::Reply;

#[allow(deprecated, reason = "a row is deprecated")]
mod codes {
    #[errcat::catalog("frameworks/catalog/codes.toml")]
    pub(crate) enum ErrorCode {}
}

#[errcat::catalog("openapi/integers.toml")]
enum Number {}

#[allow(deprecated, reason = "a catalog without `[http]` gets a warning")]
mod slack {
    #[errcat::catalog("wire/shapes/slack.toml")]
    pub(crate) enum ErrorCode {}
}

use codes::ErrorCode;

/// A request by method, path and headers, to a service with the list at `/errors`, and at `/v1/7/errors` within routes that
/// have a parameter.
type Ask = fn(&str, &str, &[(&str, &str)]) -> Reply;

fn frameworks<C: Code>() -> [(&'static str, Ask); 2] {
    [("actix-web", actix_service::ask::<C>), ("axum", axum_service::ask::<C>)]
}

fn json(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).expect("JSON")
}

/// The codes of a list.
fn codes(list: &Value) -> Vec<&Value> {
    list["codes"].as_array().expect("a list").iter().map(|row| &row["code"]).collect()
}

#[track_caller]
fn assert_document(reply: &Reply, framework: &str) {
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")), "{framework}");
    assert_eq!(reply.header("cache-control"), Some("public, max-age=3600"), "{framework}");
    let etag = reply.header("etag").expect("a tag");
    assert_eq!((etag.len(), etag.starts_with('"'), etag.ends_with('"')), (18, true, true), "{etag}");
}

#[track_caller]
fn assert_failure(reply: &Reply, status: u16, code: &str, framework: &str) {
    let body = json(reply);
    assert_eq!((reply.status, &body["errorCode"]), (status, &json!(code)), "{framework}: {body}");
    assert_eq!(body["result"], "error", "{framework}");
    assert_eq!((reply.header("etag"), reply.header("cache-control")), (None, None), "{framework}");
}

#[test]
fn the_list_has_each_code_that_is_published() {
    for (framework, ask) in frameworks::<ErrorCode>() {
        for path in ["/errors", "/v1/7/errors"] {
            let reply = ask("GET", path, &[]);
            assert_document(&reply, framework);
            let list = json(&reply);
            assert_eq!(
                codes(&list),
                ["nothing/here", "method", "50% off", "größe+1", "former"],
                "{framework}"
            );
            assert_eq!((&list["format"], &list["name"]), (&json!(1), &json!("catalog.example.com")));
            let text = String::from_utf8(reply.body).expect("UTF-8");
            assert!(!text.contains("secret") && !text.contains("Nobody"), "{framework}: {text}");
        }
    }
}

#[test]
fn a_code_is_found_by_its_percent_encoded_text() {
    for (framework, ask) in frameworks::<ErrorCode>() {
        let list = json(&ask("GET", "/errors", &[]));
        for (path, place) in [
            ("nothing%2Fhere", 0),
            ("method", 1),
            ("%6dethod", 1),
            ("50%25%20off", 2),
            ("gr%C3%B6%c3%9fe+1", 3),
            ("gr%C3%B6%c3%9fe%2B1", 3),
        ] {
            for prefix in ["/errors", "/v1/7/errors"] {
                let reply = ask("GET", &format!("{prefix}/{path}"), &[]);
                assert_document(&reply, framework);
                assert_eq!(json(&reply), list["codes"][place], "{framework}: {path}");
            }
        }
    }
}

#[test]
fn a_deprecated_code_says_so_without_the_name_of_an_internal_one() {
    for (framework, ask) in frameworks::<ErrorCode>() {
        let deprecated = |code| json(&ask("GET", &format!("/errors/{code}"), &[]))["deprecated"].clone();
        assert_eq!(deprecated("method"), Value::Null, "{framework}");
        let whole = json!({ "since": "1.3", "note": "it meant two things", "use": "method" });
        assert_eq!(deprecated("gr%C3%B6%C3%9Fe+1"), whole, "{framework}");
        let internal = json!({ "since": null, "note": null, "use": null });
        assert_eq!(deprecated("former"), internal, "{framework}");
    }
}

#[test]
fn a_former_name_finds_the_code_of_today() {
    for (framework, ask) in frameworks::<ErrorCode>() {
        for path in ["/errors/method%20before", "/errors/no%2fmethod"] {
            let reply = ask("GET", path, &[]);
            assert_document(&reply, framework);
            assert_eq!(json(&reply)["code"], "method", "{framework}: {path}");
        }
    }
}

#[test]
fn a_code_that_is_not_published_is_not_found() {
    for (framework, ask) in frameworks::<ErrorCode>() {
        for path in [
            "/errors/unknown",
            "/errors/secret",
            "/errors/secret_fault",
            "/errors/old_secret",
            "/errors/Method",
            "/errors/Size",
            "/errors/nothing/here",
            "/errors/nothing%252Fhere",
            "/errors/%ff",
            "/errors/",
            "/v1/7/errors/unknown",
        ] {
            assert_failure(&ask("GET", path, &[]), 404, "nothing/here", &format!("{framework}: {path}"));
        }
        let reply = ask("GET", "/errors/unknown", &[("if-none-match", "*")]);
        assert_failure(&reply, 404, "nothing/here", framework);
    }
}

#[test]
fn another_method_is_not_allowed() {
    for (framework, ask) in frameworks::<ErrorCode>() {
        for method in ["POST", "PUT", "DELETE"] {
            for path in ["/errors", "/errors/method"] {
                assert_failure(&ask(method, path, &[]), 405, "method", framework);
            }
        }
    }
}

#[test]
fn a_client_that_has_the_document_gets_no_body() {
    for (framework, ask) in frameworks::<ErrorCode>() {
        for path in ["/errors", "/errors/method"] {
            let whole = ask("GET", path, &[]);
            let etag = whole.header("etag").expect("a tag");
            for known in [
                etag,
                &format!("W/{etag}"),
                "*",
                &format!("\"a\", W/\"b,c\" ,{etag}"),
                &format!("{etag},\"\u{ff}\""),
            ] {
                for method in ["GET", "HEAD"] {
                    let reply = ask(method, path, &[("if-none-match", known)]);
                    assert_eq!((reply.status, &reply.body[..]), (304, &b""[..]), "{framework}: {known}");
                    for name in ["etag", "cache-control"] {
                        assert_eq!(reply.header(name), whole.header(name), "{framework}: {known}");
                    }
                    assert_eq!(reply.header("content-type"), None, "{framework}");
                }
            }
            let lines = [("if-none-match", "\"a\""), ("if-none-match", etag)];
            assert_eq!(ask("GET", path, &lines).status, 304, "{framework}");
            for other in ["\"a\"", "", "W/", &etag.to_uppercase(), &etag[1..17], &etag.replace('"', "'")] {
                let reply = ask("GET", path, &[("if-none-match", other)]);
                assert_document(&reply, framework);
                assert_eq!(reply.body, whole.body, "{framework}: {other}");
            }
        }
    }
}

#[test]
fn the_head_is_that_of_the_document() {
    for (framework, ask) in frameworks::<ErrorCode>() {
        for path in ["/errors", "/errors/method"] {
            let [head, whole] = ["HEAD", "GET"].map(|method| ask(method, path, &[]));
            assert_document(&head, framework);
            assert_eq!(head.header("etag"), whole.header("etag"), "{framework}");
        }
        assert_eq!(ask("HEAD", "/errors/unknown", &[]).status, 404, "{framework}");
    }
}

#[test]
fn a_tag_is_about_the_bytes() {
    let [one, other] = frameworks::<ErrorCode>().map(|(_, ask)| ask("GET", "/errors", &[]));
    assert_eq!((&one.body, one.header("etag")), (&other.body, other.header("etag")));
    for (framework, ask) in frameworks::<ErrorCode>() {
        let tags = ["/errors", "/errors/method", "/errors/50%25%20off"].map(|path| {
            let reply = ask("GET", path, &[]);
            reply.header("etag").expect("a tag").to_owned()
        });
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[2] != tags[0], "{framework}: {tags:?}");
    }
}

#[test]
fn integers_are_found_by_their_digits() {
    for (framework, ask) in frameworks::<Number>() {
        let reply = ask("GET", "/errors", &[]);
        assert_document(&reply, framework);
        let list = json(&reply);
        assert_eq!(codes(&list), [1001, 1003], "{framework}");
        assert_eq!(list["integer_codes"], true, "{framework}");
        assert_eq!(list["codes"][1]["deprecated"]["use"], 1001, "{framework}");
        let reply = ask("GET", "/errors/1001", &[]);
        assert_eq!(json(&reply), list["codes"][0], "{framework}");
        for path in ["/errors/1002", "/errors/01001", "/errors/+1001", "/errors/1001.0", "/errors/NoOrder"] {
            let reply = ask("GET", path, &[]);
            assert_eq!((reply.status, &json(&reply)["code"]), (404, &json!(404)), "{framework}: {path}");
        }
    }
}

#[test]
fn where_every_reply_is_200_the_document_and_its_304_stay() {
    for (framework, ask) in frameworks::<slack::ErrorCode>() {
        let reply = ask("GET", "/errors", &[]);
        assert_document(&reply, framework);
        assert_eq!(json(&reply)["http_status"], 200, "{framework}");
        assert_eq!(json(&reply)["ok"], Value::Null, "{framework}");
        let etag = reply.header("etag").expect("a tag");
        assert_eq!(ask("GET", "/errors", &[("if-none-match", etag)]).status, 304, "{framework}");
        let reply = ask("GET", "/errors/unknown", &[]);
        assert_eq!((reply.status, json(&reply)), (200, json!({"ok": false, "error": "not_found"})));
    }
}
