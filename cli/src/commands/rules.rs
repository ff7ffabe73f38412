//! `rules`: the rules of catalogs and of changes.

use std::io::{self, Write};
use std::process::ExitCode;

use errcat_catalog::{Grade, Rule};
use serde_json::json;

use super::Failed;
use crate::arguments::{Rules, RulesFormat};

pub(crate) fn run(arguments: &Rules) -> Result<ExitCode, Failed> {
    let mut output = anstream::stdout().lock();
    match arguments.format {
        RulesFormat::Table => table(&mut output)?,
        RulesFormat::Json => objects(&mut output)?,
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn level(rule: Rule) -> &'static str {
    match rule.grade() {
        Grade::Error => "error",
        Grade::Warning => "warning",
    }
}

fn table(output: &mut impl Write) -> io::Result<()> {
    let width = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or_default();
    for rule in Rule::ALL {
        writeln!(output, "{:width$}  {:7}  {}", rule.id(), level(*rule), rule.summary())?;
    }
    Ok(())
}

fn objects(output: &mut impl Write) -> io::Result<()> {
    for rule in Rule::ALL {
        let object =
            json!({ "rule": rule.id(), "who": null, "level": level(*rule), "summary": rule.summary() });
        writeln!(output, "{object}")?;
    }
    Ok(())
}
