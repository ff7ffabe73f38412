//! What an operation answers with, as utoipa's responses: one success, and failures with sets of codes.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use errcat::Coded;
use serde_json::{Value, json};
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, Type};
use utoipa::openapi::{ContentBuilder, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

use crate::ErrorCode;
use crate::error_code::Failure;

/// A time for the examples: with the time of the start, the document would never be the same twice.
const TIME: &str = "2017-10-09T08:53:18Z";

/// The success of an operation, whose payload is a `T`.
pub(crate) struct Success<T>(PhantomData<T>);

impl<T: ToSchema> IntoResponses for Success<T> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let body = ContentBuilder::new().schema(Some(enveloped(whole::<T>()))).build();
        let response =
            ResponseBuilder::new().description("Success").content("application/json", body).build();
        BTreeMap::from([("200".to_owned(), response.into())])
    }
}

/// The members of the envelope, next to those of the payload.
fn enveloped(payload: Object) -> Object {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    ObjectBuilder::from(payload)
        .property("result", text().enum_values(Some(["success"])))
        .property("server_time", date_time())
        .required("result")
        .required("server_time")
        .build()
}

fn date_time() -> Object {
    let format = utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::DateTime);
    ObjectBuilder::new().schema_type(Type::String).format(Some(format)).build()
}

/// The schema of a payload, with all that it refers to in place: responses cannot register schemas.
fn whole<T: ToSchema>() -> Object {
    let mut schemas = Vec::new();
    T::schemas(&mut schemas);
    let schemas = schemas.into_iter().map(|(name, schema)| (name, json!(schema))).collect();
    let schema = resolved(json!(T::schema()), &schemas);
    match serde_json::from_value(schema) {
        Ok(RefOr::T(Schema::Object(object))) => object,
        // The payload is `()`.
        _ => ObjectBuilder::new().schema_type(Type::Object).build(),
    }
}

fn resolved(schema: Value, schemas: &BTreeMap<String, Value>) -> Value {
    match schema {
        Value::Object(members) => match members.get("$ref").and_then(Value::as_str) {
            Some(path) => {
                let name = path.rsplit('/').next().unwrap_or(path);
                resolved(schemas[name].clone(), schemas)
            }
            None => members.into_iter().map(|(name, value)| (name, resolved(value, schemas))).collect(),
        },
        Value::Array(items) => items.into_iter().map(|item| resolved(item, schemas)).collect(),
        other => other,
    }
}

/// The failures of an operation, whose codes are those of each type in the tuple `T`.
pub(crate) struct AnyOf<T>(PhantomData<T>);

/// Several error types.
pub(crate) trait Sets {
    fn codes() -> BTreeSet<ErrorCode>;
}

macro_rules! sets {
    ($($set:ident)+) => {
        impl<$($set: Coded<Code = ErrorCode>),+> Sets for ($($set,)+) {
            fn codes() -> BTreeSet<ErrorCode> {
                std::iter::empty()$(.chain($set::codes()))+.collect()
            }
        }
    };
}
sets! { A B }
sets! { A B C }
sets! { A B C D }

impl<T: Sets> IntoResponses for AnyOf<T> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut statuses = BTreeMap::<u16, Vec<ErrorCode>>::new();
        for code in T::codes() {
            statuses.entry(code.status()).or_default().push(code);
        }
        let responses = statuses.into_iter();
        responses.map(|(status, codes)| (status.to_string(), failures(&codes).into())).collect()
    }
}

/// The failures of one status: an example for each code.
fn failures(codes: &[ErrorCode]) -> Response {
    let names: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
    let examples = codes.iter().map(|code| {
        let example = ExampleBuilder::new().summary(code.description()).value(Some(body(*code)));
        (code.code(), example.build())
    });
    let content = ContentBuilder::new().schema(Some(failure())).examples_from_iter(examples).build();
    ResponseBuilder::new().description(names.join(", ")).content("application/json", content).build()
}

fn body(code: ErrorCode) -> Value {
    let time = TIME.parse().expect("a time");
    serde_json::from_slice(&Failure::new(code).at(time).to_json()).expect("a body is JSON")
}

fn failure() -> Object {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("result", text().enum_values(Some(["error"])))
        .property("server_time", date_time())
        .property("errorCode", text())
        .property("desp", text())
        .required("result")
        .required("server_time")
        .required("errorCode")
        .required("desp")
        .build()
}
