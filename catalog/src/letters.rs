//! What a text's characters are to the eye and to rustc: normal forms, characters that nobody sees, letters of other
//! scripts. The tables are those that rustc's own lints read. Of a text in ASCII nothing is asked.

use std::borrow::Cow;
use std::collections::HashMap;

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
    // A skeleton leaves out what Unicode says to ignore.
    let is_ignored = |c: char| skeleton(c.encode_utf8(&mut [0; 4])).next().is_none();
    let is_blank = |c| matches!(c, '\u{2028}' | '\u{2029}' | '\u{2800}');
    text.chars().find(|c| !c.is_ascii() && (is_blank(*c) || is_ignored(*c)))
}

/// The first letter of a name that rustc's lint `uncommon_codepoints` objects to.
pub(crate) fn uncommon(name: &str) -> Option<char> {
    name.chars().find(|c| !c.is_ascii() && !c.identifier_allowed())
}

/// The scripts of a crate's names, for rustc's lint `mixed_script_confusables`: a script counts as meant where one letter of
/// it is like none of another.
#[derive(Default)]
pub(crate) struct Scripts {
    /// Each script, and whether it is meant.
    seen: HashMap<AugmentedScriptSet, bool>,
}

impl Scripts {
    pub(crate) fn new() -> Self {
        Self { seen: HashMap::from([(AugmentedScriptSet::for_char('A'), true)]) }
    }

    pub(crate) fn see(&mut self, name: &str) {
        for c in letters(name) {
            *self.seen.entry(c.into()).or_default() |= !is_potential_mixed_script_confusable_char(c);
        }
    }

    /// The first letter of a name whose script no name means.
    pub(crate) fn stray(&self, name: &str) -> Option<char> {
        letters(name).find(|c| !self.is_meant((*c).into()))
    }

    fn is_meant(&self, script: AugmentedScriptSet) -> bool {
        let shares = |meant: &AugmentedScriptSet| {
            let mut shared = *meant;
            shared.intersect_with(script);
            !meant.is_all() && !shared.is_empty() && !shared.is_all()
        };
        script.is_all()
            || self.seen.get(&script).is_some_and(|is_meant| *is_meant)
            || self.seen.iter().any(|(meant, is_meant)| *is_meant && shares(meant))
    }
}

/// The letters that the lint looks at: ASCII is everybody's, and what is uncommon is another lint's.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !c.is_ascii() && c.identifier_allowed())
}
