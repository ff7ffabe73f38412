//! Rules for what bodies name of rows: their `data` and their params.

use std::collections::{HashMap, HashSet};

use crate::body::{Constant, Envelope, Node};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letters::composed;
use crate::quote::{quote, toml_key};
use crate::raw::{self, Datum, Row, Template};
use crate::rule::Rule;
use crate::slot::Slot;
use crate::source::Span;

pub(super) fn check(raw: &raw::Catalog, envelope: &Envelope, out: &mut Diagnostics) {
    one_type(raw, out);
    let Some(table) = &raw.envelope else { return };
    for key in envelope.data_keys() {
        let slot = Slot::Data(key.to_owned());
        let member = envelope.failure.place_of(&slot).or_else(|| envelope.problem.place_of(&slot));
        missing(key, &raw.rows, member.unwrap_or(table.span), out);
    }
    for (body, name_of_body) in [(&envelope.failure, "failure"), (&envelope.problem, "problem")] {
        body.slots(&mut |slot| {
            if let Slot::Param(name) = slot {
                let place = body.place_of(slot).unwrap_or(table.span);
                unknown_param(name, name_of_body, &raw.rows, place, out);
            }
        });
    }
    spread_params(&envelope.failure, "the body of a failure", &raw.rows, out);
    if envelope.problem_json {
        spread_params(&envelope.problem, "the problem document", &raw.rows, out);
    }
}

impl Envelope {
    /// Returns the keys of `data` that the bodies name, each once.
    pub fn data_keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        for body in [&self.failure, &self.problem] {
            body.slots(&mut |slot| {
                if let Slot::Data(key) = slot
                    && !keys.contains(&key.as_str())
                {
                    keys.push(key);
                }
            });
        }
        keys
    }
}

impl Catalog {
    /// Returns every key of `data` in the rows, each once.
    pub fn data_keys(&self) -> Vec<&str> {
        let all = self.rows.iter().flat_map(|row| &row.data).chain(&self.default_data);
        let mut seen = HashSet::new();
        all.map(|(key, _)| key.as_str()).filter(|key| seen.insert(*key)).collect()
    }
}

/// Returns a constant of a row.
pub(super) fn constant(template: &Template) -> Constant {
    match template {
        Template::Boolean(boolean) => Constant::Boolean(*boolean),
        Template::Number(number) => Constant::Number(number.clone()),
        Template::Text(text) => Constant::Text(text.clone()),
        Template::Array(_) | Template::Table(_) => Constant::Null,
    }
}

fn ty(datum: &Datum) -> &'static str {
    match datum.value.value {
        Template::Boolean(_) => "a boolean",
        Template::Number(_) => "an integer",
        _ => "a string",
    }
}

/// A key has values of one type, so that clients can rely on it.
fn one_type(raw: &raw::Catalog, out: &mut Diagnostics) {
    let mut first: HashMap<&str, &Datum> = HashMap::new();
    for datum in raw.default_data.iter().chain(raw.rows.iter().flat_map(|row| &row.data)) {
        let other = *first.entry(&datum.key.value).or_insert(datum);
        if ty(other) != ty(datum) {
            let key = quote(&datum.key.value);
            let message = format!("{key} is {} here, and {} in another row", ty(datum), ty(other));
            out.push(
                Diagnostic::new(Rule::MixedData, datum.value.span, message)
                    .label(other.value.span, "the first value")
                    .help("give all values of a key the same type"),
            );
        }
    }
}

fn missing(key: &str, rows: &[Row], place: Span, out: &mut Diagnostics) {
    let lacks = |row: &&Row| !row.may_lack_data && row.data.iter().all(|datum| datum.key.value != key);
    let Some(first) = rows.iter().find(lacks) else { return };
    let code = first
        .code
        .given()
        .map_or_else(|| "this row".to_owned(), |code| format!("code {}", quote(&code.value.to_string())));
    let others = match rows.iter().filter(lacks).count() {
        1 => String::new(),
        2 => ", nor has 1 other row".to_owned(),
        count => format!(", nor have {} other rows", count - 1),
    };
    let message = format!("{code} has no {} in its `data`{others}", quote(key));
    let help = format!(
        "add `data = {{ {} = … }}` to each of these rows, or to `[defaults]` of their file",
        toml_key(key)
    );
    out.push(
        Diagnostic::new(Rule::MissingData, first.span, message)
            .label(place, format!("a body names `{{data.{key}}}`"))
            .help(help),
    );
}

fn unknown_param(name: &str, table: &str, rows: &[Row], place: Span, out: &mut Diagnostics) {
    let params = || rows.iter().filter_map(|row| row.params.given()).flat_map(|params| &params.value);
    let is_known = params().any(|param| composed(&param.name.value) == name);
    // The param can be in a part that could not be read.
    if is_known || out.hides_rows() || rows.iter().any(|row| row.may_lack_params) {
        return;
    }
    let help = match out.nearest(name, params().map(|param| param.name.value.as_str())) {
        Some(near) => format!("a similar param exists: {}", quote(near)),
        None => "name a param that at least one row has".to_owned(),
    };
    let message = format!("`[envelope.{table}]` names `{{params.{name}}}`, but no row has this param");
    out.push(Diagnostic::new(Rule::UnknownParamInBody, place, message).help(help));
}

/// Params whose names are written into an object must not have the name of another member of it.
fn spread_params(node: &Node, body: &str, rows: &[Row], out: &mut Diagnostics) {
    match node {
        Node::Object(members) => {
            let is_spread = members
                .iter()
                .any(|member| member.name.is_none() && matches!(member.node, Node::Slot(Slot::Params, _)));
            if is_spread {
                let params =
                    rows.iter().filter_map(|row| row.params.given()).flat_map(|params| &params.value);
                for param in params {
                    let name = composed(&param.name.value);
                    if members.iter().any(|member| member.name.as_deref() == Some(&*name)) {
                        let message =
                            format!("param {} has the same name as a member of {body}", quote(&name));
                        let help = "give the param another name, or give the params a member of their own: `params = \"{params}\"`";
                        out.push(Diagnostic::new(Rule::ParamIsMember, param.name.span, message).help(help));
                    }
                }
            }
            for member in members {
                spread_params(&member.node, body, rows, out);
            }
        }
        Node::Array(items) => items.iter().for_each(|item| spread_params(item, body, rows, out)),
        Node::Constant(_) | Node::Slot(..) | Node::Text(_) => {}
    }
}
