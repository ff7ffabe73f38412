//! Rules over the number and the total size of the rows.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::raw::Row;
use crate::rule::Rule;
use crate::source::{Sources, Spanned};

/// The largest number of codes and aliases. Their numbers have 16 bits.
const MOST: usize = 65_535;

/// The largest length of all descriptions together, in bytes. With the names of all variants, it fits into the 29 bits
/// that a row has for the position of its texts.
const MOST_TEXT: usize = 256 * 1024 * 1024;

pub(super) fn count(rows: &[Row], sources: &Sources, out: &mut Diagnostics) {
    let mut codes = 0;
    let too_many = rows.iter().find(|row| {
        codes += 1 + row.aliases.len();
        codes > MOST
    });
    if let Some(row) = too_many {
        let message = "more codes and aliases than a catalog can hold";
        let help = format!("use at most {MOST} codes, including aliases");
        out.push(Diagnostic::new(Rule::TooManyRows, row.span, message).help(help));
    }
    if let Some(given) = text_past(MOST_TEXT, rows) {
        let message = "more text in descriptions than a catalog can hold";
        let help = format!("use at most {MOST_TEXT} bytes for all descriptions together");
        out.push(Diagnostic::new(Rule::DescriptionTooLong, given.span, message).help(help));
    }
    // If a file could not be read, that has been reported, and the file may contain rows.
    if rows.is_empty() && out.is_empty() {
        let start = sources.start();
        let help = "add a row: `[[error]]` with a `code` and a `status`";
        out.push(Diagnostic::new(Rule::EmptyCatalog, start, "the catalog has no rows").help(help));
    }
}

/// Returns the first description that ends after the first `most` bytes of all descriptions.
fn text_past(most: usize, rows: &[Row]) -> Option<&Spanned<String>> {
    let mut bytes = 0;
    rows.iter().filter_map(|row| row.description.given()).find(|given| {
        bytes += given.value.len();
        bytes > most
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse::parse;

    #[test]
    fn the_text_of_all_descriptions_is_counted() {
        let mut sources = Sources::default();
        let row = "[[error]]\ndescription = \"four\"\n[[error]]\n".repeat(3);
        let id = sources.add("error_codes.toml".to_owned(), row);
        let parsed = parse(id, &sources, &mut Diagnostics::default()).ok().expect("a catalog");
        let rows = parsed.file.catalog.rows;
        assert_eq!(text_past(12, &rows), None);
        assert_eq!(text_past(11, &rows), rows[4].description.given());
        assert_eq!(text_past(3, &rows), rows[0].description.given());
    }
}
