//! The line that says what has been checked.

use std::fmt;

use errcat_catalog::Catalog;

/// How much has been checked, and how much has been found.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) catalogs: usize,
    /// Whether a catalog has mistakes. Then the number of all codes is not known.
    is_partial: bool,
    codes: usize,
    pub(super) locks: usize,
    pub(super) texts: usize,
    pub(super) generated: usize,
    pub(super) findings: usize,
}

impl Summary {
    /// Adds a catalog. One with mistakes is `None`.
    pub(super) fn add(&mut self, catalog: Option<&Catalog>) {
        self.catalogs += 1;
        self.is_partial |= catalog.is_none();
        self.codes += catalog.map_or(0, |catalog| catalog.rows.len());
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let catalogs = number(self.catalogs, "catalog", "catalogs");
        let codes = number(self.codes, "code", "codes");
        let catalogs = if self.is_partial { catalogs } else { format!("{catalogs} with {codes}") };
        let others = [
            (self.locks, "lock", "locks"),
            (self.texts, "file of texts", "files of texts"),
            (self.generated, "generated file", "generated files"),
        ];
        let others = others.into_iter().filter(|(count, ..)| *count > 0);
        let all: Vec<_> =
            [catalogs].into_iter().chain(others.map(|(count, one, more)| number(count, one, more))).collect();
        let findings = match self.findings {
            0 => "no findings".to_owned(),
            count => number(count, "finding", "findings"),
        };
        write!(f, "checked {}: {findings}", list(&all))
    }
}

fn number(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// A list with "and" before its last part.
fn list(parts: &[String]) -> String {
    match parts {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        parts => parts.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn the_line_names_what_has_been_checked() {
        let all = Summary { catalogs: 1, codes: 61, locks: 1, texts: 2, generated: 1, ..Summary::default() };
        let expected =
            "checked 1 catalog with 61 codes, 1 lock, 2 files of texts and 1 generated file: no findings";
        assert_eq!(all.to_string(), expected);
        let partial = Summary { catalogs: 2, codes: 1, is_partial: true, findings: 1, ..Summary::default() };
        assert_eq!(partial.to_string(), "checked 2 catalogs: 1 finding");
    }
}
