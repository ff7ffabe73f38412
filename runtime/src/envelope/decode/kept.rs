//! Values that no slot accepts. They become members of the failure.

use serde_json::{Map, Value};

use super::super::written::{Inside, inside, level};
use super::data::Outer;
use super::found::Found;
use crate::contract::{Object, Rest};

/// The values of an object that no slot accepts.
pub(super) struct Kept {
    pub(super) object: &'static Object,
    pub(super) values: Option<Map<String, Value>>,
}

impl Kept {
    /// Keeps a value. Of values with the same name, the last one counts.
    pub(super) fn insert(&mut self, name: String, value: Value) {
        self.values.get_or_insert_default().insert(name, value);
    }
}

impl Found<'_> {
    /// Keeps the members of an object that no slot accepts.
    pub(super) fn keep(&mut self, object: &'static Object, values: Map<String, Value>) {
        if object.rest != Rest::Here {
            for name in values.keys() {
                self.mark(name, object);
            }
        }
        self.add(values);
    }

    /// Remembers a member of an object around the place of the added members, if it would be something else there.
    fn mark(&mut self, name: &str, object: &'static Object) {
        let inside = inside(object, name);
        if inside != Inside::Added {
            self.mark_as(name, inside, level(object));
        }
    }

    fn mark_as(&mut self, name: &str, inside: Inside, level: usize) {
        if !self.members.as_ref().is_some_and(|members| members.contains_key(name)) {
            self.data().outer.push(Outer { name: name.to_owned(), level, inside });
        }
    }

    /// Keeps the value of a slot as a member, unless the same object or an inner one has a member with this name. If
    /// `is_in_place`, the slot has the value too, so the member is not sent in another place.
    pub(super) fn keep_slot(
        &mut self,
        name: &'static str,
        object: &'static Object,
        is_in_place: bool,
        value: Value,
    ) {
        let level = level(object);
        self.forget_outer(name, level);
        match level {
            0 => {}
            level if is_in_place => self.mark_as(name, Inside::Own, level),
            _ => self.mark(name, object),
        }
        self.members.get_or_insert_default().entry(name).or_insert(value);
    }

    /// Removes the member with this name if it is of an object around this level. The object of this level has a member with
    /// this name too, so the other one was marked.
    fn forget_outer(&mut self, name: &str, level: usize) {
        let Some(data) = self.data.as_deref_mut() else { return };
        let before = data.outer.len();
        data.outer.retain(|outer| outer.name != name || outer.level <= level);
        if data.outer.len() < before
            && let Some(members) = &mut self.members
        {
            members.remove(name);
        }
    }
}
