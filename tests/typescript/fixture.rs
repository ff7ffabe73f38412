//! A body, and what errcat reads from it.

use errcat::{Code, Envelope, Failure, FieldError};
use serde_json::{Value, json};

/// A body with a status, and what it is.
pub(crate) type Fixture = Value;

/// Reads a body. `is_whole` says whether a service could write it.
pub(crate) fn fixture<C: Code>(body: &str, status: Option<u16>, is_whole: bool) -> Fixture {
    let read = match status {
        Some(status) => Envelope::<Value, C>::from_json_with_status(body.as_bytes(), status),
        None => Envelope::<Value, C>::from_json(body.as_bytes()),
    };
    let expected = match read {
        Ok(Envelope::Success(success)) => json!({"kind": "success", "payload": success.payload}),
        Ok(Envelope::Failure(failure)) => self::failure(&failure, status, is_whole),
        Err(_) => json!({"kind": "defect"}),
    };
    json!({"body": body, "status": status, "expected": expected})
}

fn failure<C: Code>(failure: &Failure<C>, status: Option<u16>, is_whole: bool) -> Value {
    let code = failure.wire_code();
    let mut expected = json!({
        "kind": "failure",
        "code": Some(code).filter(|code| !code.is_empty()),
        "description": failure.description(),
        "sentParams": failure.to_params(),
        "fields": fields(failure),
        "incident": failure.incident(),
        "retryAfter": failure.retry_after().map(|wait| wait.as_secs()),
        "serverTime": failure.server_time().map(|time| time.to_string()),
    });
    // Without a code and a status, errcat takes 500, and the file for TypeScript says that it is not known.
    if failure.code().is_some() || status.is_some_and(|status| status >= 400) {
        expected["status"] = failure.status().into();
        expected["isRetryable"] = failure.is_retryable().into();
    }
    // What errcat compares with a row, such as the page, is among the members if it differs. The file for TypeScript has
    // it in a place of its own.
    if is_whole && failure.code().is_some() {
        expected["members"] = Value::Object(failure.members().clone());
    }
    expected
}

/// The field errors by their paths: an object can be read in any order of its members.
fn fields<C: Code>(failure: &Failure<C>) -> Vec<Value> {
    let mut fields: Vec<&FieldError> = failure.fields().iter().collect();
    fields.sort_by_key(|field| field.path().to_owned());
    let field = |field: &FieldError| json!({"path": field.path(), "description": field.description(), "code": field.code()});
    fields.into_iter().map(field).collect()
}
