//! What a catalog adds to a finished document.

use core::fmt;
use core::marker::PhantomData;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::answers::Answers;
use super::merge::merge;
use super::part::Part;
use super::schemas::{CodeSchema, FORMATS, Schemas};
use crate::problem::Format;
use crate::{Code, HttpKind};

/// Completes an OpenAPI document with what a catalog knows.
///
/// The schemas of the codes and of a failure become components of the document, to which the responses refer. With
/// [`refusals`](Self::refusals) and [`with`](Self::with), each operation also has the failures that do not come from its
/// handler. Those with the same status as others are merged with them.
///
/// For utoipa, `Refusals` in the module of a catalog is the same as `Contract::new().refusals()`.
///
/// With aide, call `Contract::transform` in `finish_api_with`. With utoipa, a contract is a modifier of the document:
///
/// ```
/// # #[cfg(feature = "utoipa")] {
/// use errcat::HttpKind;
/// use errcat::openapi::Contract;
/// use utoipa::{Modify, OpenApi};
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// #[utoipa::path(get, path = "/channels", responses((status = 200, description = "The channels.")))]
/// async fn channels() {}
///
/// #[derive(OpenApi)]
/// #[openapi(paths(channels))]
/// struct Api;
///
/// let mut document = Api::openapi();
/// // A layer of this service limits the time of each request.
/// Contract::<ErrorCode>::new().refusals().with(HttpKind::Timeout).modify(&mut document);
/// # let document = document.to_json().unwrap();
/// # assert!(document.contains(r#""500":"#) && document.contains(r#""408":"#), "{document}");
/// # }
/// ```
pub struct Contract<C> {
    has_extractors: bool,
    always: Vec<HttpKind>,
    never: Vec<HttpKind>,
    is_closed: bool,
    is_one_of: bool,
    catalog: PhantomData<fn() -> C>,
}

impl<C: Code> Contract<C> {
    /// The contract of a catalog.
    #[must_use]
    pub fn new() -> Self {
        Self {
            has_extractors: false,
            always: Vec::new(),
            never: Vec::new(),
            is_closed: false,
            is_one_of: false,
            catalog: PhantomData,
        }
    }

    /// Adds the failures of errcat's extractors and layers.
    ///
    /// | if an operation has | it can answer with |
    /// |---|---|
    /// | a body | `invalid_data`, `unsupported_media_type` and `payload_too_large`; for JSON also `invalid_json` |
    /// | parameters in the query, the path or headers | `invalid_query`, `invalid_path` or `missing_header` |
    /// | anything | `internal`, because a handler can panic |
    ///
    /// An unknown path and a wrong method are failures of no operation, so `not_found` and `method_not_allowed` are not
    /// among them.
    #[must_use]
    pub fn refusals(mut self) -> Self {
        self.has_extractors = true;
        self.with(HttpKind::Internal)
    }

    /// Every operation can also answer with this kind, for example `timeout` if a layer limits the time.
    #[must_use]
    pub fn with(mut self, kind: HttpKind) -> Self {
        self.always.push(kind);
        self
    }

    /// Leaves out a kind of [`refusals`](Self::refusals). The codes of handlers stay.
    #[must_use]
    pub fn without(mut self, kind: HttpKind) -> Self {
        self.never.push(kind);
        self
    }

    /// Writes the codes as a closed `enum`.
    ///
    /// By default, they are an open set, the `examples` of a string: a client has to expect codes of a later version.
    /// A generated client with a closed `enum` fails for each code that is new.
    #[must_use]
    pub fn closed_codes(mut self) -> Self {
        self.is_closed = true;
        self
    }

    /// Writes each response of failures as a `oneOf`, with a schema for each code and its title.
    ///
    /// Internal codes are not among them.
    #[must_use]
    pub fn one_of(mut self) -> Self {
        self.is_one_of = true;
        self
    }

    /// What an operation that reads these parts answers with by itself, in addition to the codes that its handler names.
    pub(crate) fn added(&self, parts: &[Part]) -> BTreeMap<String, Value> {
        let parts = parts.iter().filter(|_| self.has_extractors);
        let kinds = parts.flat_map(|part| part.refusals()).chain(&self.always);
        Answers::<C>::of_kinds(kinds.copied().filter(|kind| !self.never.contains(kind))).responses()
    }

    /// Completes the responses of an operation with others.
    pub(crate) fn complete(
        &self,
        responses: &mut Map<String, Value>,
        others: BTreeMap<String, Value>,
        schemas: &Schemas<C>,
    ) {
        for response in responses.values_mut() {
            for format in FORMATS {
                let inline = schemas.failure(format, CodeSchema::Inline);
                replace(response, format, schemas.shared(format), &inline);
            }
        }
        for (key, other) in others {
            match responses.get_mut(&key) {
                Some(response) if response.get("$ref").is_none() => merge(response, other),
                Some(_) => {}
                None => drop(responses.insert(key, other)),
            }
        }
        if C::BODIES.always_ok {
            merge_default(responses, schemas);
        }
        for response in responses.values_mut() {
            self.share(response, schemas);
        }
    }

    /// Puts a reference to the component, or a schema for each code, in the place of the schemas of failures.
    fn share(&self, response: &mut Value, schemas: &Schemas<C>) {
        for format in FORMATS {
            let codes = codes(response, format, schemas);
            let shared = if self.is_one_of && !codes.is_empty() {
                one_of(&codes, format, schemas)
            } else {
                schemas.shared(format).clone()
            };
            replace(response, format, &schemas.failure(format, CodeSchema::Inline), &shared);
        }
    }

    /// The schema of a code.
    pub(crate) fn code(&self, schemas: &Schemas<C>) -> Value {
        if self.is_closed { schemas.closed_code() } else { schemas.code() }
    }
}

/// A schema for each code, with the code as its title.
fn one_of<C: Code>(codes: &[String], format: Format, schemas: &Schemas<C>) -> Value {
    let of_code = |code: &String| {
        let mut schema = schemas.failure(format, CodeSchema::Exactly(code));
        schema["title"] = code.as_str().into();
        schema
    };
    json!({ "oneOf": codes.iter().map(of_code).collect::<Vec<_>>() })
}

/// Failures with the status of a success are responses of this status.
fn merge_default<C: Code>(responses: &mut Map<String, Value>, schemas: &Schemas<C>) {
    let is_ours = |response: &Value| is_failure(response, schemas);
    let Some(default) = responses.get("default").filter(|default| is_ours(default)).cloned() else { return };
    if let Some(success) = responses.get_mut("200") {
        merge(success, default);
        responses.remove("default");
    }
}

fn is_failure<C: Code>(response: &Value, schemas: &Schemas<C>) -> bool {
    let schema = schemas.failure(Format::Envelope, CodeSchema::Inline);
    response["content"][Format::Envelope.content_type()]["schema"] == schema
}

/// The codes of the examples in a response.
fn codes<C: Code>(response: &Value, format: Format, schemas: &Schemas<C>) -> Vec<String> {
    let examples = &response["content"][format.content_type()]["examples"];
    let names = examples.as_object().into_iter().flat_map(Map::keys);
    names.filter(|name| schemas.is_published(name)).cloned().collect()
}

/// Replaces the schema of a body, or one of its alternatives.
fn replace(response: &mut Value, format: Format, own: &Value, by: &Value) {
    let media_type = response.get_mut("content").and_then(|content| content.get_mut(format.content_type()));
    let Some(schema) = media_type.and_then(|media_type| media_type.get_mut("schema")) else { return };
    if schema == own {
        by.clone_into(schema);
    } else if let Some(alternatives) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        for alternative in alternatives.iter_mut().filter(|alternative| *alternative == own) {
            by.clone_into(alternative);
        }
    }
}

impl<C: Code> Default for Contract<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for Contract<C> {
    fn clone(&self) -> Self {
        Self { always: self.always.clone(), never: self.never.clone(), catalog: PhantomData, ..*self }
    }
}

impl<C> fmt::Debug for Contract<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contract")
            .field("has_extractors", &self.has_extractors)
            .field("always", &self.always)
            .field("never", &self.never)
            .field("is_closed", &self.is_closed)
            .field("is_one_of", &self.is_one_of)
            .finish()
    }
}
