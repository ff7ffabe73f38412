//! `docs/rules.md`

use std::fmt::Write;

use errcat_catalog::{Grade, Rule};

use crate::generated::example::Examples;

const HEAD: &str = "# The rules of a catalog

The compiler checks these rules whenever it compiles a crate that uses the catalog. An *error* stops the build. A *warning* is a
warning of the compiler: `[catalog] allow = [\"…\"]` silences it, and `[catalog] strict = true` makes it an error.

";

/// The whole page.
pub(crate) fn rules() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("| rule | level | what must be true |\n|---|---|---|\n");
    for rule in Rule::ALL {
        let _ = writeln!(page, "| [`{0}`](#{0}) | {1} | {2} |", rule.id(), grade(*rule), rule.summary());
    }
    for rule in Rule::ALL {
        let _ = write!(page, "\n## `{}`\n\n{}", rule.id(), explained(*rule));
    }
    page
}

fn grade(rule: Rule) -> &'static str {
    match rule.grade() {
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
            let _ = write!(text, "\n```text\n{}: {message}\n```\n", grade(rule));
        }
    }
    text
}
