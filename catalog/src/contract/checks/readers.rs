//! Rules for people who read the catalog, its pages or the log.

use super::{about, from_to};
use crate::contract::comparison::Comparison;
use crate::contract::key::KeyName;
use crate::contract::rule::Findings;
use crate::quote::quote;

/// Reports each change of a text.
fn text(name: KeyName, all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(name) {
        let what = match (change.old, change.new) {
            (None, _) => "is added",
            (_, None) => "is removed",
            _ => "changes",
        };
        out.push(change, format!("the {} of {} {what}", name.as_str(), about(change.subject)));
    }
}

pub(in crate::contract) fn description_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    text(KeyName::Description, all, out);
}

pub(in crate::contract) fn message_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    text(KeyName::Message, all, out);
}

pub(in crate::contract) fn help_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    text(KeyName::Help, all, out);
}

pub(in crate::contract) fn level_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::Level) {
        out.push(change, format!("the log level of {} {}", about(change.subject), from_to(&change)));
    }
}

pub(in crate::contract) fn since_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::Since) {
        out.push(change, format!("`since` of {} {}", about(change.subject), from_to(&change)));
    }
}

pub(in crate::contract) fn reserved_reason_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::Reason) {
        out.push(change, format!("the reason why {} is reserved changes", about(change.subject)));
    }
}

pub(in crate::contract) fn made_internal(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.added(KeyName::Internal) {
        out.push(change, format!("code {} becomes internal", quote(&change.subject.to_string())));
    }
}

pub(in crate::contract) fn made_public(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.removed(KeyName::Internal) {
        out.push(change, format!("code {} is no longer internal", quote(&change.subject.to_string())));
    }
}
