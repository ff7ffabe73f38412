//! The list of a catalog's codes, which a service can serve itself.
//!
//! It is a document and no reply of the API, so it has no envelope. All of it follows from the catalog.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use errcat_core::CATALOG_FORMAT;
use errcat_core::lookup::hash;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::contract::Deprecated;
use crate::request::Headers;
use crate::{Code, Entry, Scalar};

/// The path of the list.
pub(crate) const LIST: &str = "/errors";
/// The path of one code.
pub(crate) const ROW: &str = "/errors/{code}";
/// The list changes only with the program.
pub(crate) const CACHE_CONTROL: &str = "public, max-age=3600";

/// A document, and what a cache compares.
pub(crate) struct Document<B> {
    pub(crate) json: B,
    /// The value of `ETag`: the same for the same bytes.
    pub(crate) etag: String,
}

impl<B: From<Vec<u8>>> Document<B> {
    /// All codes that are published.
    pub(crate) fn of_catalog<C: Code>() -> Self {
        Self::new(&List::<C>(PhantomData))
    }

    /// The code with this text or this former name. `None` if it is unknown or not published.
    pub(crate) fn of_code<C: Code>(code: &str) -> Option<Self> {
        let code = C::from_code(code).filter(|code| !code.entry().is_internal())?;
        Some(Self::new(&Row(code)))
    }

    fn new(document: &impl Serialize) -> Self {
        let json = serde_json::to_vec(document).expect("constants of a catalog are JSON");
        let etag = format!("\"{:016x}\"", hash(0, &json));
        Self { json: json.into(), etag }
    }
}

impl<B> Document<B> {
    /// Whether the client has these bytes already: `If-None-Match` names them (RFC 9110, 13.1.2).
    pub(crate) fn is_known(&self, request: &impl Headers) -> bool {
        // The tag of a document contains no comma. So a comma in another tag cannot make a part equal to it.
        let mut tags = request.lines("if-none-match").flat_map(|line| line.split(|byte| *byte == b','));
        tags.any(|tag| {
            let tag = tag.trim_ascii();
            tag == b"*" || tag.strip_prefix(b"W/").unwrap_or(tag) == self.etag.as_bytes()
        })
    }
}

struct List<C>(PhantomData<C>);

impl<C: Code> Serialize for List<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let published = C::ALL.iter().filter(|code| !code.entry().is_internal());
        let mut list = serializer.serialize_map(None)?;
        list.serialize_entry("format", &CATALOG_FORMAT)?;
        list.serialize_entry("name", &(!C::NAME.is_empty()).then_some(C::NAME))?;
        list.serialize_entry("integer_codes", &C::BODIES.integer_codes)?;
        list.serialize_entry("http_status", &C::BODIES.always_ok.then_some(200))?;
        list.serialize_entry("problem_json", &C::BODIES.problem_json)?;
        list.serialize_entry("success_content_type", C::BODIES.success_content_type)?;
        list.serialize_entry("failure_content_type", C::BODIES.failure_content_type)?;
        list.serialize_entry("codes", &published.copied().map(Row).collect::<Vec<_>>())?;
        list.end()
    }
}

/// A code as `cargo errcat generate json` writes it, without the members that the program does not have, and without those
/// that tell a client nothing.
struct Row<C>(C);

impl<C: Code> Serialize for Row<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = self.0.entry();
        let headers: BTreeMap<_, _> = entry.headers().iter().copied().collect();
        let mut row = serializer.serialize_map(None)?;
        row.serialize_entry("code", &sent::<C>(entry))?;
        row.serialize_entry("variant", entry.variant())?;
        row.serialize_entry("status", &entry.status())?;
        row.serialize_entry("description", entry.description())?;
        // With params, the message is code, not a text.
        if entry.params().is_none() {
            row.serialize_entry("message", &entry.message().map(braced))?;
        }
        row.serialize_entry("retryable", &entry.is_retryable())?;
        row.serialize_entry("retry_after", &entry.retry_after().map(|wait| wait.as_secs()))?;
        row.serialize_entry("headers", &headers)?;
        row.serialize_entry("help", &entry.help())?;
        row.serialize_entry("docs_url", &entry.docs_url())?;
        row.serialize_entry("since", &entry.since())?;
        row.serialize_entry("deprecated", &entry.deprecation().map(Deprecation::of::<C>))?;
        row.serialize_entry("data", &entry.data().collect::<BTreeMap<_, _>>())?;
        row.end()
    }
}

/// The code of a row as the JSON value that is sent.
fn sent<C: Code>(entry: &'static Entry) -> Scalar {
    let code = if C::BODIES.integer_codes { Scalar::Number } else { Scalar::Text };
    code(entry.code())
}

/// A deprecation. The code that replaces the deprecated one is there if it is published.
struct Deprecation {
    deprecated: &'static Deprecated,
    replacement: Option<Scalar>,
}

impl Deprecation {
    fn of<C: Code>(deprecated: &'static Deprecated) -> Self {
        let replacement = deprecated.replacement.and_then(C::from_code).map(C::entry);
        let replacement = replacement.filter(|entry| !entry.is_internal()).map(sent::<C>);
        Self { deprecated, replacement }
    }
}

impl Serialize for Deprecation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut deprecation = serializer.serialize_map(None)?;
        deprecation.serialize_entry("since", &self.deprecated.since)?;
        deprecation.serialize_entry("note", &self.deprecated.note)?;
        deprecation.serialize_entry("use", &self.replacement)?;
        deprecation.end()
    }
}

/// A text as a template writes it.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
