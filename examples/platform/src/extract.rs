//! What a request holds, or the error that says what is wrong with it. No extractor of axum's answers by itself.

mod error;

use std::future::poll_fn;
use std::ops::Deref;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::header::EXPECT;
use axum::http::request::Parts;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde_json::Value;
use tokio::time::timeout;

pub(crate) use self::error::{
    ArrivalError, JsonRejection, Missing, QueryRejection, TextError, TooLong, UnknownZone,
};
use crate::column::Id;
use crate::error_code;

/// The longest body, in bytes.
const BODY: usize = 16 * 1024;
/// The longest text that a member may hold, in bytes.
const TEXT: usize = 255;

/// Takes the whole body off the connection before anything answers, so that a client that is still sending can read
/// the answer. `longest` is how long it may take to arrive.
pub(crate) async fn whole_body(request: Request, longest: Duration) -> Result<Request, ArrivalError> {
    let (parts, body) = request.into_parts();
    if parts.headers.contains_key(EXPECT) && body.size_hint().lower() > BODY as u64 {
        return Err(ArrivalError::TooLong);
    }
    let body = timeout(longest, read(body)).await.map_err(|_| ArrivalError::Late)??;
    Ok(Request::from_parts(parts, body.into()))
}

/// A body that is too long is read to its end, and not kept.
async fn read(mut body: Body) -> Result<Vec<u8>, ArrivalError> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(ArrivalError::BrokenOff)?;
        let Ok(data) = frame.into_data() else { continue };
        fits = fits && bytes.len() + data.len() <= BODY;
        if fits {
            bytes.extend_from_slice(&data);
        }
    }
    if fits { Ok(bytes) } else { Err(ArrivalError::TooLong) }
}

/// The query, as errcat's extractor reads it. That one could refuse with each code of the catalog, as far as the types
/// say; this one has only its own.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = QueryRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, QueryRejection> {
        let query = error_code::axum::Query::from_request_parts(parts, state).await?;
        Ok(Self(query.0))
    }
}

/// The body as a JSON object, whatever its `Content-Type`: devices send none, and curl's `-d` says that it is a form.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = JsonRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, JsonRejection> {
        let body = Bytes::from_request(request, state).await?;
        Ok(Self(object(&body)?))
    }
}

/// For `Garde`, which checks what is inside.
impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Two steps, so that malformed JSON is told from JSON that says something else than it should.
fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, JsonRejection> {
    if body.is_empty() {
        return Err(JsonRejection::NoBody);
    }
    let value: Value = serde_json::from_slice(body).map_err(JsonRejection::NotJson)?;
    // serde would take a struct's members from an array as well.
    if !value.is_object() {
        return Err(JsonRejection::NotAnObject);
    }
    Ok(serde_path_to_error::deserialize(value)?)
}

/// A member that is secret: if it is no text, the mistake does not quote it.
pub(crate) fn secret<'de, D: Deserializer<'de>>(member: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(member)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        _ => Err(D::Error::custom("expected a string")),
    }
}

/// The number in the path under this name; `None` where it is no number, or not even text.
pub(crate) async fn id_in_path(parts: &mut Parts, name: &str) -> Option<Id> {
    let params = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    let (_, digits) = params.iter().find(|(param, _)| *param == name)?;
    digits.parse().ok()
}

/// A member that has to be there: text of one line, neither empty nor longer than [`TEXT`].
pub(crate) fn text(member: &'static str, value: Option<String>) -> Result<String, TextError> {
    let value = value.filter(|value| !value.is_empty()).ok_or(Missing(member))?;
    if value.chars().any(char::is_control) {
        return Err(TextError::ControlCharacter(member));
    }
    fits(member, &value, TEXT)?;
    Ok(value)
}

/// Whether a text is short enough.
pub(crate) fn fits(member: &'static str, value: &str, most: usize) -> Result<(), TooLong> {
    if value.len() > most { Err(TooLong { member, most }) } else { Ok(()) }
}

/// A time zone by its name in the IANA database.
pub(crate) fn zone(name: &str) -> Result<TimeZone, UnknownZone> {
    TimeZone::get(name).map_err(UnknownZone)
}

#[cfg(test)]
mod tests {
    use errcat::Coded;

    use super::*;
    use crate::ErrorCode;

    #[derive(Debug, Deserialize)]
    struct Named {
        name: Option<String>,
        #[serde(default, deserialize_with = "secret")]
        password: Option<String>,
    }

    fn failure(body: &[u8]) -> (Option<ErrorCode>, String) {
        let failure = object::<Named>(body).expect_err("a mistake").into_failure();
        (failure.code(), failure.description().to_owned())
    }

    #[test]
    fn malformed_json_is_told_from_a_wrong_type() {
        let malformed = (Some(ErrorCode::InvalidJsonFormat), "invalid json input".to_owned());
        for body in [&b"{"[..], br#"{"name":5,"#, b"\xff", br#"{"name":"\ud800"}"#, b"{} {}", b"username=ada"]
        {
            assert_eq!(failure(body), malformed, "{body:?}");
        }
        let wrong = |text: &str| (Some(ErrorCode::InvalidFormat), text.to_owned());
        assert_eq!(failure(br#"["ada"]"#), wrong("the body is not a JSON object"));
        assert_eq!(failure(br#"{"name":5}"#), wrong("name: invalid type: integer `5`, expected a string"));
        assert_eq!(failure(br#"{"password":5}"#), wrong("password: expected a string"));
    }

    #[test]
    fn a_member_that_is_null_is_not_there() {
        let named: Named = object(br#"{"name":null,"password":null,"other":1}"#).expect("an object");
        assert_eq!(named.password, None);
        let failure = text("name", named.name).expect_err("no name").into_failure();
        assert!(failure.is(ErrorCode::MissingData));
        assert_eq!(failure.description(), "name is missing");
    }
}
