//! Rules about the codes themselves, and about the variants of the enum.

use std::collections::{HashMap, HashSet};

use super::from_to;
use crate::contract::Fact;
use crate::contract::comparison::{Comparison, Side};
use crate::contract::finding::Finding;
use crate::contract::key::KeyName;
use crate::contract::rule::Findings;
use crate::contract::subject::Subject;
use crate::quote::quote;

fn code(code: &str) -> Subject {
    Subject::Code(code.to_owned())
}

fn is_reserved(all: &Comparison<'_>, code: &str) -> bool {
    all.new.has(&Subject::Reserved(code.to_owned()))
}

pub(in crate::contract) fn removed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for gone in &all.gone {
        if !is_reserved(all, gone) && !all.renamed.contains_key(gone) {
            let message = format!("code {} is removed", quote(gone));
            out.push_whole(&code(gone), "code", Some((&code(gone), gone)), None, message);
        }
    }
}

pub(in crate::contract) fn retired(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for gone in all.gone.iter().filter(|gone| is_reserved(all, gone)) {
        let message = format!("code {} is removed and reserved", quote(gone));
        let reserved = Subject::Reserved((*gone).to_owned());
        out.push_whole(
            &code(gone),
            "code",
            Some((&code(gone), gone)),
            Some((&reserved, "reserved")),
            message,
        );
    }
}

pub(in crate::contract) fn renamed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for old in &all.old.codes {
        if let Some(new) = all.renamed.get(old) {
            let message = format!("code {} is now an alias of {}, which is sent", quote(old), quote(new));
            out.push_whole(&code(old), "code", Some((&code(old), old)), Some((&code(new), new)), message);
        }
    }
}

pub(in crate::contract) fn added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for fresh in &all.fresh {
        let message = format!("code {} is added", quote(fresh));
        out.push_whole(&code(fresh), "code", None, Some((&code(fresh), fresh)), message);
    }
}

/// Returns the codes and aliases of the new contract, each with the code of its row, if a code is no longer reserved.
fn in_use<'a>(all: &Comparison<'a>) -> HashMap<&'a str, &'a str> {
    if all.released.is_empty() {
        return HashMap::new();
    }
    let rows = all.new.codes.iter().flat_map(|row| {
        let aliases = all.new.aliases(row);
        aliases.chain([*row]).map(move |code| (code, *row))
    });
    rows.collect()
}

pub(in crate::contract) fn reserved_dropped(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let used = in_use(all);
    for subject in &all.released {
        let reserved = subject.code().unwrap_or_default();
        if !used.contains_key(reserved) {
            let message = format!("code {} is no longer reserved", quote(reserved));
            out.push_whole(subject, "reserved", Some((subject, reserved)), None, message);
        }
    }
}

pub(in crate::contract) fn reserved_reused(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let used = in_use(all);
    for subject in &all.released {
        let reserved = subject.code().unwrap_or_default();
        if let Some(row) = used.get(reserved).copied() {
            let by = if row == reserved {
                "a row has it".to_owned()
            } else {
                format!("it is an alias of {}", quote(row))
            };
            let message = format!("code {} was reserved, and now {by}", quote(reserved));
            out.push_whole(subject, "reserved", Some((subject, reserved)), Some((&code(row), row)), message);
        }
    }
}

pub(in crate::contract) fn reserved_added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let gone: HashSet<&str> = all.gone.iter().copied().collect();
    for subject in &all.reserved {
        let reserved = subject.code().unwrap_or_default();
        if !gone.contains(reserved) {
            let message = format!("code {} is reserved", quote(reserved));
            out.push_whole(subject, "reserved", None, Some((subject, reserved)), message);
        }
    }
}

pub(in crate::contract) fn variant_renamed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::Variant) {
        let message = format!("the variant of {} {}", super::about(change.subject), from_to(&change));
        out.push(change, message);
    }
}

/// Returns the variant of a code.
fn variant<'a>(side: &Side<'a>, code: &str) -> &'a str {
    side.fact_of_code(code, KeyName::Variant).and_then(Fact::text).unwrap_or_default()
}

/// Returns the variants of the enum.
fn variants<'a>(side: &Side<'a>) -> HashSet<&'a str> {
    side.codes.iter().map(|code| variant(side, code)).collect()
}

/// A variant that is now that of another code still compiles. The rules for codes report what happens to its code.
pub(in crate::contract) fn variant_removed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let current = variants(&all.new);
    let gone = all.gone.iter().map(|gone| (gone, variant(&all.old, gone)));
    for (gone, variant) in gone.filter(|(_, variant)| !current.contains(variant)) {
        let message = format!("variant {} is removed", quote(variant));
        out.push_whole(&code(gone), "variant", Some((&code(gone), variant)), None, message);
    }
}

pub(in crate::contract) fn variant_added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let former = variants(&all.old);
    let fresh = all.fresh.iter().map(|fresh| (fresh, variant(&all.new, fresh)));
    for (fresh, variant) in fresh.filter(|(_, variant)| !former.contains(variant)) {
        let message =
            format!("variant {} is added, which a `match` without `_` does not have", quote(variant));
        out.push_whole(&code(fresh), "variant", None, Some((&code(fresh), variant)), message);
    }
}

/// Reports the first code that is before another one than it was. The others often move with it.
pub(in crate::contract) fn order_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let kept: HashSet<&str> = all.kept.iter().map(|(_, new)| *new).collect();
    let now = all.new.codes.iter().copied().filter(|code| kept.contains(code));
    let first = all.kept.iter().zip(now).find(|((_, before), now)| before != now);
    if let Some(((old, before), now)) = first {
        let finding = Finding {
            rule: out.rule(),
            subject: Subject::Catalog.to_string(),
            // The finding is about the catalog. It still names a code, as its message does.
            code: Some((*now).to_owned()),
            key: "order".to_owned(),
            old: Some((*before).to_owned()),
            new: Some((*now).to_owned()),
            message: format!("{} is now before {} in the catalog", quote(now), quote(before)),
            old_span: all.old.home(&code(old)),
            new_span: all.new.home(&code(now)),
        };
        out.push_about(&Subject::Catalog, finding);
    }
}
