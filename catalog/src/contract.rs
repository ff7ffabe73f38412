//! The contract between a service and its clients over time: what a change of a catalog does to clients.
//!
//! [`Contract::of`] turns a checked [`Catalog`] into a flat list of [`Fact`]s. [`diff`] compares two of these lists by
//! the [`Rule`]s for changes, and returns a [`Finding`] for each change that a client, a Rust crate or a reader can
//! notice. [`Lock`] writes the same facts as text, one line for each of them, so that a released contract can be
//! committed next to the catalog.
//!
//! This module needs the feature `contract`. It opens no file and prints nothing. It never panics, whatever a lock
//! contains.
//!
//! ```
//! use errcat_catalog::contract::{Bump, Contract, diff};
//!
//! let contract = |status| {
//!     let text = format!("[[error]]\ncode = \"gone\"\nstatus = {status}\n");
//!     let catalog = errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()));
//!     catalog.map(|catalog| Contract::of(&catalog))
//! };
//! let findings = diff(&contract(404)?, &contract(410)?);
//! assert_eq!(findings[0].rule.id(), "status-changed");
//! assert_eq!(findings[0].message, "the status of `gone` changes from 404 to 410");
//! assert_eq!(Bump::of(&findings), Some(Bump::Patch));
//! # Ok::<(), Box<errcat_catalog::Rejected>>(())
//! ```
//!
//! # What is no fact
//!
//! These parts of a catalog can change without a finding:
//!
//! - `strict` and `allow`;
//! - comments, and how rows are distributed over files;
//! - the order of the keys of a row, and of its params, headers, aliases and `data`;
//! - the case of the name of a header;
//! - a value that is the same as its default, such as `retryable = true` next to `retry_after`;
//! - a form of a slot that has no effect, such as `{description:string}`;
//! - a body that is never sent: `[envelope.field]` if no body has `{fields}`.

mod body_facts;
mod bump;
mod checks;
mod comparison;
mod escape;
mod facts;
mod finding;
mod key;
mod lock;
mod order;
mod places;
mod rule;
mod scale;
mod spans;
mod subject;

use std::collections::HashMap;

use crate::Catalog;
use crate::body::Constant;
use crate::source::Span;

pub use self::bump::Bump;
pub use self::comparison::diff;
pub use self::finding::Finding;
pub use self::key::{Key, KeyName};
pub use self::lock::{Acceptance, Accepted, Lock, LockError};
pub use self::rule::Rule;
pub use self::scale::{Severity, UnknownName, Who};
pub use self::subject::Subject;

/// One fact that clients, crates or readers can rely on, such as "the status of `wrong_password` is 401".
#[derive(Clone, Debug)]
pub struct Fact {
    /// What the fact is about.
    pub subject: Subject,
    /// Which of its properties the fact is about.
    pub key: Key,
    /// The value. Defaults are filled in, so a catalog that writes out a default has the same facts.
    pub value: Constant,
    /// The place of the value in the catalog. For a default of a row, it is the place of its code. `None` if the catalog does
    /// not contain the value, or if it comes from a lock.
    pub span: Option<Span>,
}

/// Two facts are equal if they say the same, whatever their places.
impl PartialEq for Fact {
    fn eq(&self, other: &Self) -> bool {
        (&self.subject, &self.key, &self.value) == (&other.subject, &other.key, &other.value)
    }
}

/// A contract: all of its facts, ordered by their subjects and keys. The codes are in the order of the catalog.
///
/// ```
/// use errcat_catalog::body::Constant;
/// use errcat_catalog::contract::{Contract, Fact, KeyName};
///
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let contract = Contract::of(&errcat_catalog::read("error_codes.toml", &mut files)?);
/// let is_status = |fact: &&Fact| fact.subject.code() == Some("gone") && fact.key.name() == KeyName::Status;
/// let status = contract.facts().iter().find(is_status).expect("a fact");
/// assert_eq!(status.value, Constant::Number("410".to_owned()));
/// assert!(contract.codes().eq(["gone"]));
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Contract {
    facts: Vec<Fact>,
    codes: Vec<String>,
    /// The places of the codes, and of the reserved codes.
    homes: HashMap<Subject, Span>,
}

/// Two contracts are equal if they have the same facts, whatever the places of the facts. A lock that was merged can have another
/// order of the codes than the merged catalog: it does not say which of two codes is first that were added at the same place.
impl PartialEq for Contract {
    fn eq(&self, other: &Self) -> bool {
        self.facts == other.facts
    }
}

impl Contract {
    /// Returns the contract of a catalog.
    pub fn of(catalog: &Catalog) -> Self {
        facts::of(catalog)
    }

    /// Returns the facts, ordered by their subjects and keys.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Returns the codes, in the order of the catalog.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(String::as_str)
    }

    /// Orders the facts.
    fn new(mut facts: Vec<Fact>, homes: HashMap<Subject, Span>) -> Self {
        let codes = order::settle(&mut facts);
        let places: HashMap<&str, usize> =
            codes.iter().enumerate().map(|(place, code)| (code.as_str(), place)).collect();
        let place = |subject: &Subject| match subject {
            Subject::Code(code) => (subject.rank(), places[code.as_str()]),
            _ => (subject.rank(), 0),
        };
        // To compare all names and keys takes much longer, because the names of codes are alike.
        facts.sort_by_cached_key(|fact| place(&fact.subject));
        for facts in facts.chunk_by_mut(|one, other| have_one_place(&one.subject, &other.subject)) {
            facts.sort_by(|one, other| (&one.subject, &one.key).cmp(&(&other.subject, &other.key)));
        }
        Self { facts, codes, homes }
    }

    /// Returns the facts of each subject.
    fn by_subject(&self) -> impl Iterator<Item = &[Fact]> {
        self.facts.chunk_by(|one, other| one.subject == other.subject)
    }
}

/// Returns whether the order of codes does not separate two subjects.
fn have_one_place(one: &Subject, other: &Subject) -> bool {
    match (one, other) {
        (Subject::Code(one), Subject::Code(other)) => one == other,
        _ => one.rank() == other.rank(),
    }
}
