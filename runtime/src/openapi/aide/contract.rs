//! A finished document of aide, completed by a contract.

use aide::generate::{GenContext, in_context};
use aide::openapi::{OpenApi, Operation, Parameter, ReferenceOr};
use aide::transform::TransformOpenApi;
use aide::util::iter_operations_mut;

use super::responses::change;
use super::{Schemas, schemas};
use crate::Code;
use crate::openapi::answers::Answer;
use crate::openapi::contract::Contract;
use crate::openapi::part::Part;
use crate::openapi::schemars::v09::Codes;
use crate::openapi::schemas::name_in;

impl<C: Code> Contract<C> {
    /// Completes a document of aide, in `finish_api_with` of its router.
    ///
    /// With aide, the extractors of a catalog document what they refuse. So a contract without
    /// [`refusals`](Self::refusals) is often enough. Use it if handlers have extractors of axum itself, or optional ones.
    /// [`closed_codes`](Self::closed_codes) needs `extract_schemas` of aide, which is on by default.
    ///
    /// ```
    /// use aide::axum::{ApiRouter, routing::get};
    /// use aide::openapi::OpenApi;
    /// use errcat::HttpKind;
    /// use errcat::openapi::Contract;
    /// # #[errcat::catalog("../error_codes.toml")]
    /// # enum ErrorCode {}
    ///
    /// async fn ping() -> error_code::Success<()> {
    ///     error_code::Success::new(())
    /// }
    ///
    /// # fn main() {
    /// let mut api = OpenApi::default();
    /// // A layer of this service limits the time of each request.
    /// let contract = Contract::<ErrorCode>::new().with(HttpKind::Internal).with(HttpKind::Timeout);
    /// let router: axum::Router = ApiRouter::new()
    ///     .api_route("/ping", get(ping))
    ///     .finish_api_with(&mut api, |api| contract.transform(api.title("Channels")));
    /// # let document = serde_json::to_value(&api).unwrap();
    /// # let responses = document["paths"]["/ping"]["get"]["responses"].as_object().unwrap();
    /// # assert_eq!(responses.keys().collect::<Vec<_>>(), ["200", "408", "500"], "{document}");
    /// # }
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "aide")))]
    pub fn transform<'t>(&self, mut api: TransformOpenApi<'t>) -> TransformOpenApi<'t> {
        in_context(|context| self.complete_document(context, api.inner_mut()));
        api
    }

    fn complete_document(&self, context: &mut GenContext, document: &mut OpenApi) {
        let schemas = schemas::<C>(context);
        self.set_code(context, &schemas);
        let paths = document.paths.iter_mut().flat_map(|paths| paths.paths.values_mut());
        for path in paths.filter_map(ReferenceOr::as_item_mut) {
            let shared = parameters(&path.parameters);
            for (_, operation) in iter_operations_mut(path) {
                let mut parts = parameters(&operation.parameters);
                parts.extend(&shared);
                parts.extend(bodies(operation));
                let added = self.settings.added(&parts, &schemas, Answer::of_kind::<C>);
                change(operation, |responses| self.settings.complete(responses, added, &schemas));
            }
        }
    }

    /// Replaces the schema of the codes among the components.
    fn set_code(&self, context: &mut GenContext, schemas: &Schemas) {
        let schema = context.schema.subschema_for::<Codes<C>>();
        if let Some(name) = schema.as_object().and_then(name_in) {
            context.schema.definitions_mut().insert(name.to_owned(), self.settings.code(schemas));
        }
    }
}

fn parameters(parameters: &[ReferenceOr<Parameter>]) -> Vec<Part> {
    let part = |parameter: &Parameter| match parameter {
        Parameter::Query { .. } => Some(Part::Query),
        Parameter::Path { .. } => Some(Part::Path),
        Parameter::Header { .. } => Some(Part::Header),
        Parameter::Cookie { .. } => None,
    };
    parameters.iter().filter_map(ReferenceOr::as_item).filter_map(part).collect()
}

fn bodies(operation: &Operation) -> impl Iterator<Item = Part> {
    let body = operation.request_body.iter().filter_map(ReferenceOr::as_item);
    let content_types = body.flat_map(|body| body.content.keys());
    content_types.filter_map(|content_type| Part::of_content_type(content_type))
}
