//! Reads the responses of `reqwest` as envelopes.
//!
//! A reply is not always from the service: a proxy may answer with a page of its own, or the connection may break.
//! [`ResponseExt`] returns a separate error for each of these cases. The body decides: a service may send an envelope with
//! any content type, or without one.
//!
//! ```no_run
//! use errcat::reqwest::{Error, ResponseExt};
//! # #[errcat::catalog("../error_codes.toml", module = false)]
//! # enum ErrorCode {}
//!
//! #[derive(serde::Deserialize)]
//! struct Key {
//!     read_key: String,
//! }
//!
//! async fn read_key(client: &reqwest::Client, url: &str) -> Result<String, Error<ErrorCode>> {
//!     let success = client.get(url).send().await?.envelope::<Key, ErrorCode>().await?;
//!     Ok(success.into_payload().read_key)
//! }
//!
//! # async fn run(client: reqwest::Client) {
//! match read_key(&client, "https://api.example.com/keys/1").await {
//!     Ok(key) => println!("{key}"),
//!     Err(Error::Failure(failure)) if failure.is(ErrorCode::RequestTooFast) => {
//!         println!("wait {:?}", failure.retry_after());
//!     }
//!     // The text of an error says what happened: a failure of the service, the page of a proxy, or no reply.
//!     Err(error) => eprintln!("{error}"),
//! }
//! # }
//! # fn main() {}
//! ```
//!
//! # Retries
//!
//! [`Error::is_retryable`] and [`Error::wait`] have the signatures that the crate `backon` expects. Its policies then
//! follow the rows of the catalog and `Retry-After`:
//!
//! ```ignore
//! use backon::{ExponentialBuilder, Retryable};
//!
//! let key = (|| read_key(&client, url))
//!     .retry(ExponentialBuilder::default())
//!     .when(Error::is_retryable)
//!     .adjust(Error::wait)
//!     .await?;
//! ```
//!
//! A service may ask a client to wait for an hour. If this is too long, use
//! `Error::wait(error, planned).filter(|wait| *wait <= LONGEST)`, which gives up at once.

mod defect;
mod error;
mod excerpt;
mod reply_head;
mod retry_after;
mod without_value;

use ::reqwest::Response;
use serde::de::DeserializeOwned;

pub use self::defect::Defect;
pub use self::error::{Error, Foreign};
use self::reply_head::ReplyHead;
use crate::{Code, Envelope, Success};

/// The longest body that [`ResponseExt::envelope`] reads, in bytes: 16 MiB.
pub const DEFAULT_LIMIT: usize = 16 << 20;

/// Reads a response as an envelope.
#[expect(
    async_fn_in_trait,
    reason = "it is implemented for one type, whose futures are `Send` if the payload is"
)]
pub trait ResponseExt: sealed::Sealed {
    /// Reads a body of at most [`DEFAULT_LIMIT`] bytes, and returns the success in it.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Failure`] if the body is a failure. It has the HTTP status of the reply and the time of its
    /// `Retry-After`. Returns [`Error::Foreign`] if the reply is not an envelope.
    async fn envelope<T: DeserializeOwned, C: Code>(self) -> Result<Success<T, C>, Error<C>>;

    /// Reads a body of at most `limit` bytes, after decompression, and returns the success in it.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`envelope`](Self::envelope).
    async fn envelope_within<T: DeserializeOwned, C: Code>(
        self,
        limit: usize,
    ) -> Result<Success<T, C>, Error<C>>;
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for reqwest::Response {}
}

impl ResponseExt for Response {
    async fn envelope<T: DeserializeOwned, C: Code>(self) -> Result<Success<T, C>, Error<C>> {
        self.envelope_within(DEFAULT_LIMIT).await
    }

    async fn envelope_within<T: DeserializeOwned, C: Code>(
        self,
        limit: usize,
    ) -> Result<Success<T, C>, Error<C>> {
        let head = ReplyHead::of(&self);
        let (body, defect) = read(self, limit).await;
        match defect.map_or_else(|| head.judge(&body), Err) {
            Ok(Envelope::Success(success)) => Ok(success),
            Ok(Envelope::Failure(failure)) => Err(Error::Failure(head.with_wait(failure))),
            Err(defect) => Err(Error::Foreign(Box::new(Foreign::new::<C>(head, &body, defect)))),
        }
    }
}

/// Reads the body. After a mistake, returns the part that was read and the mistake.
#[cfg(not(target_arch = "wasm32"))]
async fn read(mut response: Response, limit: usize) -> (Vec<u8>, Option<Defect>) {
    // If the body is known to be too large, its first chunk is enough for the excerpt.
    let is_known = response.content_length().is_some_and(|length| length > limit as u64);
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return (body, None),
            Err(error) => return (body, Some(Defect::Truncated(Some(error)))),
        }
        if is_known || body.len() > limit {
            return (body, Some(Defect::TooLarge(limit)));
        }
    }
}

/// Reads the body, or returns the mistake. A browser only returns complete bodies.
#[cfg(target_arch = "wasm32")]
async fn read(response: Response, limit: usize) -> (Vec<u8>, Option<Defect>) {
    match response.bytes().await {
        Ok(body) if body.len() > limit => (body.to_vec(), Some(Defect::TooLarge(limit))),
        Ok(body) => (body.to_vec(), None),
        Err(error) => (Vec::new(), Some(Defect::Truncated(Some(error)))),
    }
}
