//! How many rows there are.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::raw::Row;
use crate::rule::Rule;
use crate::source::Sources;

/// More codes than this have no 16-bit number.
const MOST: usize = 65_535;

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
    // A file that cannot be read, or made sense of, has been reported and may well hold rows.
    if rows.is_empty() && out.is_empty() {
        let start = sources.start();
        let help = "write a row: `[[error]]` with a `code` and a `status`".to_owned();
        out.push(Diagnostic::new(Rule::EmptyCatalog, start, "the catalog has no rows").help(help));
    }
}
