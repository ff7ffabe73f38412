//! Which code a framework's own failures get, decided while the catalog is compiled.

#![deny(unfulfilled_lint_expectations)]

use errcat::HttpKind::{
    BadRequest, Fallback4xx, Fallback5xx, Internal, InvalidData, InvalidJson, InvalidQuery, MethodNotAllowed,
    NotFound, Timeout, TooManyRequests, Unavailable,
};
use errcat::{Failure, HttpKind};

#[errcat::catalog("contract/http_kinds/some.toml")]
enum Some_ {}

#[errcat::catalog("contract/http_kinds/none.toml")]
enum None_ {}

#[errcat::catalog("contract/http_kinds/exact.toml")]
enum Exact {}

#[errcat::catalog("contract/http_kinds/sides.toml")]
enum Sides {}

#[errcat::catalog("contract/http_kinds/named.toml")]
enum Named {}

#[errcat::catalog("contract/http_kinds/integers.toml")]
enum Integers {}

/// The features for servers are on, so there is a warning here. Without it, this would be one.
#[expect(deprecated, reason = "no code for kinds of a framework's failures")]
mod open {
    #[errcat::catalog("contract/http_kinds/open.toml")]
    enum Open {}
}

#[test]
fn the_kinds_are_the_keys_of_the_catalog() {
    assert_eq!(HttpKind::ALL.len(), errcat_catalog::HTTP_KEYS.len());
    for (number, kind) in HttpKind::ALL.iter().enumerate() {
        assert_eq!(*kind as usize, number, "{kind:?}");
        // `Fallback4xx` is `fallback_4xx`.
        let mut name = String::new();
        for (index, c) in format!("{kind:?}").char_indices() {
            let starts_word = c.is_uppercase() || c == '4' || c == '5';
            name.extend((starts_word && index > 0).then_some('_'));
            name.extend(c.to_lowercase());
        }
        assert_eq!(kind.name(), name, "{kind:?}");
    }
}

#[test]
fn what_the_table_names_and_what_it_covers() {
    for (kind, code) in [
        (BadRequest, Some_::Invalid),
        (InvalidJson, Some_::Malformed),
        (InvalidData, Some_::Invalid),
        (InvalidQuery, Some_::Invalid),
        (NotFound, Some_::Refused),
        (MethodNotAllowed, Some_::Refused),
        (Fallback4xx, Some_::Refused),
        (Internal, Some_::Broken),
    ] {
        assert_eq!(kind.code(), Some(code), "{kind:?}");
    }
}

#[test]
fn a_row_that_merely_has_the_status_is_never_used() {
    // There is a row of 503.
    assert_eq!((Unavailable.code::<Some_>(), Fallback5xx.code::<Some_>()), (None, None));
    for &kind in HttpKind::ALL {
        assert_eq!(kind.code::<None_>(), None, "{kind:?}");
    }
}

#[test]
fn a_kind_without_a_code_is_sent_as_itself() {
    for &kind in HttpKind::ALL {
        let failure = Failure::<None_>::from_http(kind, kind.usual_status());
        assert_eq!((failure.code(), failure.wire_code()), (None, kind.name()));
        assert_eq!(failure.status(), kind.usual_status());
    }
    for status in 400..=599 {
        let failure = Failure::<None_>::from_http(HttpKind::from_status(status), status);
        assert_eq!((failure.status(), failure.description()), (status, errcat_catalog::reason(status)));
    }
    let failure = Failure::<None_>::from_http(HttpKind::Timeout, 504);
    assert!(failure.is_retryable());
    let failure = failure.at("2017-10-09T08:53:18Z".parse().expect("RFC 3339"));
    let body = r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"timeout","desp":"Gateway Timeout"}"#;
    assert_eq!(str::from_utf8(&failure.to_json()), Ok(body));
}

#[test]
fn a_row_with_exactly_the_neutral_code_is_used() {
    // Its former name counts as well: clients read it as that row.
    for (kind, code) in [(NotFound, Exact::NotFound), (MethodNotAllowed, Exact::WrongMethod)] {
        assert_eq!(kind.code(), Some(code), "{kind:?}");
    }
    // The row of the kind's name has 504, so that is what an unsettled timeout is sent with.
    assert_eq!((Timeout.code(), Timeout.status::<Exact>()), (Some(Exact::Timeout), 504));
    // What is sent is its code in any case, so it is used for a status of the 400s, too.
    let failure = Failure::<Exact>::from_http(Timeout, 408);
    assert_eq!((failure.code(), failure.status()), (Some(Exact::Timeout), 408));
}

#[test]
fn one_of_the_400s_stands_for_none_of_the_500s() {
    for (status, code) in [(408, Sides::Refused), (503, Sides::Broken), (504, Sides::Broken)] {
        let failure = Failure::<Sides>::from_http(Timeout, status);
        assert_eq!((failure.code(), failure.status()), (Some(code), status));
    }
    // The key gives it a code of 504; at 408 what covers the 400s counts.
    for (status, code) in [(504, Named::Slow), (503, Named::Slow), (408, Named::Refused)] {
        let failure = Failure::<Named>::from_http(Timeout, status);
        assert_eq!((failure.code(), failure.status()), (Some(code), status));
    }
    assert_eq!(Timeout.status::<Named>(), 504);
}

#[test]
fn where_codes_are_integers_the_neutral_code_is_the_status() {
    let failure = Failure::<Integers>::from_http(Timeout, 504);
    assert_eq!(
        (failure.code(), failure.wire_code(), failure.description()),
        (None, "504", "Gateway Timeout")
    );
    let failure = failure.at("2017-10-09T08:53:18Z".parse().expect("RFC 3339"));
    let body =
        r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":504,"desp":"Gateway Timeout"}"#;
    assert_eq!(str::from_utf8(&failure.to_json()), Ok(body));
    // There is a row of that number and status.
    let failure = Failure::<Integers>::from_http(NotFound, 404);
    assert_eq!((failure.code(), NotFound.code()), (Some(Integers::Code404), Some(Integers::Code404)));
    let failure = Failure::<Integers>::from_http(Timeout, 408);
    assert_eq!((failure.code(), failure.status()), (Some(Integers::Code408), 408));
}

#[test]
fn a_status_that_the_kind_cannot_have_says_what_it_is() {
    for (kind, status, code) in
        [(NotFound, 500, "internal"), (NotFound, 301, "internal"), (Internal, 404, "not_found")]
    {
        let failure = Failure::<None_>::from_http(kind, status);
        assert_eq!(failure.wire_code(), code, "{kind:?} {status}");
    }
}

#[test]
fn a_status_that_is_none_of_a_failures_is_500() {
    for status in [0, 100, 204, 304, 399, 600, 999, 9999, u16::MAX] {
        let failure = Failure::<Some_>::from_http(HttpKind::from_status(status), status);
        assert_eq!(failure.status(), 500, "{status}");
        assert!(failure.code().is_none_or(|code| code.status() >= 500), "{status}: {failure}");
        assert_eq!(Failure::new(Some_::Gone).with_status(status).status(), 500, "{status}");
    }
}

#[test]
fn the_page_of_the_catalog_lists_each_kind_with_its_statuses() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/catalog.md");
    let page = std::fs::read_to_string(page).expect("the page");
    for kind in errcat_catalog::HTTP_KEYS {
        let range = |&(first, last): &(u16, u16)| match last - first {
            0 | 1 => (first..=last).map(|status| status.to_string()).collect(),
            _ => vec![format!("{first} to {last}")],
        };
        let statuses = kind.statuses.iter().flat_map(range).collect::<Vec<_>>().join(", ");
        // Another table can have a key with the same name.
        let mut rows = page.lines().filter(|line| line.starts_with(&format!("| `{}` |", kind.name)));
        assert!(rows.any(|row| row.contains(&format!("| {statuses} |"))), "{}: {statuses}", kind.name);
    }
}

#[test]
fn the_readme_lists_each_kind() {
    let readme = include_str!("../../README.md");
    for kind in errcat_catalog::HTTP_KEYS {
        assert!(readme.split_whitespace().any(|word| word == kind.name), "{}", kind.name);
    }
}

#[test]
fn every_failing_status_has_a_kind() {
    for status in 400..=599 {
        let kind = HttpKind::from_status(status);
        assert!(kind.may_have(status), "{status}: {kind:?}");
    }
}

#[test]
fn a_kind_has_its_codes_status_where_it_may() {
    for (kind, status) in [
        // Its usual status is 422; the code says 400, which a body of the wrong shape may have.
        (InvalidData, 400),
        (Internal, 500),
        // The code is a more general one's, and its 403 says nothing of these.
        (MethodNotAllowed, 405),
        (TooManyRequests, 429),
    ] {
        assert_eq!(kind.status::<Some_>(), status, "{kind:?}");
    }
    assert_eq!(Internal.status::<None_>(), 500, "there is no code");
}
