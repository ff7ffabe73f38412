//! `docs/rules.md`

use std::fmt::Write;

use errcat_catalog::{CheckRule, Grade, Rule};

use crate::generated::example::Examples;

const HEAD: &str = "# The rules of a catalog

The compiler checks these rules whenever it compiles a crate that uses the catalog. An *error* stops the build. A *warning* is a
warning of the compiler: `[catalog] allow = [\"…\"]` silences it, and `[catalog] strict = true` makes it an error.
`cargo errcat explain duplicate-code` prints the page of a rule.

";

/// Above the rules that are about more than one catalog.
const OF_CHECK: &str = "
Only [`cargo errcat check`](ci.md) checks these rules, since they are about other files, too:

";

/// The whole page.
pub(crate) fn rules() -> String {
    let mut page = HEAD.to_owned();
    let rules = Rule::ALL.iter().map(|rule| (rule.id(), rule.grade(), rule.summary(), explained(*rule)));
    let of_check = CheckRule::ALL
        .iter()
        .map(|rule| (rule.id(), rule.grade(), rule.summary(), with_file_names(rule.explanation())));
    let (rules, of_check): (Vec<_>, Vec<_>) = (rules.collect(), of_check.collect());
    for (head, rules) in [("", &rules), (OF_CHECK, &of_check)] {
        page.push_str(head);
        page.push_str("| rule | level | what must be true |\n|---|---|---|\n");
        for (id, grade, summary, _) in rules {
            let _ = writeln!(page, "| [`{id}`](#{id}) | {} | {summary} |", level(*grade));
        }
    }
    for (id, .., explanation) in rules.iter().chain(&of_check) {
        let _ = write!(page, "\n## `{id}`\n\n{explanation}");
    }
    page
}

/// The name of a file is above its block, because readers do not see the info string.
fn with_file_names(explanation: &str) -> String {
    let mut text = String::new();
    for line in explanation.lines() {
        match line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
            Some((language, name)) => drop(writeln!(text, "File `{name}`:\n\n```{language}")),
            None => drop(writeln!(text, "{line}")),
        }
    }
    text
}

fn level(grade: Grade) -> &'static str {
    match grade {
        Grade::Error => "error",
        Grade::Warning => "warning",
    }
}

/// The explanation, then the wrong catalog with its diagnostic, then the right catalog.
fn explained(rule: Rule) -> String {
    let mut text = rule.explanation().split("\n```toml ").next().unwrap_or_default().to_owned();
    let examples = Examples::of(rule);
    for (kind, title) in [("wrong", "Wrong:"), ("right", "Right:")] {
        let Some(catalog) = examples.block(kind) else { continue };
        let _ = write!(text, "\n{title}\n\n```toml\n{catalog}```\n");
        for (name, file) in examples.shown_with(kind) {
            let _ = write!(text, "\nFile `{name}`:\n\n```toml\n{file}```\n");
        }
        if kind == "wrong" {
            let message = examples.wrong().message().expect("it breaks the rule");
            let _ = write!(text, "\n```text\n{}: {message}\n```\n", level(rule.grade()));
        }
    }
    text
}
