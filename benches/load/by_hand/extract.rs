//! Reads requests: the body, and the number in the path.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::header::EXPECT;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::timeout;

use super::column::Id;
use super::error::Error;

/// The longest body, in bytes.
pub(super) const BODY: usize = 16 * 1024;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads the whole body from the connection before the reply is sent.
pub(super) async fn whole_body(request: Request) -> Result<Request, Error> {
    let (parts, body) = request.into_parts();
    if parts.headers.contains_key(EXPECT) && body.size_hint().lower() > BODY as u64 {
        return Err(Error::LongBody);
    }
    let body = timeout(PATIENCE, read(body)).await.map_err(|_| Error::LateBody)??;
    Ok(Request::from_parts(parts, body.into()))
}

/// Reads the body. A body that is too long is read to its end, but not kept.
async fn read(mut body: Body) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(Error::BrokenBody)?;
        let Ok(data) = frame.into_data() else { continue };
        fits = fits && bytes.len() + data.len() <= BODY;
        if fits {
            bytes.extend_from_slice(&data);
        }
    }
    if fits { Ok(bytes) } else { Err(Error::LongBody) }
}

/// The body as a JSON object, whatever its `Content-Type`.
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        Ok(Self(object(&Bytes::from_request(request, state).await?)?))
    }
}

fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    if body.is_empty() {
        return Err(Error::NoBody);
    }
    let value: Value = serde_json::from_slice(body).map_err(Error::NotJson)?;
    if !value.is_object() {
        return Err(Error::NotAnObject);
    }
    Ok(serde_path_to_error::deserialize(value)?)
}

/// The number of the channel that the path names.
pub(super) async fn channel_in_path(parts: &mut Parts) -> Result<Id, Error> {
    let params = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Error::NoChannel)?;
    let digits = params.iter().find_map(|(name, digits)| (name == "channel_id").then_some(digits));
    digits.and_then(|digits| digits.parse().ok()).ok_or(Error::NoChannel)
}
