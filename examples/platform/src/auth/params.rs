//! What the extractors read from a request, for the OpenAPI document.

use utoipa::IntoParams;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::{Account, Owner, Reader, Writer};

impl IntoParams for Account {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![
            key("account_key", Required::False, "The key of the account; or `token_id`"),
            key("token_id", Required::False, "A token of the account; or `account_key`"),
        ]
    }
}

impl IntoParams for Owner {
    fn into_params(place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        [vec![channel()], Account::into_params(place)].concat()
    }
}

impl IntoParams for Writer {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![channel(), key("api_key", Required::True, "The write key of the channel")]
    }
}

impl IntoParams for Reader {
    fn into_params(place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let mut params = Owner::into_params(place);
        params.push(key(
            "read_key",
            Required::False,
            "A read key of the channel; or what opens the account of its owner",
        ));
        params
    }
}

fn key(name: &str, required: Required, description: &str) -> Parameter {
    param(name, ParameterIn::Query, required, description)
}

fn channel() -> Parameter {
    in_path("channel_id", "The number of the channel")
}

/// A number in the path, as its digits.
pub(crate) fn in_path(name: &str, description: &str) -> Parameter {
    param(name, ParameterIn::Path, Required::True, description)
}

fn param(name: &str, place: ParameterIn, required: Required, description: &str) -> Parameter {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    let param = ParameterBuilder::new().name(name).parameter_in(place).required(required);
    param.description(Some(description)).schema(Some(text)).build()
}
