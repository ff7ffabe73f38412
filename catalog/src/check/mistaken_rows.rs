//! The rows that mistakes are in.

use std::collections::BTreeMap;

use super::row::LONGEST_CODE;
use crate::diagnostic::Diagnostics;
use crate::raw::Row;
use crate::source::{Sources, Span};
use crate::syntax::region_of_row;

/// Notes the code of the row that each mistake is in. A mistake in `[defaults]` is in no row.
pub(super) fn note(rows: &[Row], sources: &Sources, out: &mut Diagnostics) {
    if out.is_empty() {
        return;
    }
    let rows: BTreeMap<Span, &Row> = rows.iter().map(|row| (row.span, row)).collect();
    let mut regions = BTreeMap::new();
    for diagnostic in out.list_mut() {
        // The start of the main file is the place of a mistake in the whole catalog.
        let Some(span) = diagnostic.span.filter(|span| sources.start() != Some(*span)) else { continue };
        let Some((start, row)) = rows.range(..=Span { end: usize::MAX, ..span }).next_back() else {
            continue;
        };
        let text = sources.text(start.file);
        let region = regions.entry(*start).or_insert_with(|| region_of_row(text, start.start));
        if start.file == span.file && region.contains(&span.start) {
            diagnostic.code = code(row);
        }
    }
}

/// The code of a row, unless the code itself is a mistake that must not be repeated.
fn code(row: &Row) -> Option<String> {
    let code = row.code.given()?.value.to_string();
    let is_shown = !code.is_empty() && code.len() <= LONGEST_CODE && !code.contains(char::is_control);
    is_shown.then_some(code)
}

#[cfg(test)]
mod tests {
    use std::io;

    use crate::{Diagnostic, Load};

    /// The main file. It is that of a service, so that a mistake can be in all of it.
    struct Main(String);

    impl Load for Main {
        fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
            match path {
                "included.toml" => Ok(b"[[error]]\ncode = \"in\"\nstatus = 200\n".to_vec()),
                _ => Ok(self.0.clone().into_bytes()),
            }
        }

        fn is_served(&self) -> bool {
            true
        }
    }

    /// The mistakes in a catalog: the rule and the code of each, with a space between them.
    fn codes(text: &str) -> Vec<String> {
        let rejected = crate::read("c.toml", &mut Main(text.to_owned())).expect_err("a mistake");
        let shown = |Diagnostic { rule, code, .. }: &Diagnostic| {
            format!("{} {}", rule.id(), code.as_deref().unwrap_or("-"))
        };
        rejected.diagnostics.iter().map(shown).collect()
    }

    #[test]
    fn a_mistake_in_a_row_has_its_code() {
        let text = "include = [\"included.toml\"]\n[[error]]\ncode = \"a\"\nstatus = 200\n[error.data]\nb = [1]\n\
                    [[error]]\ncode = \"b\"\nstatus = 400\nx = 1\nhelp = \"open\n[[error]]\nstatus = 400\ncode = \"a\"\n";
        let expected = [
            "status-out-of-range a",
            "wrong-type a",
            "unknown-key b",
            "toml-syntax b",
            "duplicate-code a",
            "status-out-of-range in",
        ];
        assert_eq!(codes(text), expected);
        let inline = "error = [{ code = 1, status = 200 }, { code = 2, status = 300 }]\n";
        assert_eq!(codes(inline), ["status-out-of-range 1", "status-out-of-range 2"]);
    }

    #[test]
    fn a_mistake_elsewhere_has_none() {
        let row = "[[error]]\ncode = \"a\"\nstatus = 400\n";
        for (text, rule) in [
            (format!("{row}[defaults]\ndata = [1]\n"), "wrong-type"),
            (format!("{row}[htttp]\n"), "unknown-key"),
            (format!("{row}[http]\nnot_found = \"b\"\n"), "unknown-http-code"),
            (format!("[catalog]\nx = 1\n{row}"), "unknown-key"),
            (format!("{row}[catalog]\nstrict = true\n"), "open-http-kinds"),
            ("[[error]]\nstatus = 400\n".to_owned(), "missing-code"),
            (format!("[[error]]\nstatus = 400\ncode = \"{}\"", "a".repeat(1025)), "code-too-long"),
            ("[[error]]\nstatus = 400\ncode = \"\\u001b\"".to_owned(), "control-character"),
        ] {
            let codes = codes(&text);
            assert!(codes.contains(&format!("{rule} -")), "{text}\n{codes:?}");
            assert!(codes.iter().all(|shown| shown.ends_with(" -")), "{text}\n{codes:?}");
        }
    }
}
