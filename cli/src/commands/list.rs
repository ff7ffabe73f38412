//! `list`: the codes of catalogs, as a table or as data.

use std::io::{self, Write};
use std::process::ExitCode;

use errcat_catalog::{Catalog, Row};
use serde::Serialize;

use super::{Failed, read_all};
use crate::arguments::{List, ListFormat};

pub(crate) fn run(arguments: &List) -> Result<ExitCode, Failed> {
    let wanted = Wanted::new(arguments)?;
    let catalogs = read_all(&arguments.catalogs)?;
    let rows = catalogs.iter().flat_map(|catalog| catalog.rows.iter().map(move |row| (catalog, row)));
    let rows: Vec<_> = rows.filter(|(_, row)| wanted.has(row)).collect();
    // What is not for a terminal stays as it is.
    let mut output = io::stdout().lock();
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

/// The object of a row.
#[derive(Serialize)]
struct Object<'a> {
    catalog: Option<&'a str>,
    code: &'a str,
    status: u16,
    description: &'a str,
    variant: &'a str,
    retryable: bool,
    retry_after: Option<u32>,
    docs_url: Option<&'a str>,
    internal: bool,
    deprecated: bool,
}

fn objects(rows: &Rows<'_>, output: &mut impl Write) -> io::Result<()> {
    for (catalog, row) in rows {
        let object = Object {
            catalog: catalog.name.as_deref(),
            code: &row.code,
            status: row.status,
            description: &row.description,
            variant: &row.variant,
            retryable: row.retryable,
            retry_after: row.retry_after,
            docs_url: row.docs_url.as_deref(),
            internal: row.internal,
            deprecated: row.deprecated.is_some(),
        };
        serde_json::to_writer(&mut *output, &object)?;
        writeln!(output)?;
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

/// A field of CSV, without what a terminal would obey. A spreadsheet takes a field that begins with one of these characters for a
/// formula, unless it is a number.
fn field(text: &str) -> String {
    let text = text.replace(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'), " ");
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<i64>().is_err();
    let formula = if is_formula { "'" } else { "" };
    format!("\"{formula}{}\"", text.replace('"', "\"\""))
}
