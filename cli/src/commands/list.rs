//! `list`: the codes of catalogs, as a table or as data.

use std::io::{self, Write};
use std::process::ExitCode;

use errcat_catalog::{Catalog, Row};
use serde_json::json;

use super::{Failed, read_all};
use crate::arguments::{List, ListFormat};

pub(crate) fn run(arguments: &List) -> Result<ExitCode, Failed> {
    let wanted = Wanted::new(arguments)?;
    let catalogs = read_all(&arguments.catalogs)?;
    let rows = catalogs.iter().flat_map(|catalog| catalog.rows.iter().map(move |row| (catalog, row)));
    let rows: Vec<_> = rows.filter(|(_, row)| wanted.has(row)).collect();
    let mut output = anstream::stdout().lock();
    match arguments.format {
        ListFormat::Table => table(&rows, &mut output)?,
        ListFormat::Json => objects(&rows, &mut output)?,
        ListFormat::Csv => csv(&rows, &mut output)?,
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Which codes are listed.
struct Wanted<'a> {
    /// The first and the last status.
    statuses: (u16, u16),
    prefix: &'a str,
    retryable: bool,
}

impl<'a> Wanted<'a> {
    fn new(arguments: &'a List) -> Result<Self, Failed> {
        let statuses = arguments.status.as_deref().map_or(Ok((0, u16::MAX)), statuses)?;
        Ok(Self {
            statuses,
            prefix: arguments.prefix.as_deref().unwrap_or_default(),
            retryable: arguments.retryable,
        })
    }

    fn has(&self, row: &Row) -> bool {
        let (first, last) = self.statuses;
        (first..=last).contains(&row.status)
            && row.code.starts_with(self.prefix)
            && (row.retryable || !self.retryable)
    }
}

/// The statuses of `404`, or of `4xx`.
fn statuses(text: &str) -> Result<(u16, u16), Failed> {
    let class = text.strip_suffix("xx").and_then(|class| class.parse().ok());
    match (class, text.parse()) {
        (Some(class @ 4..=5), _) => Ok((class * 100, class * 100 + 99)),
        (_, Ok(status @ 400..=599)) => Ok((status, status)),
        _ => Err(Failed(format!(
            "`{text}` is not a status; write one such as `404`, or a class such as `4xx`"
        ))),
    }
}

type Rows<'a> = [(&'a Catalog, &'a Row)];

fn table(rows: &Rows<'_>, output: &mut impl Write) -> io::Result<()> {
    let width = rows.iter().map(|(_, row)| row.code.chars().count()).max().unwrap_or_default();
    for (_, Row { code, status, description, .. }) in rows {
        // What a terminal would obey is not printed.
        let description = description.replace(char::is_control, " ");
        writeln!(output, "{code:width$}  {status}  {description}")?;
    }
    Ok(())
}

fn objects(rows: &Rows<'_>, output: &mut impl Write) -> io::Result<()> {
    for (catalog, row) in rows {
        let Row { code, status, description, variant, retryable, retry_after, docs_url, internal, .. } = row;
        let object = json!({
            "catalog": catalog.name, "code": code, "status": status, "description": description, "variant": variant,
            "retryable": retryable, "retry_after": retry_after, "docs_url": docs_url, "internal": internal,
            "deprecated": row.deprecated.is_some(),
        });
        writeln!(output, "{object}")?;
    }
    Ok(())
}

fn csv(rows: &Rows<'_>, output: &mut impl Write) -> io::Result<()> {
    write!(output, "code,status,variant,retryable,description\r\n")?;
    for (_, Row { code, status, variant, retryable, description, .. }) in rows {
        let (code, description) = (field(code), field(description));
        write!(output, "{code},{status},{variant},{retryable},{description}\r\n")?;
    }
    Ok(())
}

/// A field of CSV. A spreadsheet takes a field that begins with one of these characters for a formula.
fn field(text: &str) -> String {
    let formula = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{formula}{}\"", text.replace('"', "\"\""))
}
