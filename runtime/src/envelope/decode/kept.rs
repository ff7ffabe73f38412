//! Values that no slot accepts. They become members of the failure.

use serde_json::Value;

use super::super::written::{Inside, inside};
use super::found::Found;
use crate::contract::{Object, Rest};

/// The values of an object that no slot accepts.
pub(super) struct Kept {
    pub(super) object: &'static Object,
    pub(super) values: Vec<(String, Value)>,
}

impl Found<'_> {
    /// Keeps the members of an object that no slot accepts.
    pub(super) fn keep(&mut self, Kept { object, values }: Kept) {
        if object.rest != Rest::Here {
            for (name, _) in &values {
                self.mark(name, object);
            }
        }
        self.add(values);
    }

    /// Remembers a member of an object around the place of the added members, if it would be something else there.
    fn mark(&mut self, name: &str, object: &'static Object) {
        let inside = inside(object, name);
        if inside != Inside::Added && !self.members.contains_key(name) {
            self.data().outer.push((name.to_owned(), inside));
        }
    }

    /// Keeps the value of a slot as a member, unless there is one with this name.
    pub(super) fn keep_slot(&mut self, name: &'static str, object: &'static Object, value: Value) {
        if object.rest != Rest::Here {
            self.mark(name, object);
        }
        self.members.entry(name).or_insert(value);
    }
}
