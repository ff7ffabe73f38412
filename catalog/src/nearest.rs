//! The suggestion for a misspelled name: the known name that was probably meant.

/// Returns the candidate nearest to `name`, or `None` if no candidate is near enough.
///
/// The distance is the number of insertions, deletions, substitutions and swaps. It may be at most a third of the
/// length of the longer name. Upper and lower case are equal.
///
/// ```
/// assert_eq!(errcat_catalog::nearest("desription", ["status", "description"]), Some("description"));
/// assert_eq!(errcat_catalog::nearest("colour", ["status", "description"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A longer name is not a typing mistake, and the comparison is quadratic in its length.
    const LONGEST: usize = 100;
    // Limits the time for a file with very many names of about the same length.
    const MOST: usize = 300;
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    let count = lower.chars().count();
    let near_enough = |candidate: &str| candidate.len().max(name.len()) / 3;
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        // The distance is at least the difference of the lengths, and counting is much cheaper than comparing.
        .filter(|candidate| candidate.chars().count().abs_diff(count) <= near_enough(candidate))
        .take(MOST)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= near_enough(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The code nearest to `code`. Codes that differ only in their numbers are not near: `E-1100` says nothing about `E-1101`.
pub(crate) fn nearest_code<'a>(code: &str, codes: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let has_numbers = |code: &str| code.contains(|c: char| c.is_ascii_digit());
    let differs_in_numbers =
        |other: &&str| has_numbers(code) && has_numbers(other) && words(code) == words(other);
    nearest(code, codes.into_iter().filter(|other| !differs_in_numbers(other)))
}

/// The parts of a code between its numbers.
fn words(code: &str) -> Vec<&str> {
    code.split(|c: char| c.is_ascii_digit()).filter(|word| !word.is_empty()).collect()
}
