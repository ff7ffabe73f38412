//! How many rows there are.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::raw::Row;
use crate::rule::Rule;
use crate::source::{Sources, Spanned};

/// More codes than this have no 16-bit number.
const MOST: usize = 65_535;

/// More bytes than this of all descriptions are not counted by the 29 bits that a row has for where its own are, beside
/// the names of so many rows.
const MOST_TEXT: usize = 256 * 1024 * 1024;

pub(super) fn count(rows: &[Row], sources: &Sources, out: &mut Diagnostics) {
    let mut codes = 0;
    let too_many = rows.iter().find(|row| {
        codes += 1 + row.aliases.len();
        codes > MOST
    });
    if let Some(row) = too_many {
        let message = "more codes and aliases than a catalog can hold";
        let help = format!("keep it to {MOST} codes, aliases among them");
        out.push(Diagnostic::new(Rule::TooManyRows, row.span, message).help(help));
    }
    if let Some(given) = text_past(MOST_TEXT, rows) {
        let message = "more text in descriptions than a catalog can hold";
        let help = format!("keep all of them together to {MOST_TEXT} bytes");
        out.push(Diagnostic::new(Rule::DescriptionTooLong, given.span, message).help(help));
    }
    // A file that cannot be read, or made sense of, has been reported and may well hold rows.
    if rows.is_empty() && out.is_empty() {
        let start = sources.start();
        let help = "write a row: `[[error]]` with a `code` and a `status`".to_owned();
        out.push(Diagnostic::new(Rule::EmptyCatalog, start, "the catalog has no rows").help(help));
    }
}

/// The first description that is not within so many bytes of all.
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
