//! What a catalog adds to a finished document.

use core::fmt;
use core::marker::PhantomData;
use std::collections::BTreeMap;

use errcat_core::media_type::JSON;
use serde_json::{Map, Value, json};

use super::answers::{Answer, Answers};
use super::merge::merge;
use super::part::Part;
use super::schemas::Schemas;
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
#[must_use = "a contract does nothing unless it completes a document"]
pub struct Contract<C> {
    pub(super) settings: Settings,
    catalog: PhantomData<fn() -> C>,
}

/// What a contract does, for any catalog.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    has_extractors: bool,
    always: Vec<HttpKind>,
    never: Vec<HttpKind>,
    is_closed: bool,
    is_one_of: bool,
}

impl<C: Code> Contract<C> {
    /// The contract of a catalog.
    pub fn new() -> Self {
        Self { settings: Settings::default(), catalog: PhantomData }
    }

    /// Adds the failures of errcat's extractors and layers.
    ///
    /// | if an operation has | it can answer with |
    /// |---|---|
    /// | a body | `invalid_data`, `unsupported_media_type`, `payload_too_large`, and `bad_request` if it breaks off; for JSON also `invalid_json` |
    /// | parameters in the query, the path or headers | `invalid_query`, `invalid_path` or `missing_header` |
    /// | anything | `internal`, because a handler can panic |
    ///
    /// An unknown path and a wrong method are failures of no operation, so `not_found` and `method_not_allowed` are not
    /// among them.
    pub fn refusals(mut self) -> Self {
        self.settings.has_extractors = true;
        self.with(HttpKind::Internal)
    }

    /// Every operation can also answer with this kind, for example `timeout` if a layer limits the time.
    pub fn with(mut self, kind: HttpKind) -> Self {
        self.settings.always.push(kind);
        self
    }

    /// Leaves out a kind of [`refusals`](Self::refusals). The codes of handlers stay.
    pub fn without(mut self, kind: HttpKind) -> Self {
        self.settings.never.push(kind);
        self
    }

    /// Writes the codes as a closed `enum`.
    ///
    /// By default, they are an open set, the `examples` of a string: a client has to expect codes of a later version.
    /// A generated client with a closed `enum` fails for each code that is new, and for each internal one.
    pub fn closed_codes(mut self) -> Self {
        self.settings.is_closed = true;
        self
    }

    /// Writes each response of failures as a `oneOf`, with a schema for each code and its title.
    ///
    /// Internal codes are not among them.
    pub fn one_of(mut self) -> Self {
        self.settings.is_one_of = true;
        self
    }
}

impl Settings {
    /// What an operation that reads these parts answers with by itself, in addition to the codes that its handler names.
    pub(super) fn added(
        &self,
        parts: &[Part],
        schemas: &Schemas,
        answer: fn(HttpKind) -> Answer,
    ) -> BTreeMap<String, Value> {
        let parts = parts.iter().filter(|_| self.has_extractors);
        let kinds = parts.flat_map(|part| part.refusals()).chain(&self.always);
        let kinds = kinds.copied().filter(|kind| !self.never.contains(kind));
        Answers::new(&mut kinds.map(answer)).responses(schemas)
    }

    /// Completes the responses of an operation with others.
    pub(super) fn complete(
        &self,
        responses: &mut Map<String, Value>,
        others: BTreeMap<String, Value>,
        schemas: &Schemas,
    ) {
        for response in responses.values_mut() {
            correct_types(response, schemas);
            for format in schemas.formats() {
                let is_ours =
                    |schema: &Value| schema == schemas.shared(format) || is_one_of(schema, format, schemas);
                replace(response, schemas.media_type(format), is_ours, schemas.inline(format));
            }
        }
        for (key, other) in others {
            match responses.get_mut(&key) {
                Some(response) if response.get("$ref").is_none() => merge(response, other),
                Some(_) => {}
                None => drop(responses.insert(key, other)),
            }
        }
        if schemas.always_ok() {
            merge_default(responses, schemas);
        }
        for response in responses.values_mut() {
            self.share(response, schemas);
        }
    }

    /// Puts a reference to the component, or a schema for each code, in the place of the schemas of failures.
    fn share(&self, response: &mut Value, schemas: &Schemas) {
        for format in schemas.formats() {
            let each = if self.is_one_of { one_of(response, format, schemas) } else { None };
            let shared = each.unwrap_or_else(|| schemas.shared(format).clone());
            replace(response, schemas.media_type(format), |schema| schema == schemas.inline(format), &shared);
        }
    }

    /// The schema of a code.
    pub(super) fn code(&self, schemas: &Schemas) -> Value {
        if self.is_closed { schemas.closed_code() } else { schemas.code() }
    }
}

/// A schema for each code in a response, with the code as its title. `None` if the body does not tell them apart.
fn one_of(response: &Value, format: Format, schemas: &Schemas) -> Option<Value> {
    let examples = &response["content"][schemas.media_type(format)]["examples"];
    let names = examples.as_object().into_iter().flat_map(Map::keys);
    let codes = names.filter(|name| schemas.is_published(name));
    let each: Option<Vec<_>> = codes.map(|code| titled(code, format, schemas)).collect();
    each.filter(|each| !each.is_empty()).map(|each| json!({ "oneOf": each }))
}

fn titled(code: &str, format: Format, schemas: &Schemas) -> Option<Value> {
    let mut schema = schemas.failure_with(format, code)?;
    schema["title"] = code.into();
    Some(schema)
}

/// Whether `one_of` has made this schema. A document can be completed again.
fn is_one_of(schema: &Value, format: Format, schemas: &Schemas) -> bool {
    let is_ours = |each: &Value| {
        let title = each["title"].as_str();
        title.is_some_and(|code| titled(code, format, schemas).as_ref() == Some(each))
    };
    let each = schema.get("oneOf").and_then(Value::as_array);
    each.is_some_and(|each| !each.is_empty() && each.iter().all(is_ours))
}

/// Gives a body that utoipa documents as `application/json`, which it does for `body = …`, the content type of the catalog.
fn correct_types(response: &mut Value, schemas: &Schemas) {
    let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else { return };
    let Some(schema) = content.get(JSON).map(|media_type| &media_type["schema"]) else { return };
    let own = if schema == schemas.shared(Format::Envelope) || schemas.is_generic("Failure", schema) {
        schemas.media_type(Format::Envelope)
    } else if schemas.is_generic("Success", schema) {
        schemas.success_media_type()
    } else {
        return;
    };
    if !content.contains_key(own)
        && let Some(media_type) = content.remove(JSON)
    {
        content.insert(own.to_owned(), media_type);
    }
}

/// Failures with the status of a success are responses of this status.
fn merge_default(responses: &mut Map<String, Value>, schemas: &Schemas) {
    let is_ours = |response: &&Value| {
        let schema = &response["content"][schemas.media_type(Format::Envelope)]["schema"];
        schema == schemas.inline(Format::Envelope)
    };
    let Some(default) = responses.get("default").filter(is_ours).cloned() else { return };
    if let Some(success) = responses.get_mut("200").filter(|success| success.get("$ref").is_none()) {
        merge(success, default);
        responses.remove("default");
    }
}

fn schema_mut<'a>(response: &'a mut Value, media_type: &str) -> Option<&'a mut Value> {
    response.get_mut("content")?.get_mut(media_type)?.get_mut("schema")
}

/// Replaces the schema of a body, or its alternatives, if they are old. The new one is only once among the alternatives.
fn replace(response: &mut Value, media_type: &str, is_old: impl Fn(&Value) -> bool, new: &Value) {
    let Some(schema) = schema_mut(response, media_type) else { return };
    if is_old(schema) {
        new.clone_into(schema);
    } else if let Some(alternatives) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        alternatives.iter_mut().filter(|one| is_old(one)).for_each(|one| new.clone_into(one));
        let mut is_first = true;
        alternatives.retain(|one| one != new || core::mem::take(&mut is_first));
    }
}

impl<C: Code> Default for Contract<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for Contract<C> {
    fn clone(&self) -> Self {
        Self { settings: self.settings.clone(), catalog: PhantomData }
    }
}

impl<C> fmt::Debug for Contract<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Contract").field(&self.settings).finish()
    }
}
