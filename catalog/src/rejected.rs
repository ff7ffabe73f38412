//! What a catalog with mistakes becomes.

use crate::catalog::Catalog;
use crate::diagnostic::Diagnostics;

/// What a wrong catalog gives: every mistake, and what could be understood all the same.
#[derive(Debug)]
pub struct Rejected {
    /// Every mistake; at least one.
    pub diagnostics: Diagnostics,
    /// The rows that have a name, with placeholders for what is wrong with them: enough to compile the code that
    /// uses the enum, so that nothing else fails in the catalog's wake. Never what a service may run on.
    pub salvage: Catalog,
}
