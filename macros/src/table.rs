//! Generates the static table: two strings with the texts of all rows, two numbers for each row, and the optional
//! fields of rows.
//!
//! It is written as text, which the compiler tokenises. Each row adds only a few tokens, because the texts of all rows
//! share two string literals.

use std::collections::HashMap;
use std::fmt::Write;

use errcat_catalog::row::{
    CODE_AT, CODE_LEN, DESCRIPTION_LEN, INTERNAL, LEVEL, MORE, RETRYABLE, STATUS, TEXT_AT, VARIANT_LEN,
};
use errcat_catalog::{Catalog, Deprecated, Piece, Row};
use proc_macro2::TokenStream;
use quote::quote;

use crate::input::Input;
use crate::tokens::{literals, tokens};
use crate::{bodies, doc, params};

/// Returns the statics `__TABLE` and `__ENTRIES`. Each of the `variants` variants has an entry. The variants without a
/// row come last, and their entries are empty.
pub(crate) fn table(input: &Input, catalog: &Catalog, variants: usize) -> TokenStream {
    let krate = &input.krate;
    let mut table = Table { keys: catalog.data_keys(), ..Table::default() };
    for row in &catalog.rows {
        table.push(catalog, row);
    }
    let Table { codes, texts, mut entries, more, keys, .. } = table;
    for _ in catalog.rows.len()..variants {
        entries.push_str("__entry(0,0),");
    }
    let mut texts = literals([codes, texts].into_iter());
    let (codes, texts) = (texts.next(), texts.next());
    let entries = tokens(&entries);
    let more = tokens(&more);
    quote! {
        // If the crate is missing, a path in an expression would cause more errors than these paths in types.
        type __Entry = #krate::Entry;
        type __More = #krate::__private::More;
        type __Deprecated = #krate::__private::Deprecated;
        type __Scalar = #krate::__private::Scalar;
        type __Params = #krate::__private::RowParams;
        type __Table = #krate::__private::Table;

        static __TABLE: __Table = __Table::new(#codes, #texts, &[#(#keys),*], &[#more]);

        const fn __entry(__code: ::core::primitive::u64, __text: ::core::primitive::u64) -> __Entry {
            __Entry::new(&__TABLE, __code, __text)
        }

        static __ENTRIES: [__Entry; #variants] = [#entries];
    }
}

#[derive(Default)]
struct Table<'a> {
    codes: String,
    texts: String,
    entries: String,
    more: String,
    /// The index in `more` of each text of optional fields. Rows with the same fields share an entry.
    indexes: HashMap<String, u64>,
    /// The keys of `data`.
    keys: Vec<&'a str>,
}

impl Table<'_> {
    fn push(&mut self, catalog: &Catalog, row: &Row) {
        let Row { code, variant, description, status, .. } = row;
        let (code_at, text_at) = (self.codes.len() as u64, self.texts.len() as u64);
        self.codes.push_str(code);
        self.texts.push_str(variant);
        self.texts.push_str(description);
        let more = self.push_more(catalog, row);
        let code = CODE_AT.pack(code_at)
            | CODE_LEN.pack(code.len() as u64)
            | MORE.pack(more)
            | RETRYABLE.pack(row.retryable.into())
            | LEVEL.pack(row.level as u64)
            | INTERNAL.pack(row.internal.into());
        let text = TEXT_AT.pack(text_at)
            | VARIANT_LEN.pack(variant.len() as u64)
            | DESCRIPTION_LEN.pack(description_len(row).into())
            | STATUS.pack((status - 400).into());
        // Writing into a string cannot fail.
        let _ = write!(self.entries, "__entry({code},{text}),");
    }

    /// Writes the optional fields of a row, and returns their index.
    fn push_more(&mut self, catalog: &Catalog, row: &Row) -> u64 {
        let mut more = String::new();
        let texts = [("help", &row.help), ("docs_url", &row.docs_url), ("since", &row.since)];
        for (name, text) in texts {
            if let Some(text) = text {
                let _ = write!(more, ".{name}({text:?})");
            }
        }
        if let Some([Piece::Text(message)]) = row.message.as_deref() {
            let _ = write!(more, ".message({message:?})");
        }
        if let Some(deprecated) = &row.deprecated {
            let _ = write!(more, ".deprecated({})", deprecation(catalog, row, deprecated));
        }
        if !row.params.is_empty() {
            let _ = write!(more, ".params({})", params::literal(row));
        }
        if description_len(row) == DESCRIPTION_LEN.max() {
            let _ = write!(more, ".description_len({})", row.description.len());
        }
        if let Some(seconds) = row.retry_after {
            let _ = write!(more, ".retry_after({seconds})");
        }
        if !row.headers.is_empty() {
            let _ = write!(more, ".headers(&{:?})", row.headers);
        }
        if !self.keys.is_empty() {
            let _ = write!(more, ".data(&[{}])", bodies::data(row, &self.keys));
        }
        if more.is_empty() {
            return MORE.max().into();
        }
        let next = self.indexes.len() as u64;
        *self.indexes.entry(more).or_insert_with_key(|more| {
            let _ = write!(self.more, "__More::new(){more},");
            next
        })
    }
}

/// Returns a deprecation as the runtime keeps it.
fn deprecation(catalog: &Catalog, row: &Row, deprecated: &Deprecated) -> String {
    let option = |text: Option<&str>| match text {
        Some(text) => format!("::core::option::Option::Some({text:?})"),
        None => "::core::option::Option::None".to_owned(),
    };
    let text = doc::deprecation(deprecated);
    let [since, note] = [&deprecated.since, &deprecated.note].map(|text| option(text.as_deref()));
    let replacement = option(catalog.replacement(row).map(|row| row.code.as_str()));
    format!("&__Deprecated{{text:{text:?},since: {since},note: {note},replacement: {replacement}}}")
}

/// Returns the length of the description for the bits of the row.
fn description_len(row: &Row) -> u32 {
    let length = u32::try_from(row.description.len()).unwrap_or(u32::MAX);
    length.min(DESCRIPTION_LEN.max())
}
