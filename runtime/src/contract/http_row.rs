//! What a catalog says about a kind of a framework's failures.

/// The status and the rows of a kind, in one catalog.
#[derive(Clone, Copy, Debug)]
pub struct HttpRow {
    /// The status, if a framework has not chosen one.
    pub(super) status: u16,
    /// The number of the row for a status of 400 to 499, or `NO_ROW`.
    pub(super) client: u16,
    /// The number of the row for a status of 500 to 599, or `NO_ROW`.
    pub(super) server: u16,
}

impl HttpRow {
    /// For the generated code.
    pub const fn new(status: u16, client: u16, server: u16) -> Self {
        Self { status, client, server }
    }
}
