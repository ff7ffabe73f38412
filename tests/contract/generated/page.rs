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
    page.push_str("| rule | | |\n|---|---|---|\n");
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

/// The explanation with a line above each of its catalogs, and what errcat says to the wrong one.
fn explained(rule: Rule) -> String {
    let mut blocks = rule.explanation().split("\n```toml ");
    let mut text = blocks.next().unwrap_or_default().to_owned();
    for block in blocks {
        let (info, catalog) = block.split_once('\n').expect("a block has an info line");
        let title = match info {
            "wrong" => "Wrong:".to_owned(),
            "right" => "Right:".to_owned(),
            name => format!("where `{name}` is"),
        };
        let _ = write!(text, "\n{title}\n\n```toml\n{catalog}");
        if info == "wrong" {
            let message = Examples::of(rule).wrong().message().expect("it breaks the rule");
            let _ = write!(text, "\n```text\n{}: {message}\n```\n", grade(rule));
        }
    }
    text
}
