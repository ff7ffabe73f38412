//! The platform's own description of its operations: the OpenAPI document.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use ureq::http::header::CONTENT_TYPE;

use crate::ErrorCode;

/// What the document says about a route.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: String,
    /// `/channels/{channel_id}`
    pub(crate) path: String,
    /// The codes of its failures.
    pub(crate) codes: BTreeSet<ErrorCode>,
    /// The statuses of its replies, with that of the success.
    pub(crate) statuses: BTreeSet<u16>,
}

impl Operation {
    fn new(method: &str, path: &str, operation: &Value) -> Self {
        let responses = members(&operation["responses"]);
        Self {
            id: text(&operation["operationId"]).to_owned(),
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            codes: responses.iter().flat_map(|(status, response)| codes(status, response)).collect(),
            statuses: responses.keys().map(|status| status.parse().expect("a status")).collect(),
        }
    }

    /// Whether a request goes to this route.
    pub(crate) fn takes(&self, method: &str, path: &str) -> bool {
        let (path, _) = path.split_once('?').unwrap_or((path, ""));
        let is_same = |(own, part): (&str, &str)| own == part || (own.starts_with('{') && !part.is_empty());
        self.method == method
            && self.path.split('/').count() == path.split('/').count()
            && self.path.split('/').zip(path.split('/')).all(is_same)
    }
}

/// The codes of a status are the names of its examples.
fn codes(status: &str, response: &Value) -> Vec<ErrorCode> {
    if status == "200" {
        return Vec::new();
    }
    let names = members(&response["content"]["application/json"]["examples"]).keys();
    let codes: Vec<ErrorCode> = names.map(|name| name.parse().expect("a code")).collect();
    for code in &codes {
        assert_eq!(code.status().to_string(), status, "{code}");
    }
    codes
}

/// The bytes of the document, which is JSON without an envelope.
pub(crate) fn bytes(address: &str) -> String {
    let request = ureq::get(format!("http://{address}/openapi.json"));
    let mut reply = request.config().proxy(None).build().call().expect("a document");
    assert_eq!(reply.headers()[CONTENT_TYPE], "application/json");
    reply.body_mut().read_to_string().expect("text")
}

pub(crate) fn operations(document: &str) -> Vec<Operation> {
    let document: Value = serde_json::from_str(document).expect("JSON");
    let paths = members(&document["paths"]).iter();
    paths
        .flat_map(|(path, item)| {
            members(item).iter().map(move |(method, operation)| Operation::new(method, path, operation))
        })
        .collect()
}

fn members(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("{value} is not an object"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is not a text"))
}
