//! `rules`: the rules of catalogs and of changes.

use std::io::{self, Write};
use std::process::ExitCode;

use errcat_catalog::generate::TextRule;
use errcat_catalog::{AcrossRule, Grade, Rule, contract};
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
    /// Markdown. Not every rule has a page.
    #[serde(skip)]
    pub(super) explanation: Option<&'static str>,
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
        explanation: Some(rule.explanation()),
    });
    let changes = contract::Rule::ALL.iter().map(|rule| Known {
        id: rule.id(),
        who: Some(rule.who().as_str()),
        level: rule.severity().as_str(),
        summary: rule.summary(),
        explanation: Some(rule.explanation()),
    });
    let across = AcrossRule::ALL.iter().map(|rule| Known {
        id: rule.id(),
        who: None,
        level: "warning",
        summary: rule.summary(),
        explanation: None,
    });
    let texts = TextRule::ALL.iter().map(|rule| Known {
        id: rule.id(),
        who: None,
        level: level(rule.grade()),
        summary: rule.summary(),
        explanation: None,
    });
    catalogs.chain(across).chain(texts).chain(changes).collect()
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
