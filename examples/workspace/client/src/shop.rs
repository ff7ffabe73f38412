//! Sends requests to the shop and reads its replies.

use std::thread;
use std::time::Duration;

use contract::error_code::Envelope;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ureq::http::Response;
use ureq::http::header::RETRY_AFTER;
use ureq::{Agent, Body};

use crate::trouble::Trouble;

/// The longest time for a reply.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest reply, in bytes. There is a limit because the reply may not be from the shop.
const LONGEST: u64 = 1024 * 1024;

/// A shop, and how many times to send a request.
pub(crate) struct Shop {
    agent: Agent,
    url: String,
    attempts: u32,
}

#[derive(Deserialize)]
struct Items {
    items: Vec<Stock>,
}

/// An item that the shop has.
#[derive(Deserialize)]
pub(crate) struct Stock {
    pub(crate) item: String,
    pub(crate) left: u32,
}

#[derive(Serialize)]
struct NewOrder<'a> {
    item: &'a str,
    quantity: u32,
}

/// An order that the shop accepted.
#[derive(Deserialize)]
pub(crate) struct Order {
    pub(crate) order_id: u64,
    pub(crate) left: u32,
}

impl Shop {
    pub(crate) fn new(url: String, attempts: u32) -> Self {
        // A status of 400 or more is not an error here, because the body says more.
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
        Self { agent: config.build().into(), url, attempts }
    }

    pub(crate) fn items(&self) -> Result<Vec<Stock>, Trouble> {
        let url = format!("{}/items", self.url);
        let Items { items } = self.ask(|| self.agent.get(&url).call())?;
        Ok(items)
    }

    pub(crate) fn order(&self, item: &str, quantity: u32) -> Result<Order, Trouble> {
        let url = format!("{}/orders", self.url);
        let order = serde_json::json!(NewOrder { item, quantity }).to_string();
        self.ask(|| self.agent.post(&url).content_type("application/json").send(&order))
    }

    /// Sends a request until it succeeds, or until a retry does not help any more.
    fn ask<T: DeserializeOwned>(
        &self,
        send: impl Fn() -> Result<Response<Body>, ureq::Error>,
    ) -> Result<T, Trouble> {
        let mut again = 1..self.attempts;
        loop {
            let trouble = match read(send()) {
                Ok(payload) => return Ok(payload),
                Err(trouble) => trouble,
            };
            match trouble.wait() {
                Some(wait) if again.next().is_some() => {
                    eprintln!("{trouble}; asking again in {wait:?}");
                    thread::sleep(wait);
                }
                _ => return Err(trouble),
            }
        }
    }
}

/// Reads the payload of a reply. A body that is not an envelope is not from the shop, whatever its status.
fn read<T: DeserializeOwned>(reply: Result<Response<Body>, ureq::Error>) -> Result<T, Trouble> {
    let mut reply = reply?;
    let status = reply.status().as_u16();
    let retry_after = retry_after(&reply);
    let body = reply.body_mut().with_config().limit(LONGEST).read_to_vec()?;
    match Envelope::<T>::from_json_with_status(&body, status) {
        Ok(Envelope::Success(success)) => Ok(success.into_payload()),
        Ok(Envelope::Failure(failure)) => Err(Trouble::Refused(match retry_after {
            Some(wait) => failure.with_retry_after(wait),
            None => failure,
        })),
        Err(error) => Err(Trouble::Foreign { status, retry_after, error }),
    }
}

/// Reads the form in seconds. A date needs a clock that is right.
fn retry_after(reply: &Response<Body>) -> Option<Duration> {
    let seconds = reply.headers().get(RETRY_AFTER)?.to_str().ok()?;
    seconds.parse().ok().map(Duration::from_secs)
}
