//! The traits of aide.
//!
//! aide takes the responses of a handler and of its extractors one after the other, and drops the second one with the
//! same status. So these implementations return no responses: they merge them into the operation.
#![allow(missing_docs, reason = "the functions are for the generated code")]

mod contract;
mod input;
mod responses;

use std::collections::BTreeMap;

pub use aide::generate::GenContext;
pub use aide::openapi::{Operation, Response};
pub use aide::{OperationInput, OperationOutput};
use serde_json::{Map, Value, json};

pub use self::input::input;
use self::responses::{change, response};
use super::answers::{self, Answer, Answers};
use super::contract::Settings;
pub use super::part::Part;
pub use super::schemars::v09::JsonSchema;
use super::schemars::v09::Problem;
use super::schemas::Schemas;
use super::{AnyOf, OfCatalog, Sets};
use crate::problem::Format;
use crate::{Code, Coded, Codes, Failure, HttpKind, Success};

/// What aide asks for: responses with their statuses.
pub type Inferred = Vec<(Option<u16>, Response)>;

/// Adds the codes of a set to the operation.
pub fn codes<E: Coded>(context: &mut GenContext, operation: &mut Operation) {
    answer::<E::Code>(context, operation, &Answers::of_codes(E::codes()));
}

/// Adds the failures of the extractor of this part.
pub fn refusals<F: OfCatalog>(part: Part, context: &mut GenContext, operation: &mut Operation) {
    let mut answers = part.refusals().iter().copied().map(Answer::of_kind::<F::Code>);
    answer::<F::Code>(context, operation, &Answers::new(&mut answers));
}

/// Adds the failures of an extractor that checks a value.
pub fn mistakes<F: OfCatalog>(context: &mut GenContext, operation: &mut Operation) {
    let mut answers = [HttpKind::InvalidData].into_iter().map(Answer::of_kind::<F::Code>);
    answer::<F::Code>(context, operation, &Answers::new(&mut answers));
}

fn answer<C: Code>(context: &mut GenContext, operation: &mut Operation, answers: &Answers) {
    let schemas = schemas::<C>(context);
    complete(operation, answers.responses(&schemas), &schemas);
}

fn complete(operation: &mut Operation, others: BTreeMap<String, Value>, schemas: &Schemas) {
    change(operation, |responses| Settings::default().complete(responses, others, schemas));
}

/// The schemas of a catalog, which are components of the document, unless the context does not extract schemas.
fn schemas<C: Code>(context: &mut GenContext) -> Schemas {
    Schemas::of::<C>().sharing(|_, format| match format {
        Format::Envelope => context.schema.subschema_for::<Failure<C>>().into(),
        Format::Problem => context.schema.subschema_for::<Problem<C>>().into(),
    })
}

impl<C: Code> OperationOutput for Failure<C> {
    type Inner = Self;

    /// A response for a status that the user names. It has no examples, because the status is not known here.
    fn operation_response(context: &mut GenContext, _: &mut Operation) -> Option<Response> {
        let schemas = schemas::<C>(context);
        let media_type = |format: Format| {
            (schemas.media_type(format).to_owned(), json!({ "schema": schemas.shared(format) }))
        };
        let media_types: Map<_, _> = schemas.formats().map(media_type).collect();
        response(json!({ "description": "The request failed.", "content": media_types }))
    }

    fn inferred_responses(context: &mut GenContext, operation: &mut Operation) -> Inferred {
        answer::<C>(context, operation, &Answers::of_codes(Codes::<C>::all()));
        Inferred::new()
    }
}

impl<E: Sets> OperationOutput for AnyOf<E> {
    type Inner = Failure<E::Code>;

    fn operation_response(context: &mut GenContext, operation: &mut Operation) -> Option<Response> {
        Self::inferred_responses(context, operation);
        None
    }

    fn inferred_responses(context: &mut GenContext, operation: &mut Operation) -> Inferred {
        answer::<E::Code>(context, operation, &Answers::of_codes(E::codes()));
        Inferred::new()
    }
}

impl<T: JsonSchema, C: Code> OperationOutput for Success<T, C> {
    type Inner = Self;

    fn operation_response(context: &mut GenContext, _: &mut Operation) -> Option<Response> {
        let schema = context.schema.subschema_for::<Self>().into();
        answers::success(&schema, &Schemas::of::<C>()).into_values().next().and_then(response)
    }

    fn inferred_responses(context: &mut GenContext, operation: &mut Operation) -> Inferred {
        let schemas = schemas::<C>(context);
        let success = answers::success(&context.schema.subschema_for::<Self>().into(), &schemas);
        complete(operation, success, &schemas);
        Inferred::new()
    }
}
