//! Failures with two params and two field errors, in three shapes.

use errcat::FieldError;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::to_vec;

use crate::timing::work;
use crate::work::{Row, kept};

macro_rules! catalogs {
    ($($name:ident $path:literal)*) => {
        $(#[allow(deprecated, reason = "there is no `[http]`")]
        mod $name {
            #[errcat::catalog($path)]
            pub(super) enum ErrorCode {}
        })*
    };
}

catalogs! {
    flat "../tests/wire/occurrences/flat.toml"
    json_api "../tests/wire/occurrences/json_api.toml"
    stripe "../tests/wire/occurrences/stripe.toml"
}

const TEXT: &str = "wait 60 s before the next call";
const TIME: &str = "2017-10-09T08:53:18Z";

/// Both field errors, as each shape has them.
fn fields() -> [FieldError; 2] {
    [
        FieldError::new("items[0].name", "must not be empty").with_code("required"),
        FieldError::new("age", "is less than 18"),
    ]
}

#[derive(Serialize)]
struct Params<'a> {
    seconds: u32,
    what: &'a str,
}

const PARAMS: Params<'static> = Params { seconds: 60, what: "call" };

#[derive(Serialize)]
struct Flat<'a> {
    result: &'a str,
    server_time: String,
    #[serde(rename = "errorCode")]
    code: &'a str,
    desp: &'a str,
    params: Params<'a>,
    fields: [FlatField<'a>; 2],
}

#[derive(Serialize)]
struct FlatField<'a> {
    field: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
}

fn flat_by_hand(time: Timestamp, fields: &[FieldError; 2]) -> Vec<u8> {
    let fields = fields.each_ref().map(|field| FlatField {
        field: field.path(),
        description: field.description(),
        code: field.code(),
    });
    let server_time = time.to_string();
    let body = Flat { result: "error", server_time, code: "slow_down", desp: TEXT, params: PARAMS, fields };
    to_vec(&body).expect("strings serialize")
}

#[derive(Serialize)]
struct Stripe<'a> {
    error: StripeError<'a>,
}

#[derive(Serialize)]
struct StripeError<'a> {
    code: &'a str,
    message: &'a str,
    params: Params<'a>,
    fields: [StripeField<'a>; 2],
}

#[derive(Serialize)]
struct StripeField<'a> {
    param: &'a str,
    message: &'a str,
    code: Option<&'a str>,
}

fn stripe_by_hand(fields: &[FieldError; 2]) -> Vec<u8> {
    let fields = fields.each_ref().map(|field| StripeField {
        param: field.path(),
        message: field.description(),
        code: field.code(),
    });
    let error = StripeError { code: "slow_down", message: TEXT, params: PARAMS, fields };
    to_vec(&Stripe { error }).expect("strings serialize")
}

#[derive(Serialize)]
struct JsonApi<'a> {
    errors: [JsonApiError<'a>; 1],
}

#[derive(Serialize)]
struct JsonApiError<'a> {
    status: &'a str,
    code: &'a str,
    detail: &'a str,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Meta<'a> {
    params: Params<'a>,
    fields: [JsonApiField<'a>; 2],
}

#[derive(Serialize)]
struct JsonApiField<'a> {
    source: Source<'a>,
    detail: [&'a str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
}

#[derive(Serialize)]
struct Source<'a> {
    pointer: &'a str,
}

fn json_api_by_hand(fields: &[FieldError; 2]) -> Vec<u8> {
    let [first, second] = fields;
    let fields = [
        JsonApiField {
            source: Source { pointer: "/items/0/name" },
            detail: [first.description()],
            code: Some("field-required"),
        },
        JsonApiField { source: Source { pointer: "/age" }, detail: [second.description()], code: None },
    ];
    let meta = Meta { params: PARAMS, fields };
    let error = JsonApiError { status: "429", code: "slow_down", detail: TEXT, meta };
    to_vec(&JsonApi { errors: [error] }).expect("strings serialize")
}

/// Writes failures.
pub(crate) fn encoding() -> Vec<Row> {
    let time: Timestamp = TIME.parse().expect("RFC 3339");
    let what = || "call".to_owned();
    let all = kept(fields());
    let flat = kept(
        flat::error_code::Failure::from(flat::error_code::SlowDown { seconds: 60, what: what() })
            .with_fields(fields())
            .at(time),
    );
    let stripe = kept(
        stripe::error_code::Failure::from(stripe::error_code::SlowDown { seconds: 60, what: what() })
            .with_fields(fields()),
    );
    let json_api = kept(
        json_api::error_code::Failure::from(json_api::error_code::SlowDown { seconds: 60, what: what() })
            .with_fields(fields()),
    );
    assert_eq!(flat.to_json(), flat_by_hand(time, all), "both do the same");
    assert_eq!(stripe.to_json(), stripe_by_hand(all), "both do the same");
    assert_eq!(json_api.to_json(), json_api_by_hand(all), "both do the same");
    vec![
        row("the default body with places", work(|| flat.to_json()), work(move || flat_by_hand(time, all))),
        row("Stripe's shape", work(|| stripe.to_json()), work(|| stripe_by_hand(all))),
        row("JSON:API's shape", work(|| json_api.to_json()), work(|| json_api_by_hand(all))),
    ]
}

fn row(what: &'static str, errcat: crate::timing::Work, peer: crate::timing::Work) -> Row {
    Row { what, errcat, compared_with: "the struct", peer, target: "0.5" }
}
