//! The data of an occurrence, as it was found in a body: params, field errors, the id of the request.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::params::Values;
use super::super::written::Inside;
use super::super::{FieldError, failure};
use super::fields::of_path;
use super::of_slot::OfSlot;
use crate::Entry;
use crate::contract::Slot;

/// The data of an occurrence.
#[derive(Default)]
pub(super) struct FoundData<'de> {
    pub(super) params: Map<String, Value>,
    /// Params with a place of their own. They count if the place of all params does not have them.
    pub(super) single_params: Map<String, Value>,
    pub(super) fields: Vec<FieldError>,
    /// The field errors by path. They count if there are no others.
    pub(super) fields_by_path: Vec<FieldError>,
    pub(super) request_id: Option<Cow<'de, str>>,
    /// Members next to params or field errors.
    pub(super) beside: Vec<Beside>,
    /// The members around the place of the added members that may be something else there.
    pub(super) outer: Vec<Outer>,
    /// The values of slots of the row, if the code is unknown.
    pub(super) of_row: Vec<(Slot, Value)>,
    /// Values of slots that have this many earlier places.
    pub(super) later: Vec<(usize, OfSlot<'de>)>,
}

/// A member around the place of the added members.
pub(super) struct Outer {
    pub(super) name: String,
    /// The level of its object.
    pub(super) level: usize,
    /// What it would be at the place of the added members.
    pub(super) inside: Inside,
}

/// A member of an object that has params or field errors next to its own members.
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a member")]
pub(super) struct Beside {
    pub(super) name: String,
    pub(super) value: Value,
    /// Whether it is a param, if the row of the code has one with this name.
    pub(super) may_be_param: bool,
    /// Whether it is at the first place of the slot. Later places are not read.
    pub(super) is_first: bool,
    /// Whether it is a member of the failure otherwise.
    pub(super) keeps: bool,
    /// Whether its object is the place of the added members. Then it counts before the members of the objects around it.
    pub(super) is_inner: bool,
}

#[cfg(feature = "tonic")]
impl Beside {
    pub(super) fn of_metadata((name, value): (String, Value)) -> Self {
        Self { name, value, may_be_param: true, is_first: true, keeps: true, is_inner: true }
    }
}

impl FoundData<'_> {
    /// The data of the failure, if there is any. Decides what each member is that is next to params, and which place of the
    /// params and of the field errors counts.
    pub(super) fn into_data(
        self,
        row: Option<&'static Entry>,
        members: &mut Map<String, Value>,
    ) -> Option<Box<failure::Data>> {
        let Self {
            mut params,
            single_params,
            mut fields,
            fields_by_path,
            request_id,
            beside,
            mut outer,
            of_row,
            later: _,
        } = self;
        let names = row.and_then(Entry::params).map_or(&[][..], |params| params.names);
        let (first, later): (Vec<_>, Vec<_>) = beside.into_iter().partition(|member| member.is_first);
        let mut inner = Map::new();
        for Beside { name, value, may_be_param, keeps, is_inner, .. } in first {
            if may_be_param && names.contains(&name.as_str()) {
                params.entry(name).or_insert(value);
            } else if keeps {
                let members = if is_inner { &mut inner } else { &mut *members };
                members.entry(name).or_insert(value);
            }
        }
        outer.retain(|outer| !inner.contains_key(&outer.name));
        members.extend(inner);
        let is_another = |Outer { name, inside, .. }: Outer| {
            let value = members.get(&name)?;
            let is_another = match inside {
                Inside::Added => false,
                Inside::MaybeParam => names.contains(&name.as_str()),
                Inside::MaybeField => of_path(&name, value).is_some(),
                Inside::Own => true,
            };
            is_another.then_some(name)
        };
        let mut outer: Vec<String> = outer.into_iter().filter_map(is_another).collect();
        outer.sort_unstable();
        for (name, value) in single_params {
            params.entry(name).or_insert(value);
        }
        if !later.is_empty() {
            add_unread(later, &params, &fields_by_path, members);
        }
        if fields.is_empty() {
            fields = fields_by_path;
        }
        let is_empty = params.is_empty() && fields.is_empty() && outer.is_empty() && of_row.is_empty();
        if is_empty && request_id.is_none() {
            return None;
        }
        let params = (!params.is_empty()).then_some(Values::Read(params));
        let request_id = request_id.map(Cow::into_owned);
        Some(Box::new(failure::Data { params, fields, request_id, outer, of_row, headers: Vec::new() }))
    }
}

/// Adds the members at later places of the params and of the paths, unless these were read at their first places.
fn add_unread(
    later: Vec<Beside>,
    params: &Map<String, Value>,
    fields_by_path: &[FieldError],
    members: &mut Map<String, Value>,
) {
    let paths: HashSet<&str> = fields_by_path.iter().map(FieldError::path).collect();
    for Beside { name, value, may_be_param, keeps, .. } in later {
        let is_read = if may_be_param { params.contains_key(&name) } else { paths.contains(name.as_str()) };
        if keeps && !is_read {
            members.entry(name).or_insert(value);
        }
    }
}
