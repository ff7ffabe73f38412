//! The same work for bodies of other shapes: Stripe's, with the error in an object, and JSON:API's, with the error in an
//! array.

use serde::{Deserialize, Serialize};
use serde_json::{Value, from_slice, to_vec};

use crate::timing::work;
use crate::work::{ESCAPED_TEXT, OWN_TEXT, Row, kept};

#[allow(deprecated, reason = "there is no `[http]`")]
mod stripe {
    #[errcat::catalog("../tests/wire/shapes/stripe.toml")]
    pub(super) enum ErrorCode {}
}

#[allow(deprecated, reason = "there is no `[http]`")]
mod json_api {
    #[errcat::catalog("../tests/wire/shapes/json_api.toml")]
    pub(super) enum ErrorCode {}
}

type Stripe = errcat::Failure<stripe::ErrorCode>;
type JsonApi = errcat::Failure<json_api::ErrorCode>;

const STRIPE: stripe::ErrorCode = stripe::ErrorCode::CardDeclined;
const JSON_API: json_api::ErrorCode = json_api::ErrorCode::NotFound;
const PAGE: &str = "https://docs.example.com/card_declined";

#[derive(Serialize)]
struct StripeToSend<'a> {
    error: StripeError<'a>,
}

#[derive(Deserialize, Serialize)]
struct StripeError<'a> {
    r#type: &'a str,
    code: &'a str,
    message: &'a str,
    doc_url: &'a str,
}

fn stripe_by_hand(message: &str) -> Vec<u8> {
    let error = StripeError { r#type: "card_error", code: STRIPE.code(), message, doc_url: PAGE };
    to_vec(&StripeToSend { error }).expect("strings serialize")
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are only deserialized")]
struct StripeRead<'a> {
    #[serde(borrow)]
    error: StripeError<'a>,
}

#[derive(Deserialize, Serialize)]
struct JsonApiBody<'a> {
    #[serde(borrow)]
    errors: Vec<JsonApiError<'a>>,
}

#[derive(Deserialize, Serialize)]
struct JsonApiToSend<'a> {
    #[serde(borrow)]
    errors: [JsonApiError<'a>; 1],
}

#[derive(Deserialize, Serialize)]
struct JsonApiError<'a> {
    status: &'a str,
    code: &'a str,
    title: &'a str,
    detail: &'a str,
}

fn json_api_by_hand(detail: &str) -> Vec<u8> {
    let error = JsonApiError { status: "404", code: JSON_API.code(), title: JSON_API.description(), detail };
    to_vec(&JsonApiToSend { errors: [error] }).expect("strings serialize")
}

/// Writes failures.
pub(crate) fn encoding() -> Vec<Row> {
    let stripe = kept(Stripe::new(STRIPE));
    let bytes = kept(stripe.to_json());
    assert_eq!(stripe_by_hand(STRIPE.description()), *bytes, "both do the same");
    let json_api = kept(JsonApi::new(JSON_API));
    let array = kept(json_api.to_json());
    assert_eq!(json_api_by_hand(JSON_API.description()), *array, "both do the same");
    let own = kept(Stripe::new(STRIPE).with_description(OWN_TEXT));
    let escaped = kept(Stripe::new(STRIPE).with_description(ESCAPED_TEXT));
    let own_array = kept(JsonApi::new(JSON_API).with_description(OWN_TEXT));
    vec![
        Row {
            what: "Stripe's shape, with the text of its row",
            errcat: work(|| stripe.to_json()),
            compared_with: "a copy of its bytes",
            peer: work(|| bytes.clone()),
            target: "4",
        },
        Row {
            what: "Stripe's shape, with its own text",
            errcat: work(|| own.to_json()),
            compared_with: "the struct",
            peer: work(|| stripe_by_hand(OWN_TEXT)),
            target: "0.25",
        },
        Row {
            what: "Stripe's shape, with four escapes in its text",
            errcat: work(|| escaped.to_json()),
            compared_with: "the struct",
            peer: work(|| stripe_by_hand(ESCAPED_TEXT)),
            target: "0.75",
        },
        Row {
            what: "JSON:API's shape, with the text of its row",
            errcat: work(|| json_api.to_json()),
            compared_with: "a copy of its bytes",
            peer: work(|| array.clone()),
            target: "4",
        },
        Row {
            what: "JSON:API's shape, with its own text",
            errcat: work(|| own_array.to_json()),
            compared_with: "the struct",
            peer: work(|| json_api_by_hand(OWN_TEXT)),
            target: "0.25",
        },
    ]
}

/// Reads failures.
pub(crate) fn decoding() -> Vec<Row> {
    let in_order = kept(Stripe::new(STRIPE).to_json());
    let text = STRIPE.description();
    let another = kept(
        format!(
            r#"{{"error":{{"message":"{text}","doc_url":"{PAGE}","type":"card_error","code":"{STRIPE}"}}}}"#
        )
        .into_bytes(),
    );
    let unknown = kept(format!(r#"{{"error":{{"type":"card_error","code":"{STRIPE}","message":"{text}","doc_url":"{PAGE}","charge":"ch_1A","decline_code":null}},"request_id":"req_17"}}"#).into_bytes());
    assert_eq!(Stripe::from_json(unknown).expect("a failure").members().len(), 3, "they are kept");
    assert!(Stripe::from_json(another).expect("a failure").is(STRIPE));
    let array = kept(JsonApi::new(JSON_API).to_json());
    let mut value: Value = from_slice(array).expect("JSON");
    value["errors"][0].as_object_mut().expect("an error").insert("links".to_owned(), "none".into());
    let array_unknown = kept(to_vec(&value).expect("JSON"));
    vec![
        Row {
            what: "Stripe's shape, in the order of the template",
            errcat: work(|| Stripe::from_json(in_order)),
            compared_with: "a borrowing struct",
            peer: work(|| from_slice::<StripeRead<'_>>(in_order)),
            target: "0.7",
        },
        Row {
            what: "Stripe's shape, in another order",
            errcat: work(|| Stripe::from_json(another)),
            compared_with: "a borrowing struct",
            peer: work(|| from_slice::<StripeRead<'_>>(another)),
            target: "1.5",
        },
        Row {
            what: "Stripe's shape, three unknown members kept",
            errcat: work(|| Stripe::from_json(unknown)),
            compared_with: "a borrowing struct, which drops them",
            peer: work(|| from_slice::<StripeRead<'_>>(unknown)),
            target: "2.3",
        },
        Row {
            what: "JSON:API's shape, in the order of the template",
            errcat: work(|| JsonApi::from_json(array)),
            compared_with: "a borrowing struct",
            peer: work(|| from_slice::<JsonApiBody<'_>>(array)),
            target: "0.7",
        },
        Row {
            what: "JSON:API's shape, one unknown member kept",
            errcat: work(|| JsonApi::from_json(array_unknown)),
            compared_with: "a borrowing struct, which drops it",
            peer: work(|| from_slice::<JsonApiBody<'_>>(array_unknown)),
            target: "2.3",
        },
    ]
}
