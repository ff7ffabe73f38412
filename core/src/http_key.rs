//! The keys of `[http]`: kinds of failures that a framework answers with by itself.

/// A key of `[http]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpKey {
    /// The key; also the code that is sent where the catalog has none for this kind.
    pub name: &'static str,
    /// The statuses that a code for this kind may have, as first and last of each range. The first of all is the usual one.
    pub statuses: &'static [(u16, u16)],
    /// What such a failure is, in a sentence.
    pub summary: &'static str,
}

impl HttpKey {
    /// Whether a code for this kind may have this status.
    pub const fn may_have(&self, status: u16) -> bool {
        let mut index = 0;
        while index < self.statuses.len() {
            let (first, last) = self.statuses[index];
            if first <= status && status <= last {
                return true;
            }
            index += 1;
        }
        false
    }

    /// The usual status of this kind.
    pub const fn usual_status(&self) -> u16 {
        self.statuses[0].0
    }
}

const fn key(name: &'static str, statuses: &'static [(u16, u16)], summary: &'static str) -> HttpKey {
    HttpKey { name, statuses, summary }
}

/// Every key, in the order of `errcat::HttpKind`.
///
/// ```
/// let timeout = errcat_core::HTTP_KEYS.iter().find(|key| key.name == "timeout").expect("a key");
/// assert_eq!(timeout.usual_status(), 408);
/// assert!(timeout.may_have(504));
/// ```
pub const HTTP_KEYS: [HttpKey; 18] = [
    key("bad_request", &[(400, 400)], "A request that is wrong in a way that has no key of its own."),
    key("not_found", &[(404, 404)], "A path that no route has."),
    key("method_not_allowed", &[(405, 405)], "A method that the route does not have."),
    key("invalid_json", &[(400, 400), (422, 422)], "A body that is not JSON."),
    key("invalid_data", &[(422, 422), (400, 400)], "A body that is JSON, but not of the right shape."),
    key("invalid_query", &[(400, 400), (422, 422)], "A query that does not parse."),
    key("invalid_path", &[(400, 400), (404, 404), (422, 422)], "A path whose parameters do not parse."),
    key("missing_header", &[(400, 401), (428, 428)], "A header that is missing or does not parse."),
    key("unsupported_media_type", &[(415, 415)], "A body of another content type."),
    key("payload_too_large", &[(413, 413)], "A body that is too large."),
    key("timeout", &[(408, 408), (503, 504)], "A request that took too long."),
    key("too_many_requests", &[(429, 429)], "A client that asks too often."),
    key("unauthorized", &[(401, 401)], "A client that has not said who it is."),
    key("forbidden", &[(403, 403)], "A client that may not do that."),
    key("unavailable", &[(503, 503)], "A service that cannot answer now."),
    key("internal", &[(500, 500)], "A fault of the service: a panic, a reply that cannot be made."),
    key("fallback_4xx", &[(400, 499)], "Any other failure with a status of 400 to 499."),
    key("fallback_5xx", &[(500, 599)], "Any other failure with a status of 500 to 599."),
];
