//! The rows of a framework's own failures, settled while the catalog is compiled.

use errcat_catalog::Catalog;
use errcat_catalog::http::{KINDS, Side};
use proc_macro2::TokenStream;
use quote::quote;

use crate::input::Input;

/// The row of no kind.
const NO_ROW: u16 = u16::MAX;

/// What the catalog says of each kind, in the order of the kinds.
pub(crate) fn rows(input: &Input, catalog: &Catalog) -> TokenStream {
    let krate = &input.krate;
    let rows = KINDS.iter().map(|kind| {
        let row =
            |side| catalog.http_row(kind, side).and_then(|row| u16::try_from(row).ok()).unwrap_or(NO_ROW);
        let (status, client, server) = (catalog.http_status(kind), row(Side::Client), row(Side::Server));
        quote! { __HttpRow::new(#status, #client, #server) }
    });
    quote! {
        {
            type __HttpRow = #krate::__private::HttpRow;
            &[#(#rows),*]
        }
    }
}
