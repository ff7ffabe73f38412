//! Keeps the names of rows that would be lost because of a wrong header, or of `:` in place of `=`.
//!
//! What is written into the text has the length of what was there, so that all other places stay the same.

use std::ops::Range;

use toml::de::{DeArray, DeTable, DeValue};

use super::{Toml, advice, blank, header};

/// The header that is written over a wrong header of a row. It is short, so that it fits. A catalog has no such key.
const HEADER: &str = "[[\"\"]]";
const KEY: &str = "";

/// Replaces the wrong header of these lines, and keeps the keys under it. The tables of the row are lost, and lines that
/// are no row.
pub(super) fn row(text: &mut String, lines: Range<usize>) {
    let line = header::line(text, lines.start);
    let start = text[line.clone()].find('[').map_or(line.end, |at| line.start + at);
    let is_row = header::name(&text[line.clone()]) == Some("error") && line.end - start >= HEADER.len();
    if !is_row {
        return blank(text, [lines].iter());
    }
    let keys =
        text[line.end..lines.end].split_inclusive('\n').take_while(|next| header::name(next).is_none());
    let tables = line.end + keys.map(str::len).sum::<usize>()..lines.end;
    blank(text, [line, tables].iter());
    text.replace_range(start..start + HEADER.len(), HEADER);
}

/// Adds the rows whose headers were replaced to the other rows, if they have a code.
pub(super) fn adopt(table: &mut DeTable<'_>) {
    let Some((key, rows)) = table.remove_entry(KEY) else { return };
    let DeValue::Array(rows) = rows.into_inner() else { return };
    let span = key.span();
    let all = table
        .entry(toml::Spanned::new(span.clone(), "error".into()))
        .or_insert_with(|| toml::Spanned::new(span, DeValue::Array(DeArray::new())));
    let DeValue::Array(all) = all.get_mut() else { return };
    let has_code = |row: &DeValue<'_>| row.as_table().is_some_and(|row| row.contains_key("code"));
    rows.into_iter().filter(|row| has_code(row.get_ref())).for_each(|row| all.push(row));
}

/// Returns a line that has `:` after its key, with `=` in its place. Only the keys that decide the name of a variant are
/// worth it.
pub(super) fn line(line: &str) -> Option<String> {
    let at = advice::colon(0, line)?;
    let key = line[..at].trim().trim_matches(['"', '\'']);
    let value = line[at + 1..].trim_end();
    let value = value.strip_suffix(',').unwrap_or(value);
    let instead = format!("{}={value}", &line[..at]);
    let is_right = || Toml::parse(&instead).errors.is_empty();
    let spaces = " ".repeat(line.len() - instead.len());
    (matches!(key, "code" | "variant") && is_right()).then(|| format!("{instead}{spaces}"))
}
