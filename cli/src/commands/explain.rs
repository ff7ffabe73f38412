//! `explain`: what a code or a rule means.

mod page;

use std::io::{self, Write};
use std::process::ExitCode;

use errcat_catalog::body::Constant;
use errcat_catalog::generate::deprecation;
use errcat_catalog::{Catalog, Row, nearest};
use serde_json::Value;

use super::rules::{Known, known};
use super::{Failed, read_all};
use crate::arguments::Explain;

pub(crate) fn run(arguments: &Explain) -> Result<ExitCode, Failed> {
    let name = arguments.name.as_str();
    let mut output = anstream::stdout().lock();
    let rules = known();
    let rule = rules.iter().find(|rule| rule.id == name);
    // A code can have the name of a rule.
    if arguments.catalogs.catalogs.is_empty()
        && let Some(rule) = rule
    {
        print_rule(rule, &mut output)?;
        return Ok(ExitCode::SUCCESS);
    }
    let catalogs = read_all(&arguments.catalogs)?;
    let mut is_known = false;
    for catalog in &catalogs {
        is_known |= match row(catalog, name) {
            Some(row) => print(catalog, row, &mut output).map(|()| true)?,
            None => print_other(catalog, name, &mut output)?,
        };
    }
    match rule {
        Some(rule) if !is_known => print_rule(rule, &mut output)?,
        None if !is_known => return Err(unknown(name, &catalogs, &rules)),
        _ => {}
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The row with this code, or else with this alias, or else with this variant.
fn row<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a Row> {
    let find = |is_it: fn(&Row, &str) -> bool| catalog.rows.iter().find(|row| is_it(row, name));
    find(|row, name| row.code == name)
        .or_else(|| find(|row, name| row.aliases.iter().any(|alias| alias == name)))
        .or_else(|| find(|row, name| row.variant == name))
}

/// Explains a code without a row: a reserved code, or the code of a kind of failure that `[http]` does not name. Returns whether
/// it is one.
fn print_other(catalog: &Catalog, name: &str, output: &mut impl Write) -> io::Result<bool> {
    if let Some(reserved) = catalog.reserved.iter().find(|reserved| reserved.code == name) {
        let reason = reserved.reason.as_deref().unwrap_or("No reason is given");
        let reason = reason.replace(char::is_control, " ");
        writeln!(output, "{name} is reserved: no row may have this code\n{reason}")?;
        return Ok(true);
    }
    let kinds: Vec<_> =
        catalog.neutral_codes().filter(|(_, code)| code == name).map(|(kind, _)| kind).collect();
    if !kinds.is_empty() {
        let names: Vec<_> = kinds.iter().map(|kind| format!("`{}`", kind.name)).collect();
        let names = names.join(", ");
        writeln!(
            output,
            "{name} is sent for failures without a row, since `[http]` has no code for {names}"
        )?;
    }
    for kind in &kinds {
        writeln!(output, "{}", kind.summary)?;
    }
    Ok(!kinds.is_empty())
}

fn unknown(name: &str, catalogs: &[Catalog], rules: &[Known]) -> Failed {
    let codes = catalogs.iter().flat_map(|catalog| &catalog.rows).map(|row| row.code.as_str());
    let rules = rules.iter().map(|rule| rule.id);
    let help = nearest(name, codes.chain(rules)).map_or_else(
        || "`cargo errcat list` prints the codes, and `cargo errcat rules` the rules".to_owned(),
        |near| format!("a similar name exists: `{near}`"),
    );
    Failed(format!("`{name}` is neither a code nor a rule\n  = help: {help}"))
}

fn print_rule(rule: &Known, output: &mut impl Write) -> io::Result<()> {
    write!(output, "{}", rule.summary)?;
    if let Some(who) = rule.who {
        write!(output, " ({who}, {})", rule.level)?;
    }
    writeln!(output, "\n\n{}", page::plain(rule.explanation).trim_end())
}

fn print(catalog: &Catalog, row: &Row, output: &mut impl Write) -> io::Result<()> {
    let place = catalog.sources.place(row.span);
    let description = row.description.replace(char::is_control, " ");
    writeln!(output, "{} ({})\n{description}", row.code, row.status)?;
    if let Some(deprecation) = deprecation(catalog, row, true) {
        writeln!(output, "{}", deprecation.replace(char::is_control, " "))?;
    }
    writeln!(output)?;
    let retry_after = row.retry_after.map(|seconds| format!("{seconds} s"));
    let params = row.params.iter().map(|param| format!("{}: {}", param.name, param.ty.name()));
    let params: Vec<_> = params.collect();
    let headers: Vec<_> = row.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let json = |value: &Constant| value.literal(|text| Value::from(text).to_string());
    let data: Vec<_> = row.data.iter().map(|(key, value)| format!("{key} = {}", json(value))).collect();
    let facts = [
        ("message", row.shown_message()),
        ("variant", Some(row.variant.clone())),
        ("params", (!params.is_empty()).then(|| params.join(", "))),
        ("help", row.help.clone()),
        ("retryable", row.retryable.then(|| "yes".to_owned())),
        ("retry after", retry_after),
        ("headers", (!headers.is_empty()).then(|| headers.join("; "))),
        ("data", (!data.is_empty()).then(|| data.join(", "))),
        ("internal", row.internal.then(|| "yes".to_owned())),
        ("since", row.since.clone()),
        ("aliases", (!row.aliases.is_empty()).then(|| row.aliases.join(", "))),
        ("page", row.docs_url.clone()),
        ("place", Some(place.to_string())),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            writeln!(output, "{name:12} {}", value.replace(char::is_control, " "))?;
        }
    }
    Ok(())
}
