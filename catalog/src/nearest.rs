//! "A similar one exists": the known name that a mistaken one was most likely meant to be.

/// The candidate nearest to `name`, if one is near enough to be worth naming.
///
/// Near enough is a third of the longer name's characters in insertions, deletions, substitutions and swaps; letter
/// case counts for nothing.
///
/// ```
/// assert_eq!(errcat_catalog::nearest("desription", ["status", "description"]), Some("description"));
/// assert_eq!(errcat_catalog::nearest("colour", ["status", "description"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A longer name is no slip of the fingers, and the comparison is quadratic in it.
    const LONGEST: usize = 100;
    // Among more names of about this length than anybody reads through, none is worth the time.
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
        // As many characters as one name is longer by have to be inserted; counting is far cheaper than comparing.
        .filter(|candidate| candidate.chars().count().abs_diff(count) <= near_enough(candidate))
        .take(MOST)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= near_enough(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
