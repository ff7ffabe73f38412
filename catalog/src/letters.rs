//! What a text's characters are to the eye and to rustc: normal forms, characters that nobody sees, letters of other
//! scripts. The tables are those that rustc's own lints read. Of a text in ASCII nothing is asked.

use std::borrow::Cow;
use std::collections::HashSet;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::{GeneralSecurityProfile, is_potential_mixed_script_confusable_char, skeleton};

/// `text` in the normal form in which rustc compares identifiers.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// What texts that look the same share (UTS 39, section 4).
pub(crate) fn looks(text: &str) -> String {
    skeleton(text).collect()
}

/// The first character that nobody sees: joiners, variation selectors, marks of direction, fillers, separators of lines.
pub(crate) fn invisible(text: &str) -> Option<char> {
    let is_filler = |c| matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    // Those that format other text stand in no skeleton's table, and neither does the notehead that is none.
    let is_blank = |c| matches!(c, '\u{2028}' | '\u{2029}' | '\u{2800}' | '\u{fff9}'..='\u{fffb}' | '\u{13430}'..='\u{1343f}' | '\u{1d159}');
    // A skeleton leaves out what Unicode says to ignore.
    let is_ignored = |c: char| skeleton(c.encode_utf8(&mut [0; 4])).next().is_none();
    let is_unseen = |c: char| is_filler(c) || !c.is_alphanumeric() && (is_blank(c) || is_ignored(c));
    text.chars().find(|c| !c.is_ascii() && is_unseen(*c))
}

/// The letters in a crate's names that rustc's lints object to.
pub(crate) struct OddLetters {
    /// Of the lint `uncommon_codepoints`.
    pub(crate) uncommon: HashSet<char>,
    /// Of the lint `mixed_script_confusables`.
    pub(crate) stray: HashSet<char>,
}

impl OddLetters {
    pub(crate) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let letters: HashSet<char> = names.flat_map(str::chars).filter(|c| !c.is_ascii()).collect();
        let (letters, uncommon) = letters.into_iter().partition(|c| c.identifier_allowed());
        Self { stray: stray(&letters), uncommon }
    }
}

/// The letters of scripts that are not meant: a script is where one letter of it is like none of another.
fn stray(letters: &HashSet<char>) -> HashSet<char> {
    let is_meant = |c: &char| !is_potential_mixed_script_confusable_char(*c);
    let meant = letters.iter().copied().filter(is_meant).chain(['A']).map(AugmentedScriptSet::for_char);
    let meant: HashSet<AugmentedScriptSet> = meant.collect();
    let is_stray = |c: &char| {
        let script = AugmentedScriptSet::for_char(*c);
        !script.is_all() && !meant.contains(&script) && !meant.iter().any(|meant| share(*meant, script))
    };
    letters.iter().copied().filter(is_stray).collect()
}

/// Whether two scripts are one to some extent, as Han is to Japanese.
fn share(one: AugmentedScriptSet, other: AugmentedScriptSet) -> bool {
    let mut shared = one;
    shared.intersect_with(other);
    !one.is_all() && !shared.is_empty() && !shared.is_all()
}
