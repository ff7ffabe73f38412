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
    reused_aliases(all, out);
}

/// Reports each alias that is now the code of another row: a client with the old catalog reads it as its old row.
fn reused_aliases(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for old in &all.old.codes {
        let reused = all.old.aliases(old).filter(|alias| all.new.has_code(alias));
        for alias in reused.filter(|alias| all.new_code(old) != *alias) {
            let message =
                format!("code {} was an alias of {}, and now a row has it", quote(alias), quote(old));
            let (subject, new) = (code(alias), Some((&code(alias), alias)));
            out.push_whole(&subject, "alias", Some((&code(old), old)), new, message);
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
    let (old_places, new_places) = (places(&all.old), places(&all.new));
    let now = all.kept.iter().map(|(old, new)| (*old, new_places[new])).collect();
    let then = all.kept.iter().map(|(old, new)| (*new, old_places[old])).collect();
    // If a lock does not say which of two codes is first, it is no change that one of them is.
    let (Some((before, first)), Some(_)) = (inverted(&all.old, &now), inverted(&all.new, &then)) else {
        return;
    };
    let [(before, old_before), (first, _)] = [before, first].map(|old| (all.new_code(old), old));
    let finding = Finding {
        rule: out.rule(),
        subject: Subject::Catalog.to_string(),
        // The finding is about the catalog. It still names a code, as its message does.
        code: Some(first.to_owned()),
        key: "order".to_owned(),
        old: Some(before.to_owned()),
        new: Some(first.to_owned()),
        message: format!("{} is now before {} in the catalog", quote(first), quote(before)),
        old_span: all.old.home(&code(old_before)),
        new_span: all.new.home(&code(first)),
    };
    out.push_about(&Subject::Catalog, finding);
}

fn places<'a>(side: &Side<'a>) -> HashMap<&'a str, usize> {
    side.codes.iter().enumerate().map(|(place, code)| (*code, place)).collect()
}

/// Returns two codes of which this side says that the first one is before the second one, and whose places on the other side
/// are the other way round. The second one is the first such code of the other side.
fn inverted<'a>(side: &Side<'a>, places: &HashMap<&str, usize>) -> Option<(&'a str, &'a str)> {
    let after = |code| side.fact_of_code(code, KeyName::After).and_then(Fact::text);
    // For each code, the highest place of it and of all codes before it.
    let mut highest: HashMap<&str, Option<usize>> = HashMap::new();
    let mut first: Option<(usize, &str)> = None;
    for code in side.codes.iter().copied() {
        let before = after(code).and_then(|before| highest.get(before).copied().flatten());
        let place = places.get(code).copied();
        highest.insert(code, before.max(place));
        if let Some(place) = place.filter(|place| before > Some(*place))
            && first.is_none_or(|(other, _)| place < other)
        {
            first = Some((place, code));
        }
    }
    let (place, code) = first?;
    let all_before = std::iter::successors(after(code), |code| after(code));
    let before = all_before.filter(|code| places.get(code).is_some_and(|other| *other > place)).last()?;
    Some((before, code))
}
