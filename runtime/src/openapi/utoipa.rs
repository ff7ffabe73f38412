//! The traits of utoipa.
//!
//! An implementation of `IntoResponses` cannot register schemas. So the schemas of its responses contain everything that
//! they refer to, and `Contract` replaces them by references.
#![allow(missing_docs, reason = "the functions are for the generated code")]

mod components;
mod inline;
mod parts;
mod payload;

use core::any::type_name;
pub use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
pub use utoipa::__dev::ComposeSchema;
use utoipa::openapi::ComponentsBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::request_body::RequestBody;
pub use utoipa::openapi::{OpenApi, RefOr, Response, Schema};
pub use utoipa::{IntoResponses, Modify, PartialSchema, ToSchema};

use self::components::Components;
use self::parts::written;
use super::answers::{self, Answer, Answers};
use super::contract::{Contract, Settings};
use super::part::Part;
use super::schemas::{Schemas, reference};
use super::{AnyOf, OfCatalog, Sets};
use crate::problem::Format;
use crate::{Code, Coded, Codes, Failure, HttpKind, Success};

pub type Responses = BTreeMap<String, RefOr<Response>>;
/// The schemas of the arguments of a type.
pub type Generics = Vec<RefOr<Schema>>;
type Named = Vec<(String, RefOr<Schema>)>;

/// The responses for a set of codes.
pub fn responses<E: Coded>() -> Responses {
    read(Answers::of_codes(E::codes()).responses(&Schemas::of::<E::Code>()))
}

/// What errcat's extractors and layers answer.
pub fn refusals<F: OfCatalog>() -> Responses {
    let Contract { settings, .. } = Contract::<F::Code>::new().refusals();
    read(settings.added(&Part::ALL, &Schemas::of::<F::Code>(), Answer::of_kind::<F::Code>))
}

/// Completes a document.
pub fn complete<F: OfCatalog>(document: &mut OpenApi) {
    Contract::<F::Code>::new().refusals().modify(document);
}

/// The schema of the codes.
pub fn code<C: Code>() -> RefOr<Schema> {
    schema(Schemas::of::<C>().code())
}

/// A schema that this crate has made. utoipa reads all of these.
fn schema(json: Value) -> RefOr<Schema> {
    parts::schema(json).unwrap_or_else(|| RefOr::T(Schema::default()))
}

fn read(responses: BTreeMap<String, Value>) -> Responses {
    let read = |(status, response)| Some((status, parts::response(response)?));
    responses.into_iter().filter_map(read).collect()
}

impl<C: Code> IntoResponses for Failure<C> {
    fn responses() -> Responses {
        read(Answers::of_codes(Codes::<C>::all()).responses(&Schemas::of::<C>()))
    }
}

impl<E: Sets> IntoResponses for AnyOf<E> {
    fn responses() -> Responses {
        read(Answers::of_codes(E::codes()).responses(&Schemas::of::<E::Code>()))
    }
}

impl<T: ToSchema, C: Code> IntoResponses for Success<T, C> {
    fn responses() -> Responses {
        let schemas = Schemas::of::<C>();
        let mut marks = json!({});
        let payload = (!is_unit::<T>()).then(|| payload::mark::<T, C>(&mut marks));
        let with = |payload: Option<Value>| {
            let mut responses = answers::success(&schemas.success(payload, &|_| None), &schemas);
            let response = responses.values_mut().filter_map(Value::as_object_mut);
            response.for_each(|response| response.extend(marks.as_object().cloned().unwrap_or_default()));
            read(responses)
        };
        let responses = with(payload.clone());
        // utoipa cannot read each schema that it has written.
        if responses.is_empty() { with(payload.map(|_| json!({}))) } else { responses }
    }
}

/// The schema of `()` in utoipa is that of any value.
fn is_unit<T: ToSchema>() -> bool {
    T::schema() == <() as PartialSchema>::schema()
}

impl<C: Code> ComposeSchema for Failure<C> {
    fn compose(_: Generics) -> RefOr<Schema> {
        let schemas = Schemas::of::<C>();
        schema(schemas.failure(Format::Envelope, &reference(&schemas.code_name())))
    }
}

impl<C: Code> ToSchema for Failure<C> {
    fn name() -> Cow<'static, str> {
        Schemas::of::<C>().failure_name(Format::Envelope).into()
    }

    fn schemas(schemas: &mut Named) {
        let catalog = Schemas::of::<C>();
        schemas.push((catalog.code_name(), schema(catalog.code())));
    }
}

impl<T: ToSchema, C: Code> ComposeSchema for Success<T, C> {
    /// Each of the generics is the schema of an argument of the type.
    fn compose(generics: Generics) -> RefOr<Schema> {
        let payload = generics.into_iter().next().unwrap_or_else(T::schema);
        let payload = (!is_unit::<T>()).then(|| written(&payload));
        let mut named = Named::new();
        T::schemas(&mut named);
        let find =
            |name: &str| named.iter().find(|(other, _)| other == name).map(|(_, schema)| written(schema));
        schema(Schemas::of::<C>().success(payload, &find))
    }
}

impl<T: ToSchema, C: Code> ToSchema for Success<T, C> {
    fn name() -> Cow<'static, str> {
        Schemas::of::<C>().name("Success").into()
    }

    fn schemas(schemas: &mut Named) {
        T::schemas(schemas);
    }
}

impl<C: Code> Modify for Contract<C> {
    fn modify(&self, document: &mut OpenApi) {
        self.settings.modify(document, type_name::<C>(), Schemas::of::<C>(), Answer::of_kind::<C>);
    }
}

impl Settings {
    /// Completes a document with what the catalog of this type answers.
    fn modify(
        &self,
        document: &mut OpenApi,
        catalog: &str,
        schemas: Schemas,
        answer: fn(HttpKind) -> Answer,
    ) {
        let mut components = document.components.take().unwrap_or_else(|| ComponentsBuilder::new().build());
        let mut all = Components::of(&components.schemas);
        let schemas = self.named(schemas, &mut all);
        let mut changed = Vec::new();
        for path in document.paths.paths.values_mut() {
            let shared = parameters(path.parameters.as_deref(), &components);
            for operation in operations(path) {
                let mut parts = bodies(operation.request_body.as_ref(), &components);
                parts.extend(parameters(operation.parameters.as_deref(), &components));
                parts.extend(&shared);
                let own = &mut operation.responses.responses;
                changed.push((json(own), own, parts));
            }
        }
        let responses = changed.iter_mut().flat_map(|(responses, ..)| responses.values_mut()).collect();
        payload::share(responses, catalog, &schemas, &mut all);
        for (mut responses, own, parts) in changed {
            self.complete(&mut responses, self.added(&parts, &schemas, answer), &schemas);
            write(responses, own);
        }
        all.add_to(&mut components.schemas);
        document.components = Some(components);
    }

    /// Adds the schemas of the codes and of failures to the components, and returns the schemas that refer to them.
    fn named(&self, schemas: Schemas, components: &mut Components) -> Schemas {
        let enum_name = schemas.code_name();
        let codes = [schemas.code(), schemas.closed_code()];
        let code = free(&enum_name, &enum_name, &codes, components);
        components.add(&code, &self.code(&schemas), None);
        schemas.sharing(|schemas, format| {
            let failure = schemas.failure(format, &reference(&code));
            let name = schemas.failure_name(format);
            let name = free(&name, &format!("{enum_name}{name}"), std::slice::from_ref(&failure), components);
            components.add(&name, &failure, None);
            reference(&name)
        })
    }
}

/// The first name that no schema other than these has: the usual one, or the other one, or that with a number.
fn free(usual: &str, other: &str, own: &[Value], components: &Components) -> String {
    let is_free = |name: &String| own.iter().any(|own| components.is_free(name, own));
    let names = [usual.to_owned(), other.to_owned()].into_iter();
    let numbered = (2..).map(|number: u32| format!("{other}{number}"));
    names.chain(numbered).find(is_free).unwrap_or_default()
}

fn json(responses: &BTreeMap<String, RefOr<Response>>) -> Map<String, Value> {
    responses.iter().map(|(status, response)| (status.clone(), written(response))).collect()
}

/// Writes what has changed. A response that utoipa cannot read stays as it is.
fn write(responses: Map<String, Value>, own: &mut BTreeMap<String, RefOr<Response>>) {
    own.retain(|status, _| responses.contains_key(status));
    for (status, response) in responses {
        if own.get(&status).map(written).as_ref() != Some(&response)
            && let Some(response) = parts::response(response)
        {
            own.insert(status, response);
        }
    }
}

fn operations(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem {
        get, put, post, delete, options, head, patch, trace, query, additional_operations, ..
    } = path;
    let known = [get, put, post, delete, options, head, patch, trace, query];
    known.into_iter().flatten().chain(additional_operations.values_mut())
}

fn bodies(body: Option<&RefOr<RequestBody>>, components: &utoipa::openapi::Components) -> Vec<Part> {
    let body = body.and_then(|body| found(body, &components.request_bodies));
    let content_types = body.into_iter().flat_map(|body| body.content.keys());
    content_types.filter_map(|content_type| Part::of_content_type(content_type)).collect()
}

fn parameters(
    parameters: Option<&[RefOr<Parameter>]>,
    components: &utoipa::openapi::Components,
) -> Vec<Part> {
    let part = |parameter: &Parameter| match parameter.parameter_in {
        ParameterIn::Query | ParameterIn::QueryString => Some(Part::Query),
        ParameterIn::Path => Some(Part::Path),
        ParameterIn::Header => Some(Part::Header),
        ParameterIn::Cookie => None,
    };
    let parameters = parameters.into_iter().flatten();
    parameters.filter_map(|parameter| found(parameter, &components.parameters)).filter_map(part).collect()
}

/// A part of the document, or the component to which it refers.
fn found<'d, T>(part: &'d RefOr<T>, components: &'d BTreeMap<String, RefOr<T>>) -> Option<&'d T> {
    match part {
        RefOr::T(part) => Some(part),
        RefOr::Ref(reference) => match components.get(name_of(&reference.ref_location))? {
            RefOr::T(part) => Some(part),
            RefOr::Ref(_) => None,
        },
    }
}

/// The last part of a reference.
fn name_of(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
