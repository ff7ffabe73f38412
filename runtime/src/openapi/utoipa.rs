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

use serde_json::{Map, Value};
pub use utoipa::__dev::ComposeSchema;
use utoipa::openapi::ComponentsBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::request_body::RequestBody;
pub use utoipa::openapi::{OpenApi, RefOr, Response, Schema};
pub use utoipa::{IntoResponses, Modify, PartialSchema, ToSchema};

use self::hoist::Components;
use self::inline::inline;
use self::parts::written;
use super::answers::{self, Answers};
use super::contract::Contract;
use super::part::Part;
use super::schemas::{CodeSchema, Schemas, reference};
use super::{AnyOf, OfCatalog, Sets};
use crate::problem::Format;
use crate::{Code, Coded, Codes, Failure, Success};

pub type Responses = BTreeMap<String, RefOr<Response>>;
/// The schemas of the arguments of a type.
pub type Generics = Vec<RefOr<Schema>>;
type Named = Vec<(String, RefOr<Schema>)>;

/// The responses for a set of codes.
pub fn responses<E: Coded>() -> Responses {
    read(Answers::of_codes(E::codes()).responses())
}

/// What errcat's extractors and layers answer.
pub fn refusals<F: OfCatalog>() -> Responses {
    read(Contract::<F::Code>::new().refusals().added(&Part::ALL))
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
        let schema = Schemas::<C>::new().success(payload(&T::schema(), || inline::<T>()));
        read(answers::success(&schema))
    }
}

/// The schema of a payload, or `None` for `()`, whose schema in utoipa is that of any value.
fn payload(schema: &RefOr<Schema>, written: impl FnOnce() -> Value) -> Option<Value> {
    (*schema != <() as PartialSchema>::schema()).then(written)
}

impl<C: Code> ComposeSchema for Failure<C> {
    fn compose(_: Generics) -> RefOr<Schema> {
        let schemas = Schemas::<C>::new();
        let code = reference(schemas.code_name());
        parts::schema(schemas.failure(Format::Envelope, CodeSchema::Reference(&code)))
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
    fn compose(generics: Generics) -> RefOr<Schema> {
        let schema = generics.into_iter().next().unwrap_or_else(T::schema);
        let payload = payload(&T::schema(), || written(&schema));
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
        self.set_components(&schemas, &mut all);
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
                let parts = parts_read(body.as_ref(), own.chain(shared.iter().cloned()));
                self.complete_operation(operation, self.added(&parts), &schemas, &mut all);
            }
        }
        all.add_to(&mut components.schemas);
        document.components = Some(components);
    }
}

impl<C: Code> Contract<C> {
    /// Sets the schemas to which the responses refer.
    fn set_components(&self, schemas: &Schemas<C>, components: &mut Components) {
        let code = reference(schemas.code_name());
        for format in Schemas::<C>::formats() {
            let failure = schemas.failure(format, CodeSchema::Reference(&code));
            components.set(schemas.failure_name(format), failure);
        }
        components.set(schemas.code_name().to_owned(), self.code(schemas));
    }

    fn complete_operation(
        &self,
        operation: &mut Operation,
        added: BTreeMap<String, Value>,
        schemas: &Schemas<C>,
        components: &mut Components,
    ) {
        let own = &mut operation.responses.responses;
        let before: Map<_, _> =
            own.iter().map(|(status, response)| (status.clone(), written(response))).collect();
        let mut responses = before.clone();
        self.complete(&mut responses, added, schemas);
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

/// The parts of a request that an operation reads.
fn parts_read(body: Option<&RequestBody>, parameters: impl Iterator<Item = Parameter>) -> Vec<Part> {
    let content_types = body.iter().flat_map(|body| body.content.keys());
    let bodies = content_types.filter_map(|content_type| Part::of_content_type(content_type));
    let parameters = parameters.filter_map(|parameter| match parameter.parameter_in {
        ParameterIn::Query | ParameterIn::QueryString => Some(Part::Query),
        ParameterIn::Path => Some(Part::Path),
        ParameterIn::Header => Some(Part::Header),
        ParameterIn::Cookie => None,
    });
    bodies.chain(parameters).collect()
}
