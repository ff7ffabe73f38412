//! HTTP statuses of failures, and what they are called.

/// The status that is sent in place of one that is no failure's.
const INTERNAL_SERVER_ERROR: u16 = 500;

/// The status itself where it is a failure's, 400 to 599; anything else is a fault of the server's own.
pub(crate) const fn of_failure(status: u16) -> u16 {
    if matches!(status, 400..=599) { status } else { INTERNAL_SERVER_ERROR }
}

/// Whether a failure of which only the status is known may be over later.
pub(crate) const fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 429 | 502..=504)
}

/// The reason phrase of an error status, as the catalog crate has it for rows without a description.
pub(crate) const fn reason(status: u16) -> &'static str {
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
