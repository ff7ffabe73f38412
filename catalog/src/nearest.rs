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
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST && candidate.len().abs_diff(name.len()) <= LONGEST / 3)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().max(name.len()) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
