//! Documents of aide, with the replies of errcat.

mod documents;
mod operations;

use std::cell::RefCell;
use std::rc::Rc;

use aide::axum::ApiRouter;
use aide::generate::{in_context, on_error, reset_context};
use aide::openapi::{OpenApi, Operation};
use aide::transform::TransformOpenApi;
use aide::{OperationInput, OperationOutput};
use errcat::Code;
use errcat::openapi::Contract;
use serde_json::Value;

/// The responses that a handler's type adds to an operation, with all schemas in their places.
pub(crate) fn responses<R: OperationOutput>() -> Value {
    operation(|operation| {
        in_context(|context| assert!(R::inferred_responses(context, operation).is_empty()));
    })
}

/// The responses that an extractor adds to an operation.
fn refusals<I: OperationInput>() -> Value {
    operation(|operation| {
        in_context(|context| assert!(I::inferred_early_responses(context, operation).is_empty()));
    })
}

fn operation(change: impl FnOnce(&mut Operation)) -> Value {
    reset_context();
    aide::generate::extract_schemas(false);
    let mut operation = Operation::default();
    change(&mut operation);
    reset_context();
    serde_json::to_value(operation.responses).expect("JSON")
}

/// The document of a router, completed by a contract.
pub(crate) fn document<C: Code>(router: fn() -> ApiRouter, contract: Option<&Contract<C>>) -> Value {
    transformed(router, |api| match contract {
        Some(contract) => contract.transform(api),
        None => api,
    })
}

/// The document of a router. aide reports no error while it is made.
fn transformed(
    router: fn() -> ApiRouter,
    transform: impl FnOnce(TransformOpenApi<'_>) -> TransformOpenApi<'_>,
) -> Value {
    reset_context();
    let errors = Rc::new(RefCell::new(Vec::new()));
    let sink = Rc::clone(&errors);
    on_error(move |error| sink.borrow_mut().push(error.to_string()));
    let mut api = OpenApi::default();
    let _: axum::Router = router().finish_api_with(&mut api, transform);
    assert_eq!(*errors.borrow(), [""; 0]);
    serde_json::to_value(api).expect("JSON")
}
