//! OpenAPI documents and JSON Schemas of the replies of errcat, with utoipa, aide and schemars.

#![expect(dead_code, reason = "the handlers and the types are only documented")]

mod aide;
mod content_types;
mod documents;
mod examples;
mod generated;
mod json_schema;
mod payloads;
mod refusals;
mod schemas;
mod sets;
mod validity;

use std::fmt;

use errcat::Coded;

#[errcat::catalog("openapi/codes.toml")]
pub(crate) enum ErrorCode {}

#[errcat::catalog("openapi/integers.toml")]
pub(crate) enum OrderCode {}

/// Declares catalogs of the shapes of known APIs.
macro_rules! shapes {
    ($($module:ident $path:literal;)+) => {
        $(
            #[allow(deprecated, reason = "a catalog without `[http]` gets a warning")]
            pub(crate) mod $module {
                #[errcat::catalog($path)]
                pub(crate) enum ErrorCode {}
            }
        )+
    };
}
pub(crate) use shapes;

shapes! {
    slack "wire/shapes/slack.toml";
    github "wire/shapes/github.toml";
    json_api "wire/shapes/json_api.toml";
    nested "openapi/nested.toml";
    odd "frameworks/catalog/codes.toml";
    secret "openapi/secret.toml";
    stripe "wire/shapes/stripe.toml";
}

macro_rules! display {
    ($($error:ident),*) => {
        $(
            impl fmt::Display for $error {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{self:?}")
                }
            }

            impl std::error::Error for $error {}
        )*
    };
}
display! { AccessError, ReadError, RenameError, OrderError, SlackError }

#[derive(Debug, Coded)]
#[coded(ErrorCode)]
enum AccessError {
    #[coded(NoKey)]
    NoKey,
    #[coded(WrongKey)]
    WrongKey,
    #[coded(Fraud)]
    Fraud,
}

#[derive(Debug, Coded)]
#[coded(ErrorCode)]
enum ReadError {
    #[coded(ChannelGone)]
    Gone,
    #[coded(TooFast { seconds: 60 })]
    TooFast,
    #[coded(transparent)]
    Access(AccessError),
}

#[derive(Debug, Coded)]
#[coded(ErrorCode)]
enum RenameError {
    #[coded(ChannelGone)]
    Gone,
    #[coded(WrongData)]
    Empty,
    #[coded(NameTaken)]
    Taken,
}

#[derive(Debug, Coded)]
#[coded(OrderCode)]
enum OrderError {
    #[coded(NoOrder)]
    NoOrder,
    #[coded(SecretOrder)]
    Secret,
}

#[derive(Debug, Coded)]
#[coded(slack::ErrorCode)]
enum SlackError {
    #[coded(ChannelNotFound)]
    NoChannel,
    #[coded(NotAuthed)]
    NotAuthed,
}
