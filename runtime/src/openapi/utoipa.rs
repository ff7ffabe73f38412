//! The traits of utoipa.
//!
//! An implementation of `IntoResponses` cannot register schemas. So the schemas of its responses contain everything that
//! they refer to, and `Contract` moves what has a name to the components of the document.
#![allow(missing_docs, reason = "the functions are for the generated code")]

mod hoist;
mod inline;
mod parts;

pub use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
pub use utoipa::__dev::ComposeSchema;
use utoipa::openapi::ComponentsBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::request_body::RequestBody;
pub use utoipa::openapi::{OpenApi, RefOr, Response, Schema};
pub use utoipa::{IntoResponses, Modify, PartialSchema, ToSchema};

use self::hoist::Components;
use self::inline::inline;
use self::parts::written;
use super::answers::Answers;
use super::contract::{Contract, Reads};
use super::schemas::{CodeSchema, Schemas, reference};
use super::{AnyOf, OfCatalog, Sets};
use crate::problem::Format;
use crate::{Code, Coded, Codes, Failure, Success};

pub type Responses = BTreeMap<String, RefOr<Response>>;
type Named = Vec<(String, RefOr<Schema>)>;

/// The responses for a set of codes.
pub fn responses<E: Coded>() -> Responses {
    read(Answers::of_codes(E::codes()).responses())
}

/// What errcat's extractors and layers answer.
pub fn refusals<F: OfCatalog>() -> Responses {
    read(Contract::<F::Code>::new().refusals().added(Reads::ALL))
}

/// Completes a document.
pub fn complete<F: OfCatalog>(document: &mut OpenApi) {
    Contract::<F::Code>::new().refusals().modify(document);
}

/// The schema of the codes.
pub fn code<C: Code>() -> RefOr<Schema> {
    parts::schema(Schemas::<C>::new().code())
}

fn read(responses: BTreeMap<String, Value>) -> Responses {
    responses.into_iter().map(|(status, response)| (status, parts::response(response))).collect()
}

impl<C: Code> IntoResponses for Failure<C> {
    fn responses() -> Responses {
        read(Answers::<C>::of_codes(Codes::all()).responses())
    }
}

impl<E: Sets> IntoResponses for AnyOf<E> {
    fn responses() -> Responses {
        read(Answers::of_codes(E::codes()).responses())
    }
}

impl<T: ToSchema, C: Code> IntoResponses for Success<T, C> {
    fn responses() -> Responses {
        let schema = Schemas::<C>::new().success(payload(T::schema(), || inline::<T>()));
        let content = BTreeMap::from([(Format::Envelope.content_type(), json!({ "schema": schema }))]);
        let response = json!({ "description": "The request succeeded.", "content": content });
        read(BTreeMap::from([("200".to_owned(), response)]))
    }
}

/// The schema of a payload, or `None` for `()`, whose schema in utoipa is that of any value.
fn payload(schema: RefOr<Schema>, written: impl FnOnce() -> Value) -> Option<Value> {
    (schema != <() as PartialSchema>::schema()).then(written)
}

impl<C: Code> ComposeSchema for Failure<C> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        parts::schema(Schemas::<C>::new().failure(Format::Envelope, CodeSchema::Component))
    }
}

impl<C: Code> ToSchema for Failure<C> {
    fn name() -> Cow<'static, str> {
        Schemas::<C>::new().name("Failure").into()
    }

    fn schemas(schemas: &mut Named) {
        let catalog = Schemas::<C>::new();
        schemas.push((catalog.code_name().to_owned(), parts::schema(catalog.code())));
    }
}

impl<T: ToSchema, C: Code> ComposeSchema for Success<T, C> {
    /// Each of the generics is the schema of an argument of the type.
    fn compose(generics: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let schema = generics.into_iter().next().unwrap_or_else(T::schema);
        let payload = payload(T::schema(), || written(&schema));
        parts::schema(Schemas::<C>::new().success(payload))
    }
}

impl<T: ToSchema, C: Code> ToSchema for Success<T, C> {
    fn name() -> Cow<'static, str> {
        Schemas::<C>::new().name("Success").into()
    }

    fn schemas(schemas: &mut Named) {
        T::schemas(schemas);
    }
}

impl<C: Code> Modify for Contract<C> {
    fn modify(&self, document: &mut OpenApi) {
        let schemas = Schemas::<C>::new();
        let mut components = document.components.take().unwrap_or_else(|| ComponentsBuilder::new().build());
        let mut all = Components::of(&components.schemas);
        for (name, schema) in self.components(&schemas) {
            all.set(name, schema);
        }
        let bodies: &BTreeMap<_, _> = &components.request_bodies;
        let parameters = &components.parameters;
        let find_body = |body: &RefOr<RequestBody>| match body {
            RefOr::T(body) => Some(body.clone()),
            RefOr::Ref(reference) => bodies.get(name_of(&reference.ref_location)).and_then(without_reference),
        };
        let find_parameter = |parameter: &RefOr<Parameter>| match parameter {
            RefOr::T(parameter) => Some(parameter.clone()),
            RefOr::Ref(reference) => {
                parameters.get(name_of(&reference.ref_location)).and_then(without_reference)
            }
        };
        for path in document.paths.paths.values_mut() {
            let shared: Vec<_> = path.parameters.iter().flatten().filter_map(find_parameter).collect();
            for operation in operations(path) {
                let body = operation.request_body.as_ref().and_then(find_body);
                let own = operation.parameters.iter().flatten().filter_map(find_parameter);
                let reads = reads(body.as_ref(), own.chain(shared.iter().cloned()));
                self.complete_operation(operation, reads, &schemas, &mut all);
            }
        }
        all.add_to(&mut components.schemas);
        document.components = Some(components);
    }
}

impl<C: Code> Contract<C> {
    fn complete_operation(
        &self,
        operation: &mut Operation,
        reads: Reads,
        schemas: &Schemas<C>,
        components: &mut Components,
    ) {
        let own = &mut operation.responses.responses;
        let before: Map<_, _> =
            own.iter().map(|(status, response)| (status.clone(), written(response))).collect();
        let mut responses = before.clone();
        self.complete(&mut responses, reads, schemas);
        responses.values_mut().for_each(|response| components.hoist(response));
        own.retain(|status, _| responses.contains_key(status));
        for (status, response) in responses {
            if before.get(&status) != Some(&response) {
                own.insert(status, parts::response(response));
            }
        }
    }
}

fn without_reference<T: Clone>(part: &RefOr<T>) -> Option<T> {
    match part {
        RefOr::T(part) => Some(part.clone()),
        RefOr::Ref(_) => None,
    }
}

/// The last part of a reference.
fn name_of(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

fn operations(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem {
        get, put, post, delete, options, head, patch, trace, query, additional_operations, ..
    } = path;
    let known = [get, put, post, delete, options, head, patch, trace, query];
    known.into_iter().flatten().chain(additional_operations.values_mut())
}

/// What an operation reads of a request.
fn reads(body: Option<&RequestBody>, parameters: impl Iterator<Item = Parameter>) -> Reads {
    let content_types = body.iter().flat_map(|body| body.content.keys());
    let mut reads = Reads::default();
    for content_type in content_types {
        reads.form |= content_type.contains("form");
        reads.json |= content_type.contains("json");
    }
    for parameter in parameters {
        match parameter.parameter_in {
            ParameterIn::Query | ParameterIn::QueryString => reads.query = true,
            ParameterIn::Path => reads.path = true,
            ParameterIn::Header => reads.header = true,
            ParameterIn::Cookie => {}
        }
    }
    reads
}
