//! How the characters of a text look to a reader and to rustc: normal forms, invisible characters, letters of other
//! scripts.
//!
//! The tables are the ones that rustc's own lints use. A text in ASCII needs none of these checks.

use std::borrow::Cow;
use std::collections::HashSet;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::{GeneralSecurityProfile, is_potential_mixed_script_confusable_char, skeleton};

/// Returns `text` in the normal form in which rustc compares identifiers.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// Returns the skeleton of a text. Texts that look the same have the same skeleton (UTS 39, section 4).
pub(crate) fn looks(text: &str) -> String {
    skeleton(text).collect()
}

/// Returns the first invisible character, such as a joiner, a variation selector, a mark of direction, a filler or a
/// line separator.
pub(crate) fn invisible(text: &str) -> Option<char> {
    let is_filler = |c| matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    // The tables of skeletons do not contain the characters that format other text, nor the null notehead U+1D159.
    let is_blank = |c| matches!(c, '\u{2028}' | '\u{2029}' | '\u{2800}' | '\u{fff9}'..='\u{fffb}' | '\u{13430}'..='\u{1343f}' | '\u{1d159}');
    // A skeleton leaves out the characters that Unicode says to ignore.
    let is_ignored = |c: char| skeleton(c.encode_utf8(&mut [0; 4])).next().is_none();
    let is_unseen = |c: char| is_filler(c) || !c.is_alphanumeric() && (is_blank(c) || is_ignored(c));
    text.chars().find(|c| !c.is_ascii() && is_unseen(*c))
}

/// The letters in the names of a crate that rustc's lints warn about.
pub(crate) struct OddLetters {
    /// The letters that the lint `uncommon_codepoints` warns about.
    pub(crate) uncommon: HashSet<char>,
    /// The letters that the lint `mixed_script_confusables` warns about.
    pub(crate) stray: HashSet<char>,
}

impl OddLetters {
    pub(crate) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let letters: HashSet<char> = names.flat_map(str::chars).filter(|c| !c.is_ascii()).collect();
        let (letters, uncommon) = letters.into_iter().partition(|c| c.identifier_allowed());
        Self { stray: stray(&letters), uncommon }
    }
}

/// Returns the letters that look like letters of another script and are the only sign of their own script.
///
/// The names use a script on purpose if they contain a letter of it that does not look like a letter of another script.
fn stray(letters: &HashSet<char>) -> HashSet<char> {
    let is_distinct = |c: &char| !is_potential_mixed_script_confusable_char(*c);
    let used = letters.iter().copied().filter(is_distinct).chain(['A']).map(AugmentedScriptSet::for_char);
    let used: HashSet<AugmentedScriptSet> = used.collect();
    let is_stray = |c: &char| {
        let script = AugmentedScriptSet::for_char(*c);
        !script.is_all() && !used.contains(&script) && !used.iter().any(|used| overlap(*used, script))
    };
    letters.iter().copied().filter(is_stray).collect()
}

/// Returns whether two scripts overlap, as Han and Japanese do.
fn overlap(one: AugmentedScriptSet, other: AugmentedScriptSet) -> bool {
    let mut shared = one;
    shared.intersect_with(other);
    !one.is_all() && !shared.is_empty() && !shared.is_all()
}
