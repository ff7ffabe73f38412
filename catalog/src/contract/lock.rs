//! `error_codes.lock`: a contract as text, with the changes that have been accepted.
//!
//! The first line has the version of the format, and the last one says that nothing is cut off. The others are sorted, and each
//! of them is one fact or one acceptance:
//!
//! ```text
//! errcat-lock 1
//! accept status-changed gone status "404" -> "410" = "agreed with the clients"
//! catalog code_type = "string"
//! code gone status = 404
//! envelope.failure member errorCode = "{code}"
//! errcat-lock end
//! ```
//!
//! A reader ignores the order of the lines, lines that are there twice, empty lines and lines that begin with `#`. So git can
//! merge two branches that add codes with `merge=union`.

mod acceptance;
mod line;
mod whole;

use std::collections::{HashMap, HashSet};
use std::fmt;

use self::line::{Line, Problem};
use super::key::KeyName;
use super::{Contract, Fact};
use crate::quote::quote;

pub use self::acceptance::{Acceptance, Accepted};

/// The word at the start of the first line, and of the last one.
const HEADER: &str = "errcat-lock";
/// The version of the format that this version of errcat writes.
const FORMAT: u32 = 1;
/// The second word of the last line. It is no number, because two branches that are merged would change a number.
const END: &str = "end";
/// The number of mistakes after which a reader stops.
const MOST_ERRORS: usize = 100;

/// A contract as it was last released, with the changes since then that have been accepted. Its `Display` is the text of
/// `error_codes.lock`.
///
/// ```
/// use errcat_catalog::contract::{Contract, Lock};
///
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let contract = Contract::of(&errcat_catalog::read("error_codes.toml", &mut files)?);
/// let text = Lock::new(contract.clone()).to_string();
/// assert!(text.lines().any(|line| line == "code gone status = 410"));
/// assert_eq!(Lock::read(text.as_bytes()).expect("it was just written").contract, contract);
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    /// The contract.
    pub contract: Contract,
    /// The changes that have been accepted.
    pub acceptances: Vec<Acceptance>,
}

/// A mistake in a lock. Its `Display` is `line LINE: MESSAGE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError {
    /// The line. The first line is 1.
    pub line: usize,
    /// What is wrong, and what to do. Text of the lock is in backticks and shortened.
    pub message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for LockError {}

impl Lock {
    /// Creates a lock without acceptances.
    pub fn new(contract: Contract) -> Self {
        Self { contract, acceptances: Vec::new() }
    }

    /// Returns whether a text is a lock of errcat, of any format. Other programs have files with the same extension.
    pub fn is_one(text: &[u8]) -> bool {
        has_header(text)
    }

    /// Reads the text of a lock.
    ///
    /// # Errors
    ///
    /// Returns the mistakes in the order of their lines, at most 100 of them. Two different values for one fact are a
    /// mistake. So is a lock that is not complete, such as one with a code without a status: another branch may have removed
    /// it. If the text is not a lock at all, there is one error, and it quotes nothing.
    ///
    /// ```
    /// use errcat_catalog::contract::Lock;
    ///
    /// let errors = Lock::read(b"errcat-lock 2\n").expect_err("the format is newer");
    /// assert_eq!(
    ///     errors[0].to_string(),
    ///     "line 1: the lock has format 2, but this version of errcat reads format 1; use a newer errcat"
    /// );
    /// ```
    pub fn read(text: &[u8]) -> Result<Self, Vec<LockError>> {
        // The file can be any other one, with text that must not be shown.
        if !has_header(text) {
            let message = format!("this is not a lock: the line `{HEADER} {FORMAT}` is missing");
            return Err(vec![LockError { line: 1, message }]);
        }
        let text = std::str::from_utf8(text).map_err(|error| {
            let line = text[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            vec![LockError { line, message: "the line is not UTF-8; write the lock again".to_owned() }]
        })?;
        let mut reader = Reader::default();
        reader.lines(text.trim_start_matches('\u{feff}'));
        reader.finish()
    }

    /// Returns which of the findings have been accepted, and which acceptances match no finding.
    pub fn accepted<'a>(&'a self, findings: &'a [super::Finding]) -> Accepted<'a> {
        acceptance::accepted(&self.acceptances, findings)
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.contract.facts.iter().map(line::fact);
        let mut lines: Vec<String> = facts.chain(self.acceptances.iter().map(line::acceptance)).collect();
        lines.sort_unstable();
        lines.dedup();
        writeln!(f, "{HEADER} {FORMAT}")?;
        lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        writeln!(f, "{HEADER} {END}")
    }
}

/// Returns whether one of the lines is a header of any format. After a merge, it is not always the first one.
fn has_header(text: &[u8]) -> bool {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    text.split(|byte| *byte == b'\n').any(|line| {
        let rest = line.trim_ascii().strip_prefix(HEADER.as_bytes()).unwrap_or_default();
        let format = rest.trim_ascii_start();
        format.len() < rest.len() && !format.is_empty() && format.iter().all(u8::is_ascii_digit)
    })
}

/// What has been read.
#[derive(Default)]
struct Reader {
    /// The number of lines.
    length: usize,
    has_end: bool,
    is_other_format: bool,
    /// The facts, with their lines.
    facts: Vec<(Fact, usize)>,
    acceptances: Vec<Acceptance>,
    /// The lines of the acceptances.
    accepted: HashSet<String>,
    errors: Vec<LockError>,
}

impl Reader {
    fn lines(&mut self, text: &str) {
        for (index, line) in text.lines().enumerate() {
            if self.is_other_format || self.errors.len() >= MOST_ERRORS {
                return;
            }
            let line = line.trim();
            self.length = index + 1;
            if !line.is_empty() && !line.starts_with('#') {
                self.line(line, index + 1);
            }
        }
    }

    fn line(&mut self, text: &str, line: usize) {
        match line::read(text) {
            Ok(Line::Header(FORMAT)) => {}
            Ok(Line::End) => self.has_end = true,
            Ok(Line::Header(format)) => {
                let message = format!(
                    "the lock has format {format}, but this version of errcat reads format {FORMAT}; use a newer errcat"
                );
                // Nothing else of another format can be understood.
                self.errors = vec![LockError { line, message }];
                self.is_other_format = true;
            }
            Ok(Line::Fact(subject, key, value)) => {
                self.facts.push((Fact { subject, key, value, span: None }, line));
            }
            Ok(Line::Acceptance(acceptance)) => {
                if self.accepted.insert(text.to_owned()) {
                    self.acceptances.push(acceptance);
                }
            }
            Err(Problem(message)) => self.errors.push(LockError { line, message }),
        }
    }

    fn finish(mut self) -> Result<Lock, Vec<LockError>> {
        if self.errors.is_empty() && !self.has_end {
            let message =
                format!("the last line `{HEADER} {END}` is missing, so the lock was cut off; write it again");
            self.errors.push(LockError { line: self.length, message });
        }
        if self.errors.is_empty() {
            self.once();
            self.errors.extend(whole::missing(&self.facts));
        }
        self.errors.sort_by_key(|error| error.line);
        self.errors.truncate(MOST_ERRORS);
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let facts = self.facts.into_iter().map(|(fact, _)| fact).collect();
        Ok(Lock { contract: Contract::new(facts, HashMap::new()), acceptances: self.acceptances })
    }

    /// Keeps each fact once, and reports those with two values. The first line of a fact stays.
    fn once(&mut self) {
        // The lines of a lock are mostly sorted, but the keys of a subject have another order than their lines. If they are
        // sorted first, the rest is one long run, which takes little time to sort.
        for facts in self.facts.chunk_by_mut(|(one, _), (other, _)| one.subject == other.subject) {
            facts.sort_by(|(one, _), (other, _)| one.key.cmp(&other.key));
        }
        self.facts
            .sort_by(|(one, _), (other, _)| (&one.subject, &one.key).cmp(&(&other.subject, &other.key)));
        let errors = &mut self.errors;
        self.facts.dedup_by(|(fact, line), (first, first_line)| {
            let is_same_fact = (&fact.subject, &fact.key) == (&first.subject, &first.key);
            // Two branches that add codes after the same one both say which code is after theirs.
            if is_same_fact && fact.value != first.value && fact.key.name() != KeyName::After {
                errors.push(LockError { line: *line, message: contradiction(fact, *first_line) });
            }
            is_same_fact
        });
    }
}

fn contradiction(fact: &Fact, first_line: usize) -> String {
    let (key, subject) = (fact.key.to_string(), fact.subject.to_string());
    format!(
        "{} of {} has another value on line {first_line}; keep the line that is right, or write the lock again",
        quote(&key),
        quote(&subject)
    )
}
