//! The id of an incident. The client gets the id, and the log has the id and the cause.

use super::unique;

/// Creates an id of 16 hexadecimal digits that most likely no other incident of any process has. It is not a secret.
pub(super) fn new() -> String {
    format!("{:016x}", unique::number() >> 64)
}
