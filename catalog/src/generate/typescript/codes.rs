//! The known codes: their union, their params, and the table of what each of them says.

use std::collections::HashSet;
use std::fmt::Write;

use super::text::{one_line, property, string};
use super::types::type_of;
use crate::body::Node;
use crate::generate::{deprecation, rows};
use crate::json_schema::facts::Facts;
use crate::params::Param;
use crate::slot::Slot;
use crate::{Catalog, HttpKey, Row, reason};

/// The codes that a client knows.
pub(super) struct Codes<'a> {
    catalog: &'a Catalog,
    with_internal: bool,
    rows: Vec<&'a Row>,
    /// The neutral codes that no row has.
    neutral: Vec<(&'static HttpKey, String)>,
    placed: Placed,
}

/// The params that the body of a failure has a place for.
struct Placed {
    has_all: bool,
    names: HashSet<String>,
}

impl Placed {
    fn of(failure: &Node) -> Self {
        let mut placed = Self { has_all: false, names: HashSet::new() };
        failure.slots(&mut |slot| match slot {
            Slot::Params => placed.has_all = true,
            Slot::Param(name) => _ = placed.names.insert(name.clone()),
            _ => {}
        });
        placed
    }

    fn has(&self, param: &Param) -> bool {
        self.has_all || self.names.contains(&param.name)
    }
}

impl<'a> Codes<'a> {
    pub(super) fn of(catalog: &'a Catalog, facts: &Facts<'_>, with_internal: bool) -> Self {
        let is_held = |row: &&Row| is_held(catalog, &row.code);
        let rows = rows(catalog, with_internal).filter(is_held).collect();
        let placed = Placed::of(&catalog.envelope.failure);
        Self { catalog, with_internal, rows, neutral: facts.neutral().collect(), placed }
    }

    /// Returns a code as a literal.
    pub(super) fn literal(&self, code: &str) -> String {
        let is_number = self.catalog.integer_codes && code.parse::<i64>().is_ok();
        if is_number { code.to_owned() } else { string(code) }
    }

    /// Returns the rows with params for which the body has a place, each with these params.
    pub(super) fn params(&self) -> impl Iterator<Item = (&'a Row, Vec<&'a Param>)> + use<'_, 'a> {
        let placed = |row: &'a Row| row.params.iter().filter(|param| self.placed.has(param)).collect();
        let params = self.rows.iter().map(move |row| (*row, placed(row)));
        params.filter(|(_, params): &(_, Vec<_>)| !params.is_empty())
    }

    /// Writes the types of the codes.
    pub(super) fn write_types(&self, file: &mut String) {
        file.push_str("/** A code that this file knows. */\nexport type KnownCode =");
        for row in &self.rows {
            if let Some(tag) = self.deprecated_tag(row) {
                let _ = write!(file, "\n  /** {tag} */");
            }
            let _ = write!(file, "\n  | {}", self.literal(&row.code));
        }
        for (_, code) in &self.neutral {
            let _ = write!(file, "\n  | {}", self.literal(code));
        }
        let is_empty = self.rows.is_empty() && self.neutral.is_empty();
        file.push_str(if is_empty { " never;\n\n" } else { ";\n\n" });
        let ty = if self.catalog.integer_codes { "number" } else { "string" };
        file.push_str("/** A code. A newer service can send codes that this file does not know. */\n");
        let _ = writeln!(file, "export type Code = KnownCode | ({ty} & {{}});\n");
    }

    /// Returns why a code is deprecated, and what replaces it.
    fn deprecation(&self, row: &Row) -> Option<String> {
        deprecation(self.catalog, row, self.with_internal)
    }

    /// Returns the tag `@deprecated` for the declarations of a code, if it is.
    pub(super) fn deprecated_tag(&self, row: &Row) -> Option<String> {
        let text = self.deprecation(row)?;
        let reason = text.strip_prefix("Deprecated").unwrap_or(&text).trim_start_matches(['.', ':', ' ']);
        Some(one_line(&format!("@deprecated {reason}")))
    }

    /// Writes what each code says. Each line is a call, because the type of a list of thousands of different literals is
    /// too complex for TypeScript.
    pub(super) fn write_table(&self, file: &mut String) {
        file.push_str("/** What the catalog says about each known code. */\n");
        file.push_str("export const CODES: ReadonlyMap<Code, CodeInfo> = new Map<Code, CodeInfo>([\n");
        for row in &self.rows {
            let _ = writeln!(file, "  make.info({}, {}),", self.literal(&row.code), self.info(row));
        }
        for (kind, code) in &self.neutral {
            let _ = writeln!(file, "  make.info({}, {}),", self.literal(code), self.neutral_info(kind, code));
        }
        file.push_str("]);\n\n");
        self.write_aliases(file);
        self.write_params(file);
    }

    fn write_aliases(&self, file: &mut String) {
        file.push_str("/** Former names of codes, which a service may still send. */\n");
        file.push_str("const ALIASES: ReadonlyMap<Code, KnownCode> = new Map<Code, KnownCode>([");
        let aliases =
            self.rows.iter().flat_map(|row| row.aliases.iter().map(move |alias| (alias, &row.code)));
        let aliases: Vec<_> = aliases.filter(|(alias, _)| is_held(self.catalog, alias)).collect();
        for (alias, code) in &aliases {
            let _ = write!(file, "\n  make.alias({}, {}),", self.literal(alias), self.literal(code));
        }
        file.push_str(if aliases.is_empty() { "]);\n\n" } else { "\n]);\n\n" });
    }

    /// Writes the params of each code as the reader needs them.
    fn write_params(&self, file: &mut String) {
        file.push_str("/** The params of each code that has any, with their types. */\n");
        file.push_str("const PARAMS: ReadonlyMap<Code, Kinds> = new Map<Code, Kinds>([");
        let mut is_empty = true;
        for (row, params) in self.params() {
            is_empty = false;
            let kind = |param: &&Param| format!("[{}, \"{}\"]", string(&param.name), param.ty.name());
            let kinds: Vec<String> = params.iter().map(kind).collect();
            let _ = write!(file, "\n  make.kinds({}, [{}]),", self.literal(&row.code), kinds.join(", "));
        }
        file.push_str(if is_empty { "]);\n\n" } else { "\n]);\n\n" });
    }

    fn info(&self, row: &Row) -> String {
        let mut info = format!("{{ status: {}, retryable: {}", row.status, row.retryable);
        if let Some(seconds) = row.retry_after {
            let _ = write!(info, ", retryAfter: {seconds}");
        }
        if let Some(url) = &row.docs_url {
            let _ = write!(info, ", docsUrl: {}", string(url));
        }
        let _ = write!(info, ", description: {}", string(&row.description));
        if let Some(message) = row.plain_message() {
            let _ = write!(info, ", message: {}", string(&message));
        }
        if let Some(deprecation) = self.deprecation(row) {
            let _ = write!(info, ", deprecated: {}", string(&deprecation));
        }
        info + " }"
    }

    /// A neutral code says nothing about later requests: that depends on the status of the reply.
    fn neutral_info(&self, kind: &HttpKey, code: &str) -> String {
        let own = code.parse().ok().filter(|_| self.catalog.integer_codes);
        let status = own.unwrap_or_else(|| kind.usual_status());
        let description = reason(status);
        format!("{{ status: {status}, description: {} }}", string(description))
    }
}

/// Whether a number of JavaScript can hold a code. `JSON.parse` rounds greater integers, so that two codes would be one.
fn is_held(catalog: &Catalog, code: &str) -> bool {
    const GREATEST: u64 = (1 << 53) - 1;
    let number = code.parse::<i64>().ok().filter(|_| catalog.integer_codes);
    number.is_none_or(|number| number.unsigned_abs() <= GREATEST)
}

/// Returns the type of the params of a failure. The tag of a deprecated code is above each of them: an editor and a linter show it
/// where a member is used, and read no tag on the line of the brace.
pub(super) fn params_type(params: &[&Param], tag: Option<&str>) -> String {
    let member =
        |param: &&Param| format!("readonly {}?: {}", property(&param.name), type_of(param.ty.json_type()));
    let members: Vec<_> = params.iter().map(member).collect();
    let Some(tag) = tag else { return format!("{{ {} }}", members.join("; ")) };
    let tag = format!("      /** {tag} */\n      ");
    format!("{{\n{tag}{};\n    }}", members.join(&format!(";\n{tag}")))
}
