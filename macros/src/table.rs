//! The static table: one text with those of all rows, two numbers a row, and what few rows have.
//!
//! It is put together as text, which the compiler tokenises: for each row eight tokens, and for all their texts one.

use std::fmt::Write;

use errcat_catalog::{Catalog, Level, Piece, Row};
use proc_macro2::TokenStream;
use quote::quote;

use crate::input::Input;
use crate::{doc, params};

// What `errcat`'s `entry.rs` reads from a row's second number.
const RETRYABLE: u64 = 1;
const HAS_MORE: u64 = 1 << 1;
const LEVEL: u32 = 2;

/// The statics `__TABLE` and `__ENTRIES`, with a row for each of so many variants: those that the catalog does not
/// know come last, and have nothing.
pub(crate) fn table(input: &Input, catalog: &Catalog, variants: usize) -> TokenStream {
    let krate = &input.krate;
    let mut table = Table::default();
    for row in &catalog.rows {
        table.push(row);
    }
    let Table { text, mut entries, more, .. } = table;
    for _ in catalog.rows.len()..variants {
        entries.push_str("__entry(0,0),");
    }
    let entries = tokens(&entries);
    let more = tokens(&more);
    quote! {
        // A path in an expression would report a crate that is not there once more than those in types do.
        type __Entry = #krate::Entry;
        type __More = #krate::__private::More;
        type __Params = #krate::__private::Params;
        type __Table = #krate::__private::Table;

        static __TABLE: __Table = __Table::new(#text, &[#more]);

        const fn __entry(place: ::core::primitive::u64, rest: ::core::primitive::u64) -> __Entry {
            __Entry::new(&__TABLE, place, rest)
        }

        static __ENTRIES: [__Entry; #variants] = [#entries];
    }
}

#[derive(Default)]
struct Table {
    text: String,
    entries: String,
    more: String,
    rows: u64,
}

impl Table {
    fn push(&mut self, row: &Row) {
        let Row { code, variant, description, status, .. } = row;
        let at = self.text.len() as u64;
        for text in [code, variant, description] {
            self.text.push_str(text);
        }
        let number = self.rows;
        self.rows += 1;
        let place = at | (code.len() as u64) << 32 | (variant.len() as u64) << 48;
        let flags = flags(row) | if self.push_more(row, number) { HAS_MORE } else { 0 };
        let rest = description.len() as u64 | u64::from(*status) << 16 | number << 32 | flags << 48;
        // Writing into a string cannot fail.
        let _ = write!(self.entries, "__entry({place},{rest}),");
    }

    /// Writes what few rows have, if this one has any of it.
    fn push_more(&mut self, row: &Row, number: u64) -> bool {
        let mut more = String::new();
        let texts = [("help", &row.help), ("docs_url", &row.docs_url), ("since", &row.since)];
        for (name, text) in texts {
            if let Some(text) = text {
                let _ = write!(more, ".{name}({text:?})");
            }
        }
        if let Some([Piece::Text(message)]) = row.message.as_deref().filter(|_| row.params.is_empty()) {
            let _ = write!(more, ".message({message:?})");
        }
        if let Some(deprecated) = &row.deprecated {
            let _ = write!(more, ".deprecated({:?})", doc::deprecation(deprecated));
        }
        if !row.params.is_empty() {
            let _ = write!(more, ".params({})", params::literal(row));
        }
        if let Some(seconds) = row.retry_after {
            let _ = write!(more, ".retry_after({seconds})");
        }
        let has_more = !more.is_empty();
        if has_more {
            let _ = write!(self.more, "__More::of({number}){more},");
        }
        has_more
    }
}

fn flags(row: &Row) -> u64 {
    let level = match row.level {
        Level::Error => 0,
        Level::Warn => 1,
        Level::Info => 2,
        Level::Debug => 3,
        Level::Trace => 4,
    };
    level << LEVEL | if row.retryable { RETRYABLE } else { 0 }
}

/// Rust that this crate has put together.
pub(crate) fn tokens(text: &str) -> TokenStream {
    text.parse().expect("numbers, names and escaped strings are tokens")
}
