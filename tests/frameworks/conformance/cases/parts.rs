//! Paths, queries and headers that do not parse.

use crate::conformance::case::{Case, fails, succeeds};
use crate::conformance::client::{get, request};

pub(crate) fn cases() -> Vec<Case> {
    [paths(), queries(), headers()].concat()
}

fn paths() -> Vec<Case> {
    let wrong = |name, target, text: &str| fails(name, get(target), 404, "invalid_path").text(text);
    vec![
        succeeds("a number in the path", get("/path/7"), "7"),
        wrong("a word for a number", "/path/one", "Cannot parse `one` to a `u32`"),
        wrong("a negative number", "/path/-1", "Cannot parse `-1` to a `u32`"),
        wrong(
            "a number in the path that is too large",
            "/path/4294967296",
            "Cannot parse `4294967296` to a `u32`",
        ),
        wrong("a NUL in the path", "/path/1%00", "Cannot parse `1\0` to a `u32`"),
        wrong("a path that is not UTF-8", "/path/%FF", "Invalid UTF-8 in `id`"),
    ]
}

fn queries() -> Vec<Case> {
    let wrong = |name, target, text: &str| fails(name, get(target), 400, "invalid_query").text(text);
    vec![
        succeeds("a query", get("/query?limit=7&order=up&more"), "7"),
        succeeds("a query that is not UTF-8 where nobody looks", get("/query?limit=7&a=%FF%00"), "7"),
        wrong("no query", "/query", "missing field `limit`"),
        wrong("an empty query", "/query?", "missing field `limit`"),
        wrong("a word for a limit", "/query?limit=many", "limit: invalid digit found in string"),
        wrong("a limit that is not UTF-8", "/query?limit=%FF", "limit: invalid digit found in string"),
        wrong("a NUL in a limit", "/query?limit=1%00", "limit: invalid digit found in string"),
        wrong(
            "a limit that is too large",
            "/query?limit=99999999999999999999",
            "limit: number too large to fit in target type",
        ),
        wrong("a limit twice", "/query?limit=1&limit=2", "limit: expected one value, found 2"),
        wrong(
            "a limit that is there twice without a value",
            "/query?limit&limit",
            "limit: expected one value, found 2",
        ),
        wrong("an order twice", "/query?limit=1&order=up&order=up", "order: expected one value, found 2"),
        wrong("a word among tags", "/query?limit=1&tag=1&tag=two", "tag[1]: invalid digit found in string"),
        wrong("a word for the only tag", "/query?limit=1&tag=two", "tag[0]: invalid digit found in string"),
        wrong("a key without a value", "/query?limit", "limit: cannot parse integer from empty string"),
        succeeds("one tag", get("/query?limit=7&tag=1"), "7|1"),
        succeeds("tags between others", get("/query?tag=3&limit=7&tag=1&other=x&tag=2"), "7|3|1|2"),
        succeeds("a key with escapes", get("/query?limit=7&%74ag=1&tag=2"), "7|1|2"),
        succeeds("nobody's key twice", get("/query?limit=7&a=1&a=2"), "7"),
        succeeds("an empty key twice", get("/query?limit=7&=1&=2&&"), "7"),
        succeeds("escapes that are none where nobody looks", get("/query?limit=7&a=%&%zz=%4"), "7"),
        wrong(
            "a limit with an escape that is none",
            "/query?limit=%zz",
            "limit: invalid digit found in string",
        ),
        wrong(
            "an order that is none",
            "/query?limit=1&order=sideways",
            "order: unknown variant `sideways`, expected `up` or `down`",
        ),
    ]
}

fn headers() -> Vec<Case> {
    let with = |headers: &str| request("GET", "/header", headers);
    let wrong = |name, request, text: &str| fails(name, request, 400, "missing_header").text(text);
    let not_text = [&b"GET /header HTTP/1.1\r\nhost: x\r\nx-key: \xff\r\n\r\n"[..]].concat();
    vec![
        succeeds("a header", with("X-Key: a\r\nx-count: 7\r\n"), "a"),
        succeeds("two lines of a header", with("x-key: a\r\nx-key: b\r\n"), "a, b"),
        wrong("a header that is missing", with(""), "the header `x-key` is missing"),
        wrong(
            "a header that is no number",
            with("x-key: a\r\nx-count: many\r\n"),
            "x-count: invalid digit found in string",
        ),
        wrong(
            "a header that is not UTF-8",
            not_text,
            "x-key: invalid utf-8 sequence of 1 bytes from index 0",
        ),
    ]
}
