//! Every key of the file format, once: what parsing accepts and what suggestions choose from.

/// The keys of a whole file.
pub const FILE: &[&str] = &["include", "envelope", "defaults", "error"];
/// The keys of `[envelope]`.
pub const ENVELOPE: &[&str] = &["result", "success", "error", "server_time", "code", "description"];
/// The keys of `[defaults]`.
pub const DEFAULTS: &[&str] = &["status"];
/// The keys of an `[[error]]` row.
pub const ROW: &[&str] =
    &["code", "status", "description", "retry_after", "retryable", "variant", "help", "docs_url"];
