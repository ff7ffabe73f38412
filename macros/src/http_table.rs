//! Generates the table with the row for each kind of framework failure, so that it is known at compile time.

use errcat_catalog::row::NO_ROW;
use errcat_catalog::{Catalog, HTTP_KEYS, Side};
use proc_macro2::TokenStream;
use quote::quote;

use crate::input::Input;

/// Returns the table, in the order of the kinds.
pub(crate) fn rows(input: &Input, catalog: &Catalog) -> TokenStream {
    let krate = &input.krate;
    let rows = HTTP_KEYS.iter().map(|key| {
        let row =
            |side| catalog.http_row(key, side).and_then(|row| u16::try_from(row).ok()).unwrap_or(NO_ROW);
        let (status, client, server) = (catalog.http_status(key), row(Side::Client), row(Side::Server));
        quote! { __HttpRow::new(#status, #client, #server) }
    });
    quote! {
        {
            type __HttpRow = #krate::__private::HttpRow;
            &[#(#rows),*]
        }
    }
}
