//! The version that a change asks for.

use std::fmt;

use super::finding::Finding;
use super::rule::Rule;
use super::scale::Severity;

/// The part of `[catalog] version` that a change raises, as semantic versioning asks. A later variant is greater.
///
/// ```
/// use errcat_catalog::contract::Bump;
///
/// assert!(Bump::Major > Bump::Minor);
/// assert_eq!(Bump::Minor.raise("2.1.7").as_deref(), Some("2.2.0"));
/// assert_eq!(Bump::of(&[]), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// The last number: nothing breaks, and nothing is added.
    Patch,
    /// The second number: codes, params, data or members are added.
    Minor,
    /// The first number or, before version 1.0.0, the second one: something breaks.
    Major,
}

impl Bump {
    /// Returns what the findings ask for, or `None` if there are none.
    pub fn of(findings: &[Finding]) -> Option<Self> {
        findings.iter().map(Self::of_one).max()
    }

    fn of_one(finding: &Finding) -> Self {
        match finding.rule {
            rule if rule.severity() == Severity::Breaking => Self::Major,
            Rule::CodeAdded | Rule::ParamAdded | Rule::DataAdded | Rule::MemberAdded => Self::Minor,
            _ => Self::Patch,
        }
    }

    /// Returns the version after `version`, or `None` if `version` is not three numbers.
    ///
    /// ```
    /// use errcat_catalog::contract::Bump;
    ///
    /// assert_eq!(Bump::Major.raise("2.1.7").as_deref(), Some("3.0.0"));
    /// assert_eq!(Bump::Major.raise("0.1.7").as_deref(), Some("0.2.0"));
    /// assert_eq!(Bump::Major.raise("2.1"), None);
    /// ```
    pub fn raise(self, version: &str) -> Option<String> {
        let [major, minor, patch] = numbers(version)?;
        let [major, minor, patch] = match self {
            // Before version 1.0.0, the second number says that something breaks.
            Self::Major if major == 0 => [0, minor.checked_add(1)?, 0],
            Self::Major => [major.checked_add(1)?, 0, 0],
            Self::Minor => [major, minor.checked_add(1)?, 0],
            Self::Patch => [major, minor, patch.checked_add(1)?],
        };
        Some(format!("{major}.{minor}.{patch}"))
    }

    /// Returns the name: `major`, `minor` or `patch`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Patch => "patch",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

fn numbers(version: &str) -> Option<[u64; 3]> {
    let numbers: Option<Vec<u64>> = version.split('.').map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// Returns whether a new version allows a break: its first number is higher or, before 1.0.0, its second number is.
pub(super) fn allows_break(old: &str, new: &str) -> bool {
    match (numbers(old), numbers(new)) {
        (Some([0, old, _]), Some([0, new, _])) | (Some([old, ..]), Some([new, ..])) => new > old,
        // A version that is not three numbers cannot be compared.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_needs_a_higher_first_number() {
        for (old, new) in [("2.1.0", "3.0.0"), ("0.1.0", "0.2.0"), ("0.9.0", "1.0.0")] {
            assert!(allows_break(old, new), "{old} {new}");
            assert!(!allows_break(new, old), "{new} {old}");
        }
        for (old, new) in [("2.1.0", "2.2.0"), ("2.1.0", "2.1.0"), ("0.1.0", "0.1.1")] {
            assert!(!allows_break(old, new), "{old} {new}");
        }
        for version in ["0.0.0", "0.1.7", "1.0.0", "2.1.7"] {
            let raised = Bump::Major.raise(version).expect("three numbers");
            assert!(allows_break(version, &raised), "{version} {raised}");
        }
        assert_eq!(Bump::Major.raise("0.18446744073709551615.0"), None);
        assert_eq!(Bump::Major.raise("18446744073709551615.0.0"), None);
        assert_eq!(Bump::Patch.raise("1.2"), None);
    }
}
