//! `rules`: the rules of catalogs and of changes.

use std::io::{self, Write};
use std::process::ExitCode;

use errcat_catalog::{CheckRule, Grade, Rule, contract};
use serde::Serialize;

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

/// A rule of catalogs or of changes.
#[derive(Serialize)]
pub(super) struct Known {
    pub(super) id: &'static str,
    pub(super) who: Option<&'static str>,
    pub(super) level: &'static str,
    pub(super) summary: &'static str,
    /// Markdown.
    #[serde(skip)]
    pub(super) explanation: &'static str,
}

/// Every rule.
pub(super) fn known() -> Vec<Known> {
    let level = |grade| match grade {
        Grade::Error => "error",
        Grade::Warning => "warning",
    };
    let catalogs = Rule::ALL.iter().map(|rule| Known {
        id: rule.id(),
        who: None,
        level: level(rule.grade()),
        summary: rule.summary(),
        explanation: rule.explanation(),
    });
    let changes = contract::Rule::ALL.iter().map(|rule| Known {
        id: rule.id(),
        who: Some(rule.who().as_str()),
        level: rule.severity().as_str(),
        summary: rule.summary(),
        explanation: rule.explanation(),
    });
    let others = CheckRule::ALL.iter().map(|rule| Known {
        id: rule.id(),
        who: None,
        level: level(rule.grade()),
        summary: rule.summary(),
        explanation: rule.explanation(),
    });
    catalogs.chain(others).chain(changes).collect()
}

fn table(output: &mut impl Write) -> io::Result<()> {
    let known = known();
    let width = known.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    for Known { id, who, level, summary, .. } in known {
        writeln!(output, "{id:width$}  {:7}  {level:8}  {summary}", who.unwrap_or("catalog"))?;
    }
    Ok(())
}

fn objects(output: &mut impl Write) -> io::Result<()> {
    for known in known() {
        serde_json::to_writer(&mut *output, &known)?;
        writeln!(output)?;
    }
    Ok(())
}
