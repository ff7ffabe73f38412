//! Which code a framework's own failures get, decided while the catalog is compiled.

use errcat::HttpKind;
use errcat::HttpKind::{
    BadRequest, Fallback4xx, Fallback5xx, Forbidden, Internal, InvalidData, InvalidJson, InvalidQuery,
    MethodNotAllowed, NotFound, Timeout, TooManyRequests, Unavailable,
};

#[errcat::catalog("tests/http_kinds/some.toml")]
enum Some_ {}

#[errcat::catalog("tests/http_kinds/none.toml")]
enum None_ {}

#[test]
fn the_kinds_are_the_keys_of_the_catalog() {
    let kinds: Vec<_> = HttpKind::ALL.iter().map(|kind| kind.name()).collect();
    let keys: Vec<_> = errcat_catalog::http::KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(kinds, keys);
    for (number, kind) in HttpKind::ALL.iter().enumerate() {
        assert_eq!(*kind as usize, number, "{kind:?}");
    }
}

#[test]
fn what_the_table_names_and_what_is_more_general() {
    for (kind, code) in [
        (BadRequest, Some_::Invalid),
        (InvalidJson, Some_::Malformed),
        (InvalidData, Some_::Invalid),
        (InvalidQuery, Some_::Invalid),
        (NotFound, Some_::Refused),
        (MethodNotAllowed, Some_::Refused),
        (Internal, Some_::Broken),
        // Nothing more general is named.
        (Unavailable, Some_::Later),
        (Fallback5xx, Some_::Broken),
    ] {
        assert_eq!(kind.code(), Some(code), "{kind:?}");
    }
}

#[test]
fn without_a_table_the_first_row_that_fits() {
    for (kind, code) in [
        (BadRequest, None_::Invalid),
        (Timeout, None_::Slow),
        (Forbidden, None_::Invalid),
        (TooManyRequests, None_::Invalid),
        (Fallback4xx, None_::Invalid),
    ] {
        assert_eq!(kind.code(), Some(code), "{kind:?}");
    }
    assert_eq!(Internal.code::<None_>(), None);
}

#[test]
fn every_failing_status_has_a_kind() {
    for status in 400..=599 {
        let kind = HttpKind::of_status(status);
        let statuses = errcat_catalog::http::KINDS[kind as usize].statuses;
        assert!(statuses.iter().any(|statuses| statuses.contains(&status)), "{status}: {kind:?}");
    }
}

#[test]
fn the_statuses_are_those_of_the_catalogs_rule() {
    for (kind, row) in HttpKind::ALL.iter().zip(errcat_catalog::http::KINDS) {
        assert_eq!(kind.usual_status(), *row.statuses[0].start(), "{kind:?}");
        for status in 400..=599 {
            let may = row.statuses.iter().any(|statuses| statuses.contains(&status));
            assert_eq!(kind.may_have(status), may, "{kind:?} {status}");
        }
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
