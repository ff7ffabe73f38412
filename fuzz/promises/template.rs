//! The promises about the replies of any template.

use errcat::{Code, Envelope, Failure, Success};
use serde_json::Value;

/// Reads the bytes as a reply, without and with a status, and checks the promises about the result.
///
/// # Panics
///
/// Panics if a promise is broken.
pub(crate) fn hold<C: Code>(body: &[u8]) {
    let _ = serde_json::from_slice::<Envelope<Value, C>>(body);
    an_escape_changes_nothing::<C>(body);
    for status in [None, Some(200), Some(404), Some(503)] {
        let read = match status {
            None => Envelope::<Value, C>::from_json(body),
            Some(status) => Envelope::from_json_with_status(body, status),
        };
        match read {
            Ok(Envelope::Success(success)) => a_success_is_sent(&success),
            Ok(Envelope::Failure(failure)) => a_failure_is_sent(&failure),
            Err(_) => {}
        }
    }
}

/// A body without escapes is read in another way than one with an escape, and says the same.
fn an_escape_changes_nothing<C: Code>(body: &[u8]) {
    let Some(escaped) = escaped(body) else { return };
    let read = |body| Failure::<C>::from_json_with_status(body, 404).ok();
    let [plain, escaped] = [read(body), read(&escaped)];
    let [plain_text, escaped_text] = [&plain, &escaped].map(|read| format!("{read:?}"));
    assert_eq!(plain_text, escaped_text, "{}", String::from_utf8_lossy(body));
    let said = |failure: &Failure<C>| (failure.status(), failure.retry_after(), failure.to_json());
    assert!(plain.as_ref().map(said) == escaped.as_ref().map(said), "{plain_text}");
}

/// The body with the first letter of its first string as an escape.
fn escaped(body: &[u8]) -> Option<Vec<u8>> {
    let at = body.iter().position(|byte| *byte == b'"')? + 1;
    let letter = *body.get(at).filter(|byte| byte.is_ascii_alphanumeric())?;
    Some([&body[..at], format!("\\u{:04x}", u32::from(letter)).as_bytes(), &body[at + 1..]].concat())
}

/// A payload can be sent, unless it has a member with the name of a member of the bodies. Then it comes back.
fn a_success_is_sent<C: Code>(success: &Success<Value, C>) {
    let Ok(body) = success.to_json() else { return };
    let slowly = serde_json::to_vec(success).expect("both ways of writing agree");
    assert_eq!(slowly, body, "{}", String::from_utf8_lossy(&body));
    let read =
        Envelope::<Value, C>::from_json_with_status(&body, 200).expect("a reply that is sent can be read");
    let read = read.into_result().expect("a success");
    // A floating-point number may change in its last digits.
    assert!(read.payload == success.payload || has_float(&success.payload), "{}", success.payload);
}

fn has_float(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_float),
        Value::Object(members) => members.values().any(has_float),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// A failure is always sent, and its code comes back.
fn a_failure_is_sent<C: Code>(failure: &Failure<C>) {
    let body = failure.to_json();
    let shown = String::from_utf8(body).expect("JSON is UTF-8");
    assert_eq!(serde_json::to_string(failure).expect("a failure is JSON"), shown);
    let status = failure.status();
    let read = Failure::<C>::from_json_with_status(shown.as_bytes(), status).expect(&shown);
    assert_eq!((read.code(), read.wire_code()), (failure.code(), failure.wire_code()), "{shown}");
    assert_eq!(read.status(), status, "{shown}");
    let again = String::from_utf8(read.to_json()).expect("JSON is UTF-8");
    // A floating-point number may change in its last digits.
    let value: Value = serde_json::from_str(&shown).expect("JSON");
    assert!(again == shown || has_float(&value), "it goes on as it came: {again}, {shown}");
}
