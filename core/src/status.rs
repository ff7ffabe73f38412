//! HTTP error statuses and their reason phrases.

/// Returns whether the same request may succeed later, if only the status of the failure is known.
///
/// ```
/// assert!(errcat_core::may_pass(503) && !errcat_core::may_pass(500));
/// ```
pub const fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 429 | 502..=504)
}

/// Returns the reason phrase of an error status, from the IANA registry of HTTP status codes (RFC 9110, section
/// 16.2.1).
///
/// For a status that the registry does not list, it returns the name of the class (RFC 9110, section 15): `Client
/// Error` or `Server Error`.
///
/// ```
/// assert_eq!(errcat_core::reason(404), "Not Found");
/// assert_eq!(errcat_core::reason(499), "Client Error");
/// ```
pub const fn reason(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        423 => "Locked",
        424 => "Failed Dependency",
        425 => "Too Early",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        506 => "Variant Also Negotiates",
        507 => "Insufficient Storage",
        508 => "Loop Detected",
        511 => "Network Authentication Required",
        ..500 => "Client Error",
        _ => "Server Error",
    }
}
