//! What the rows of a catalog say about the values of slots.

use std::collections::{HashMap, HashSet};

use super::schema::Schema;
use crate::body::Constant;
use crate::http_rows::is_fallback;
use crate::params::ParamType;
use crate::slot::{Body, Slot};
use crate::{Catalog, HttpKey, Row};

/// What the rows say. It is collected once, so that the time for a schema is linear in the catalog.
pub(crate) struct Facts<'a> {
    catalog: &'a Catalog,
    /// The codes and the aliases of all rows.
    codes: HashSet<&'a str>,
    /// Whether a failure can have a neutral code, and so no row.
    has_neutral_codes: bool,
    /// The slots of which a row has the value, and which have one in every failure.
    certain: Vec<Slot>,
    /// The schema of a page.
    pub(super) docs_url: Schema,
    /// The params, in the order of their first rows.
    params: Vec<Param<'a>>,
    /// The indices of the params, by their names.
    param_indices: HashMap<&'a str, usize>,
    data: HashMap<&'a str, Datum>,
}

/// A param of some rows.
pub(super) struct Param<'a> {
    pub(super) name: &'a str,
    types: Vec<ParamType>,
    /// Whether a row that is published has it.
    is_published: bool,
}

/// A key of `data`.
#[derive(Default)]
struct Datum {
    types: Vec<&'static str>,
    /// Whether the main file has a default, which a failure without a row has.
    has_default: bool,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(catalog: &'a Catalog) -> Self {
        let codes = catalog.rows.iter().flat_map(|row| row.aliases.iter().chain([&row.code]));
        let codes: HashSet<&str> = codes.map(String::as_str).collect();
        let has_neutral_codes = catalog.neutral_codes().any(|(_, code)| !codes.contains(&*code));
        let mut facts = Self {
            has_neutral_codes,
            certain: if has_neutral_codes { Vec::new() } else { in_each_row(&catalog.rows) },
            docs_url: docs_url(&catalog.rows),
            catalog,
            codes,
            params: Vec::new(),
            param_indices: HashMap::new(),
            data: HashMap::new(),
        };
        for row in &catalog.rows {
            facts.add_params(row);
            facts.add_data(&row.data, false);
        }
        facts.add_data(&catalog.default_data, true);
        facts
    }

    fn add_params(&mut self, row: &'a Row) {
        for param in &row.params {
            let next = self.params.len();
            let index = *self.param_indices.entry(&param.name).or_insert(next);
            if index == next {
                self.params.push(Param { name: &param.name, types: Vec::new(), is_published: false });
            }
            let known = &mut self.params[index];
            known.is_published |= !row.internal;
            if !known.types.contains(&param.ty) {
                known.types.push(param.ty);
            }
        }
    }

    fn add_data(&mut self, data: &'a [(String, Constant)], is_default: bool) {
        for (key, value) in data {
            let datum = self.data.entry(key).or_default();
            datum.has_default |= is_default;
            let ty = type_of(value);
            if !datum.types.contains(&ty) {
                datum.types.push(ty);
            }
        }
    }

    /// Returns the codes that are published, and then the neutral codes, each once.
    pub(super) fn codes(&self) -> impl Iterator<Item = String> + use<'_, 'a> {
        let published = self.catalog.rows.iter().filter(|row| !row.internal).map(|row| row.code.clone());
        published.chain(self.neutral().map(|(_, code)| code))
    }

    /// Returns the neutral codes that no row has, each once, with its first kind.
    pub(crate) fn neutral(&self) -> impl Iterator<Item = (&'static HttpKey, String)> + use<'_, 'a> {
        let mut seen = HashSet::new();
        self.neutral_kinds().filter(move |(_, code)| seen.insert(code.clone()))
    }

    /// Returns the neutral codes that no row has, with each kind that is sent with them.
    pub(crate) fn neutral_kinds(&self) -> impl Iterator<Item = (&'static HttpKey, String)> + use<'_, 'a> {
        self.catalog.neutral_codes().filter(|(kind, code)| {
            // If codes are integers, the neutral codes of a fallback are all statuses that no other kind has. They are
            // about 200, of which a service sends none or few.
            let is_listed = !(self.catalog.integer_codes && is_fallback(kind));
            // The row of a code that is not published is used, too.
            is_listed && !self.codes.contains(code.as_str())
        })
    }

    /// Returns the params that a row which is published has.
    pub(super) fn published_params(&self) -> impl Iterator<Item = &Param<'a>> {
        self.params.iter().filter(|param| param.is_published)
    }

    /// Returns the schema of a param by its name.
    pub(super) fn param(&self, name: &str) -> Schema {
        self.param_indices.get(name).map_or(Schema::Any, |index| self.params[*index].schema())
    }

    /// Returns the schema of a key of `data`.
    pub(super) fn data(&self, key: &str) -> Schema {
        let types = self.data.get(key).map_or(&[][..], |datum| &datum.types);
        Schema::any_of(types.iter().map(|ty| Schema::of(ty)).collect())
    }

    /// Returns whether a failure can have a neutral code, and so no row.
    #[cfg(feature = "contract")]
    pub(crate) fn has_neutral_codes(&self) -> bool {
        self.has_neutral_codes
    }

    /// Returns the JSON types of a param in all rows.
    #[cfg(feature = "contract")]
    pub(crate) fn param_types(&self, name: &str) -> Vec<&'static str> {
        let types = self.param_indices.get(name).map_or(&[][..], |index| &self.params[*index].types);
        types.iter().map(|ty| ty.json_type()).collect()
    }

    /// Returns the JSON types of a key of `data` in all rows.
    #[cfg(feature = "contract")]
    pub(crate) fn data_types(&self, key: &str) -> Vec<&'static str> {
        self.data.get(key).map_or_else(Vec::new, |datum| datum.types.clone())
    }

    /// Returns whether the slot has a value in each body of this kind that a service makes.
    pub(crate) fn is_certain(&self, body: Body, slot: &Slot) -> bool {
        match body {
            Body::Success => slot.is_certain(),
            // A field error need not have a code.
            Body::Field => *slot != Slot::Code,
            Body::Failure | Body::Problem => self.is_in_each_failure(slot),
        }
    }

    fn is_in_each_failure(&self, slot: &Slot) -> bool {
        match slot {
            Slot::Data(key) => {
                // The rules say that each row has it.
                !self.has_neutral_codes || self.data.get(&**key).is_some_and(|datum| datum.has_default)
            }
            Slot::Title | Slot::DocsUrl | Slot::Help | Slot::RetryAfter => self.certain.contains(slot),
            other => other.is_certain(),
        }
    }
}

/// Returns the slots that have a value in every row.
fn in_each_row(rows: &[Row]) -> Vec<Slot> {
    let mut slots = vec![Slot::Title];
    slots.extend(rows.iter().all(|row| row.docs_url.is_some()).then_some(Slot::DocsUrl));
    slots.extend(rows.iter().all(|row| row.help.is_some()).then_some(Slot::Help));
    slots.extend(rows.iter().all(|row| row.retry_after.is_some()).then_some(Slot::RetryAfter));
    slots
}

/// Returns the schema of a page. A catalog can have a page with letters that a URI cannot have.
fn docs_url(rows: &[Row]) -> Schema {
    let mut urls = rows.iter().filter_map(|row| row.docs_url.as_ref());
    if urls.all(|url| url.is_ascii()) { Schema::format("string", "uri") } else { Schema::of("string") }
}

impl Param<'_> {
    /// Returns the schema of the values in all rows.
    pub(super) fn schema(&self) -> Schema {
        let mut schemas = Vec::new();
        for schema in self.types.iter().map(|ty| param(*ty)) {
            if !schemas.contains(&schema) {
                schemas.push(schema);
            }
        }
        Schema::any_of(schemas)
    }
}

/// Returns the schema of a param. A number that is not finite is null on the wire, which is no value of the param: a
/// client of errcat does not read it either.
fn param(ty: ParamType) -> Schema {
    match ty {
        ParamType::String => Schema::of("string"),
        ParamType::Bool => Schema::of("boolean"),
        ParamType::U32 | ParamType::U64 => Schema::of("integer"),
        ParamType::I32 => Schema::format("integer", "int32"),
        ParamType::I64 => Schema::format("integer", "int64"),
        ParamType::F64 => Schema::of("number"),
    }
}

/// Returns the type of a constant.
pub(crate) fn type_of(constant: &Constant) -> &'static str {
    match constant {
        Constant::Null => "null",
        Constant::Boolean(_) => "boolean",
        Constant::Number(number) if number.parse::<i64>().is_ok() => "integer",
        Constant::Number(_) => "number",
        Constant::Text(_) => "string",
    }
}
