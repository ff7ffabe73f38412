//! Diagnostics of the catalog as compile errors at the path in the attribute.

use errcat_catalog::Diagnostics;
use proc_macro2::Span;
use syn::Error;

/// One error for each mistake, in file order.
pub(crate) fn errors(diagnostics: &Diagnostics, path: Span) -> Vec<Error> {
    diagnostics.messages().map(|message| Error::new(path, message)).collect()
}
