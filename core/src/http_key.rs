//! The keys of `[http]`: the kinds of failures that a framework produces itself.

/// A key of `[http]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpKey {
    /// The name of the key. It is also the code that is sent if the catalog has no code for this kind.
    pub name: &'static str,
    /// The statuses that a code for this kind may have, as the first and the last status of each range. The first
    /// status of the first range is the usual one.
    pub statuses: &'static [(u16, u16)],
    /// What such a failure is.
    pub summary: &'static str,
}

impl HttpKey {
    /// Returns whether a code for this kind may have this status.
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

    /// Returns the usual status of this kind.
    pub const fn usual_status(&self) -> u16 {
        self.statuses[0].0
    }
}

const fn key(name: &'static str, statuses: &'static [(u16, u16)], summary: &'static str) -> HttpKey {
    HttpKey { name, statuses, summary }
}

/// Every key, in the order of the variants of `errcat::HttpKind`.
///
/// ```
/// let timeout = errcat_core::HTTP_KEYS.iter().find(|key| key.name == "timeout").expect("a key");
/// assert_eq!(timeout.usual_status(), 408);
/// assert!(timeout.may_have(504));
/// ```
pub const HTTP_KEYS: [HttpKey; 18] = [
    key("bad_request", &[(400, 400)], "A request with another mistake."),
    key("not_found", &[(404, 404)], "A path without a route."),
    key("method_not_allowed", &[(405, 405)], "A method that the route does not have."),
    key("invalid_json", &[(400, 400), (422, 422)], "A body that is not JSON."),
    key(
        "invalid_data",
        &[(422, 422), (400, 400)],
        "A body of another shape, or a value that a check refuses.",
    ),
    key("invalid_query", &[(400, 400), (422, 422)], "A query that does not parse."),
    key("invalid_path", &[(400, 400), (404, 404), (422, 422)], "A path whose parameters do not parse."),
    key("missing_header", &[(400, 401), (428, 428)], "A header that is missing or does not parse."),
    key("unsupported_media_type", &[(415, 415)], "A body of another content type."),
    key("payload_too_large", &[(413, 413)], "A body that is too large."),
    key("timeout", &[(408, 408), (503, 504)], "A request that took too long."),
    key("too_many_requests", &[(429, 429)], "A client that sends too many requests."),
    key("unauthorized", &[(401, 401)], "A client without valid credentials."),
    key("forbidden", &[(403, 403)], "A client that is not allowed to do this."),
    key("unavailable", &[(503, 503)], "A service that cannot answer now."),
    key("internal", &[(500, 500)], "A panic, or a reply that cannot be written."),
    key("fallback_4xx", &[(400, 499)], "Every other failure with a status from 400 to 499."),
    key("fallback_5xx", &[(500, 599)], "Every other failure with a status from 500 to 599."),
];
