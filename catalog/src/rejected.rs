//! The result of reading a catalog with mistakes.

use crate::catalog::Catalog;
use crate::diagnostic::Diagnostics;

/// The result of reading a catalog with mistakes: every mistake, and the part of the catalog that could be read.
#[derive(Debug)]
pub struct Rejected {
    /// Every mistake. There is at least one.
    pub diagnostics: Diagnostics,
    /// The rows that have a variant name, with placeholders for their wrong values.
    ///
    /// The macro generates the enum from these rows, so that code which uses the enum does not cause further errors. A
    /// service must not run with them.
    pub salvage: Catalog,
}
