//! Bodies that are not what they should be.

use crate::conformance::case::{Case, fails, succeeds};
use crate::conformance::client::{get, json, post, request};
use crate::conformance::service::LIMIT;

pub(crate) fn cases() -> Vec<Case> {
    [right(), no_json(), other_json(), content_types(), lengths(), forms()].concat()
}

/// A body with this after the channel's name.
fn named(name: &str) -> Vec<u8> {
    json(format!(r#"{{"channel":{{"name":{name}}}}}"#))
}

fn right() -> Vec<Case> {
    let chunked =
        request("POST", "/json", "content-type: application/json\r\ntransfer-encoding: chunked\r\n");
    let chunks = b"10\r\n{\"channel\":{\"nam\r\n8\r\ne\":\"a\"}}\r\n0\r\n\r\n";
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let ignored = format!(r#"{{"channel":{{"name":"a","ignored":{open}{close}}}}}"#);
    let suffix = "application/vnd.a+json; charset=utf-8";
    vec![
        succeeds("JSON", named(r#""a""#), "a"),
        succeeds("JSON with members that nobody knows", json(r#"{"x":[1e999],"channel":{"name":"a"}}"#), "a"),
        succeeds("JSON in chunks", [&chunked[..], chunks].concat(), "a"),
        succeeds("JSON after a byte order mark", json("\u{feff}{\"channel\":{\"name\":\"a\"}}"), "a"),
        succeeds("JSON of a suffix", post("/json", suffix, br#"{"channel":{"name":"a"}}"#), "a"),
        succeeds("what is deep, and nobody's", json(ignored), "a"),
        succeeds("a NUL in JSON", named(r#""\u0000""#), r"\u0000"),
    ]
}

/// Nested too deep for a reader that calls itself.
fn deep(open: &str) -> Vec<u8> {
    format!(r#"{{"any":{}"#, open.repeat(100_000)).into_bytes()
}

fn no_json() -> Vec<Case> {
    let wrong = |name, body: &[u8], text: &str| fails(name, json(body), 400, "invalid_json").text(text);
    vec![
        wrong("no body", b"", "EOF while parsing a value at line 1 column 0"),
        wrong(
            "half a body",
            br#"{"channel":{"na"#,
            "channel.?: EOF while parsing a string at line 1 column 15",
        ),
        wrong("a word", b"hello", "expected value at line 1 column 1"),
        wrong("two bodies", br#"{"channel":{"name":"a"}} {}"#, "trailing characters at line 1 column 26"),
        wrong("a byte order mark alone", b"\xef\xbb\xbf", "EOF while parsing a value at line 1 column 0"),
        wrong("two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf{}", "expected value at line 1 column 1"),
        wrong("JSON in UTF-16", b"\xff\xfe{\0}\0", "expected value at line 1 column 1"),
        wrong(
            "JSON that is not UTF-8",
            b"{\"channel\":{\"name\":\"\xff\"}}",
            "channel.name: invalid unicode code point at line 1 column 21",
        ),
        wrong(
            "half a surrogate",
            br#"{"channel":{"name":"\ud800"}}"#,
            "channel.name: unexpected end of hex escape at line 1 column 27",
        ),
        wrong(
            "a number that is too large for any",
            br#"{"channel":{"name":1e999}}"#,
            "channel.name: number out of range at line 1 column 24",
        ),
        wrong("100,000 arrays", &deep("["), "any[0][0] … recursion limit exceeded at line 1 column 134"),
        wrong(
            "100,000 objects",
            &deep(r#"{"a":"#),
            "any.a.a … recursion limit exceeded at line 1 column 638",
        ),
    ]
}

fn other_json() -> Vec<Case> {
    let wrong = |name, request, text: &str| fails(name, request, 400, "invalid_data").text(text);
    let long = "x".repeat(100_000);
    vec![
        wrong(
            "a number for a name",
            named("5"),
            "channel.name: invalid type: integer `5`, expected a string at line 1 column 20",
        ),
        wrong("no name", json(r#"{"channel":{}}"#), "channel: missing field `name` at line 1 column 13"),
        wrong("no channel", json("{}"), "missing field `channel` at line 1 column 2"),
        wrong(
            "an array",
            json("[]"),
            "invalid length 0, expected an object with 3 elements at line 1 column 2",
        ),
        wrong("null", json("null"), "invalid type: null, expected an object at line 1 column 4"),
        wrong(
            "a channel that is none",
            json(r#"{"channel":7}"#),
            "channel: invalid type: integer `7`, expected an object at line 1 column 12",
        ),
        wrong(
            "a name twice",
            json(r#"{"channel":{"name":"a","name":"b"}}"#),
            "channel: duplicate field `name` at line 1 column 29",
        ),
        wrong(
            "a number that is too large",
            json(r#"{"channel":{"name":"a"},"count":99999999999999999999}"#),
            "count: invalid type: floating point `1e+20`, expected u32 at line 1 column 52",
        ),
        wrong(
            "a number below none",
            json(r#"{"channel":{"name":"a"},"count":-1}"#),
            "count: invalid value: integer `-1`, expected u32 at line 1 column 34",
        ),
        wrong(
            "a long text for a channel",
            json(format!(r#"{{"channel":"{long}"}}"#)),
            "channel: invalid type: string \"xx … xx\", expected an object at line 1 column 100013",
        ),
    ]
}

fn content_types() -> Vec<Case> {
    let refused = |name, request, text: &str| fails(name, request, 415, "unsupported_media_type").text(text);
    let json_alone = "Expected request with `Content-Type: application/json`";
    let form_alone = "Form requests must have `Content-Type: application/x-www-form-urlencoded`";
    vec![
        refused("no content type", request("POST", "/json", "content-length: 0\r\n"), json_alone),
        refused("another content type", post("/json", "text/plain", b"{}"), json_alone),
        refused("a content type that is none", post("/json", "json", b"{}"), json_alone),
        refused("JSON for a form", post("/form", "application/json", b"{}"), form_alone),
    ]
}

fn lengths() -> Vec<Case> {
    let spaces = b" ".repeat(LIMIT + 1);
    let chunked =
        request("POST", "/json", "content-type: application/json\r\ntransfer-encoding: chunked\r\n");
    let chunk = [format!("{:x}\r\n", spaces.len()).as_bytes(), &spaces, b"\r\n0\r\n\r\n"].concat();
    let too_large =
        |name, request| fails(name, request, 413, "payload_too_large").text("the body is too long");
    vec![
        too_large("a body that is too long", json(&spaces)),
        too_large("chunks that are too long", [&chunked[..], &chunk].concat()),
        fails("a chunk without a length", [&chunked[..], b"hello\r\n"].concat(), 400, "bad_request"),
    ]
}

fn forms() -> Vec<Case> {
    let form = |body: &str| post("/form", "application/x-www-form-urlencoded", body.as_bytes());
    let wrong = |name, body: &str, text: &str| fails(name, form(body), 400, "invalid_data").text(text);
    let keys: Vec<String> = (0..10_000).map(|number| format!("&k{number}=%zz&=")).collect();
    let many_keys = keys.concat();
    let many_tags = "&tag=".repeat(10_000);
    vec![
        succeeds("a form", form("name=a+b&age=7"), "a b"),
        succeeds("a form with one tag", form("name=a&age=7&tag=x"), "a|x"),
        succeeds("a form with tags", form("tag=x&name=a&tag=%C3%BC&age=7&tag="), "a|x|ü|"),
        succeeds("10,000 keys twice", form(&format!("name=a&age=7{many_keys}{many_keys}")), "a"),
        succeeds(
            "10,000 tags",
            form(&format!("name=a&age=7{many_tags}")),
            &format!("a{}", "|".repeat(10_000)),
        ),
        wrong(
            "10,001 ages",
            &format!("name=a&age=7{}", "&age=7".repeat(10_000)),
            "age: expected one value, found 10001",
        ),
        wrong("a name twice in a form", "name=a&age=7&name=b", "name: expected one value, found 2"),
        wrong("an age that is not UTF-8", "name=a&age=%FF", "age: invalid digit found in string"),
        succeeds("a form in a query", get("/form?name=a&age=7"), "a"),
        wrong("an empty form", "", "missing field `name`"),
        wrong("an age that is too large", "name=a&age=300", "age: number too large to fit in target type"),
        fails("a form in a query without an age", get("/form?name=a"), 400, "invalid_query")
            .text("missing field `age`"),
    ]
}
