//! Rules over the replacements of deprecated codes.

use std::collections::HashMap;

use super::codes;
use crate::catalog;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{self, Code, Row};
use crate::rule::Rule;
use crate::source::Spanned;

/// Checks the replacements, and returns the rows with the variants of the replacements filled in.
pub(super) fn check(
    raw: &raw::Catalog,
    variants: &[Option<String>],
    mut checked: Vec<catalog::Row>,
    out: &mut Diagnostics,
) -> Vec<catalog::Row> {
    let rows = &raw.rows;
    if rows.iter().all(|row| replacement(row).is_none()) {
        return checked;
    }
    let graph = Graph::new(rows);
    for (index, row) in rows.iter().enumerate() {
        let Some(used) = replacement(row) else { continue };
        match graph.next[index] {
            Some(next) => graph.check(index, next, used, out),
            None if out.hides_rows() => {}
            None => {
                let text = used.value.to_string();
                let message = format!("the replacement {} is not a code of this catalog", quote(&text));
                let help = codes::instead(&text, Some(index), raw, variants, out);
                out.push(Diagnostic::new(Rule::UnknownReplacement, used.span, message).help(help));
            }
        }
    }
    let variants: HashMap<String, String> =
        checked.iter().map(|row| (row.code.clone(), row.variant.clone())).collect();
    for row in &mut checked {
        let used = graph.by_code.get(&row.code).and_then(|index| replacement(&rows[*index]));
        if let (Some(deprecated), Some(used)) = (&mut row.deprecated, used) {
            deprecated.replacement = variants.get(&used.value.to_string()).cloned();
        }
    }
    checked
}

/// Returns the code in `deprecated.use` of a row.
fn replacement(row: &Row) -> Option<&Spanned<Code>> {
    row.deprecated.given()?.value.replacement.as_ref()
}

/// The replacement of each row.
struct Graph<'a> {
    rows: &'a [Row],
    by_code: HashMap<String, usize>,
    /// For each row, the index of the row that replaces it.
    next: Vec<Option<usize>>,
}

impl<'a> Graph<'a> {
    fn new(rows: &'a [Row]) -> Self {
        let coded = rows.iter().enumerate();
        let by_code: HashMap<String, usize> =
            coded.filter_map(|(index, row)| Some((row.code.given()?.value.to_string(), index))).collect();
        let next = rows.iter().map(|row| by_code.get(&replacement(row)?.value.to_string()).copied());
        Self { rows, next: next.collect(), by_code }
    }

    fn check(&self, index: usize, next: usize, used: &Spanned<Code>, out: &mut Diagnostics) {
        match self.cycle(index) {
            // A cycle is reported once, at its first row.
            Some(cycle) if cycle.iter().all(|other| *other >= index) => {
                out.push(self.circular(index, used, &cycle));
            }
            None if self.is_deprecated(next) => out.push(self.deprecated(next, used)),
            Some(_) | None => {}
        }
    }

    fn is_deprecated(&self, row: usize) -> bool {
        self.rows[row].deprecated.given().is_some()
    }

    /// Returns the rows of the cycle that starts at `index`, if there is one. A very long cycle is not found.
    fn cycle(&self, index: usize) -> Option<Vec<usize>> {
        const LONGEST: usize = 100;
        let mut cycle = vec![index];
        let mut at = index;
        while let Some(next) = self.next[at].filter(|_| cycle.len() < LONGEST) {
            if next == index {
                return Some(cycle);
            }
            cycle.push(next);
            at = next;
        }
        None
    }

    fn circular(&self, index: usize, used: &Spanned<Code>, cycle: &[usize]) -> Diagnostic {
        let own = self.rows[index].code.given().map(|code| code.value.to_string()).unwrap_or_default();
        let message = format!("code {} is replaced by itself", quote(&own));
        let labels = cycle[1..].iter().filter_map(|other| replacement(&self.rows[*other]));
        let diagnostic = Diagnostic::new(Rule::CircularReplacement, used.span, message)
            .help("remove `deprecated` from one of these rows, or use another code as its replacement");
        labels.fold(diagnostic, |diagnostic, used| {
            diagnostic.label(used.span, format!("replaced by {} here", quote(&used.value.to_string())))
        })
    }

    fn deprecated(&self, next: usize, used: &Spanned<Code>) -> Diagnostic {
        let message = format!("the replacement {} is itself deprecated", quote(&used.value.to_string()));
        let last = self.next[next].filter(|last| !self.is_deprecated(*last));
        let help = match last.and_then(|_| replacement(&self.rows[next])) {
            Some(last) => format!("use its replacement: {}", quote(&last.value.to_string())),
            None => "use a code that is not deprecated".to_owned(),
        };
        let diagnostic = Diagnostic::new(Rule::DeprecatedReplacement, used.span, message).help(help);
        match self.rows[next].deprecated.given() {
            Some(given) => diagnostic.label(given.span, "deprecated here"),
            None => diagnostic,
        }
    }
}
