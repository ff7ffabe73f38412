//! `docs/changes.md`

use std::fmt::Write;

use errcat_catalog::contract::{Rule, Who};

const HEAD: &str = "# What a change does to clients

A catalog is a contract with its clients. errcat compares two versions of it, and reports each change that somebody can notice.
[The catalog](catalog.md) explains the keys.

Each rule has two properties. The first says *who* notices the change:

| who | |
|---|---|
| `wire` | clients, which read the replies |
| `rust` | Rust crates that use the generated enum and its module |
| `readers` | people who read the catalog, its pages or the log |

The second says *how surely* it breaks something:

| level | | version |
|---|---|---|
| `breaking` | the change breaks clients, or crates do not compile | a higher first number; before version 1.0.0, a higher second number is enough |
| `risky` | the change can break a client that relies on details | a higher last number |
| `info` | the change breaks nothing | a higher second number for codes, params, data and members that are added; otherwise a higher last number |

## What is compared

errcat compares facts: for each row, the value of each key, with all defaults filled in; for each place of a body, its slot or its
constant, its JSON type, and whether it is always there; the code and the status of each kind in `[http]`; the settings of
`[catalog]` and `[envelope]`; the reserved codes.

If a row has the old code among its `aliases`, errcat compares it with the row of the old code. If a code is removed or added, its
other facts have no findings.

These parts of a catalog are no facts, so they can change without a finding:

- `strict` and `allow`;
- comments, and how the rows are distributed over files;
- the order of the keys of a row, and of its params, headers, aliases and `data`;
- the case of the name of a header;
- a value that is the same as its default, such as `retryable = true` next to `retry_after`, and a value in `[defaults]` that could
  as well be in the rows;
- a form of a slot that has no effect, such as `{description:string}`;
- a body that is not sent: `[envelope.field]` if no body has `{fields}`, and the default problem document without
  `problem_json = true`. An `[envelope.problem]` of your own is compared in any case, because a service can send it by hand.

A default that depends on another value changes with it. For example, a row without `level` has the level `error` from status 500
on.

## The rules

";

/// The whole page.
pub(crate) fn changes() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("| rule | who | level | what changes |\n|---|---|---|---|\n");
    for rule in Rule::ALL {
        let (id, who, severity, summary) = (rule.id(), rule.who(), rule.severity(), rule.summary());
        let _ = writeln!(page, "| [`{id}`](#{id}) | {who} | {severity} | {summary} |");
    }
    for rule in Rule::ALL {
        let explanation = rule.explanation();
        let explanation = explanation.replace("\n```toml old\n", "\nBefore:\n\n```toml\n");
        let explanation = explanation.replace("\n```toml new\n", "\nAfter:\n\n```toml\n");
        let explanation = explanation.replace("\n```text\n", "\nFindings:\n\n```text\n");
        let (level, who) = (upper(rule.severity().as_str()), name(rule.who()));
        let _ = write!(page, "\n### `{}`\n\n{level} for {who}.\n\n{explanation}", rule.id());
    }
    page
}

/// Returns the people or programs that notice a change.
fn name(who: Who) -> &'static str {
    match who {
        Who::Wire => "clients",
        Who::Rust => "Rust crates",
        Who::Readers => "readers",
    }
}

/// Returns a word with an upper-case letter at its start.
fn upper(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_ascii_uppercase() + rest
}
