//! What a framework answers with by itself, and the codes that `[http]` gives for it.

use std::ops::RangeInclusive;

use crate::keys::{Key, Value};

/// A kind of failure that a handler never sees.
#[derive(Debug)]
pub struct HttpKind {
    /// Its key in `[http]`.
    pub name: &'static str,
    /// The statuses that a code for it may have, the usual one first.
    pub statuses: &'static [RangeInclusive<u16>],
}

macro_rules! kinds {
    ($($name:literal [$($statuses:expr),*] $summary:literal;)*) => {
        /// Every kind.
        pub const KINDS: &[HttpKind] = &[$(HttpKind { name: $name, statuses: &[$($statuses),*] },)*];

        /// The keys of `[http]`.
        pub const KEYS: &[Key] = &[$(Key { name: $name, value: Value::Code, summary: $summary },)*];
    };
}

kinds! {
    "bad_request" [400..=400] "A request that is wrong in a way that has no key of its own.";
    "not_found" [404..=404] "A path that no route has.";
    "method_not_allowed" [405..=405] "A method that the route does not have.";
    "invalid_json" [400..=400, 422..=422] "A body that is not JSON.";
    "invalid_data" [422..=422, 400..=400] "A body that is JSON, but not of the right shape.";
    "invalid_query" [400..=400, 422..=422] "A query that does not parse.";
    "invalid_path" [400..=400, 404..=404, 422..=422] "A path whose parameters do not parse.";
    "missing_header" [400..=401, 428..=428] "A header that is missing or does not parse.";
    "unsupported_media_type" [415..=415] "A body of another content type.";
    "payload_too_large" [413..=413] "A body that is too large.";
    "timeout" [408..=408, 503..=504] "A request that took too long.";
    "too_many_requests" [429..=429] "A client that asks too often.";
    "unauthorized" [401..=401] "A client that has not said who it is.";
    "forbidden" [403..=403] "A client that may not do that.";
    "unavailable" [503..=503] "A service that cannot answer now.";
    "internal" [500..=500] "A fault of the service: a panic, a reply that cannot be made.";
    "fallback_4xx" [400..=499] "Any other failure with a status of 400 to 499.";
    "fallback_5xx" [500..=599] "Any other failure with a status of 500 to 599.";
}
