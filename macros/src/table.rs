//! The static table: two strings with the texts of all rows, two numbers a row, and what few rows have.
//!
//! It is put together as text, which the compiler tokenises: for each row eight tokens, and for all their texts one.

use std::fmt::Write;

use errcat_catalog::{Catalog, Level, Piece, Row};
use proc_macro2::TokenStream;
use quote::quote;

use crate::input::Input;
use crate::{doc, params};

// What `errcat`'s `entry.rs` reads from a row's two numbers: where some bits begin. How many there are follows from what a
// catalog may hold: codes of 1 KiB, 65,535 rows.
const CODE_LEN: u32 = 26;
const ROW: u32 = 37;
const RETRYABLE: u32 = 53;
const HAS_MORE: u32 = 54;
const LEVEL: u32 = 55;
const VARIANT_LEN: u32 = 29;
const DESCRIPTION_LEN: u32 = 42;
const STATUS: u32 = 55;
/// What stands for the length of a description of so many bytes or more, which has its place with what few rows have.
const LONG: usize = (1 << (STATUS - DESCRIPTION_LEN)) - 1;

/// The statics `__TABLE` and `__ENTRIES`, with a row for each of so many variants: those that the catalog does not
/// know come last, and have nothing.
pub(crate) fn table(input: &Input, catalog: &Catalog, variants: usize) -> TokenStream {
    let krate = &input.krate;
    let mut table = Table::default();
    for row in &catalog.rows {
        table.push(row);
    }
    let Table { codes, texts, mut entries, more, .. } = table;
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

        static __TABLE: __Table = __Table::new(#codes, #texts, &[#more]);

        const fn __entry(__code: ::core::primitive::u64, __text: ::core::primitive::u64) -> __Entry {
            __Entry::new(&__TABLE, __code, __text)
        }

        static __ENTRIES: [__Entry; #variants] = [#entries];
    }
}

#[derive(Default)]
struct Table {
    codes: String,
    texts: String,
    entries: String,
    more: String,
    rows: u64,
}

impl Table {
    fn push(&mut self, row: &Row) {
        let Row { code, variant, description, status, .. } = row;
        let (code_at, text_at) = (self.codes.len() as u64, self.texts.len() as u64);
        self.codes.push_str(code);
        self.texts.push_str(variant);
        self.texts.push_str(description);
        let number = self.rows;
        self.rows += 1;
        let has_more = self.push_more(row, number);
        let code = code_at
            | (code.len() as u64) << CODE_LEN
            | number << ROW
            | u64::from(row.retryable) << RETRYABLE
            | u64::from(has_more) << HAS_MORE
            | level(row.level) << LEVEL;
        let text = text_at
            | (variant.len() as u64) << VARIANT_LEN
            | (description.len().min(LONG) as u64) << DESCRIPTION_LEN
            | u64::from(status - 400) << STATUS;
        // Writing into a string cannot fail.
        let _ = write!(self.entries, "__entry({code},{text}),");
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
        if row.description.len() >= LONG {
            let _ = write!(more, ".description_len({})", row.description.len());
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

fn level(level: Level) -> u64 {
    match level {
        Level::Error => 0,
        Level::Warn => 1,
        Level::Info => 2,
        Level::Debug => 3,
        Level::Trace => 4,
    }
}

/// Rust that this crate has put together.
pub(crate) fn tokens(text: &str) -> TokenStream {
    text.parse().expect("numbers, names and escaped strings are tokens")
}
