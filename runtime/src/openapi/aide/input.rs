//! What a catalog's extractors read, documented as aide documents axum's own extractors.

use aide::generate::GenContext;
use aide::openapi::{MediaType, Operation, RequestBody, SchemaObject};
use aide::operation::{ParamLocation, add_parameters, parameters_from_schema, set_body};

use super::{JsonSchema, Part};

/// Adds the body or the parameters that the extractor of this part reads.
pub fn input<T: JsonSchema>(part: Part, context: &mut GenContext, operation: &mut Operation) {
    match part {
        Part::Json => body::<T>("application/json", context, operation),
        Part::Form => body::<T>("application/x-www-form-urlencoded", context, operation),
        Part::Query => parameters::<T>(ParamLocation::Query, context, operation),
        Part::Path => parameters::<T>(ParamLocation::Path, context, operation),
        Part::Header => parameters::<T>(ParamLocation::Header, context, operation),
    }
}

fn body<T: JsonSchema>(content_type: &str, context: &mut GenContext, operation: &mut Operation) {
    let json_schema = context.schema.subschema_for::<T>();
    let description = context.resolve_schema(&json_schema).get("description");
    let description = description.and_then(|text| text.as_str()).map(str::to_owned);
    let schema = SchemaObject { json_schema, external_docs: None, example: None };
    let media_type = MediaType { schema: Some(schema), ..MediaType::default() };
    let media_types = [(content_type.to_owned(), media_type)].into_iter().collect();
    let body = RequestBody { description, content: media_types, required: true, ..RequestBody::default() };
    set_body(context, operation, body);
}

fn parameters<T: JsonSchema>(location: ParamLocation, context: &mut GenContext, operation: &mut Operation) {
    let schema = context.schema.subschema_for::<T>();
    let mut parameters = parameters_from_schema(context, schema, location);
    if location == ParamLocation::Header {
        for parameter in &mut parameters {
            // The extractor reads `x-api-key` into the field `x_api_key`.
            let name = &mut parameter.parameter_data_mut().name;
            *name = name.replace('_', "-");
        }
    }
    add_parameters(context, operation, parameters);
}
