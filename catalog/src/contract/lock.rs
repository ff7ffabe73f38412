//! `error_codes.lock`: a contract as text, with the changes that have been accepted.
//!
//! The first line has the version of the format. The others are sorted, and each of them is one fact or one acceptance:
//!
//! ```text
//! errcat-lock 1
//! accept status-changed gone status "404" -> "410" = "agreed with the clients"
//! catalog code_type = "string"
//! code gone status = 404
//! envelope.failure member errorCode = "{code}"
//! ```
//!
//! A reader ignores the order of the lines, lines that are there twice, empty lines and lines that begin with `#`. So git can
//! merge two branches that add codes with `merge=union`.

mod acceptance;
mod line;

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use self::line::{Line, Problem};
use super::key::{Key, KeyName};
use super::subject::Subject;
use super::{Contract, Fact};
use crate::body::Constant;
use crate::quote::quote;

pub use self::acceptance::{Acceptance, Accepted};

/// The word at the start of the first line.
const HEADER: &str = "errcat-lock";
/// The version of the format that this version of errcat writes.
const FORMAT: u32 = 1;
/// The number of mistakes after which a reader stops.
const MOST_ERRORS: usize = 100;
/// The facts that each code has.
const REQUIRED: [KeyName; 5] =
    [KeyName::Status, KeyName::Variant, KeyName::Description, KeyName::Retryable, KeyName::Level];

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

    /// Reads the text of a lock.
    ///
    /// # Errors
    ///
    /// Returns the mistakes in the order of their lines, at most 100 of them. Two different values for one fact are a
    /// mistake. So is a code without a status: another branch may have removed it.
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
        lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// What has been read.
#[derive(Default)]
struct Reader {
    has_header: bool,
    is_other_format: bool,
    facts: HashMap<(Subject, Key), (Constant, usize)>,
    /// The first line of each code.
    codes: HashMap<String, usize>,
    acceptances: Vec<Acceptance>,
    errors: Vec<LockError>,
}

impl Reader {
    fn lines(&mut self, text: &str) {
        let mut seen = BTreeSet::new();
        for (index, line) in text.lines().enumerate() {
            if self.is_other_format || self.errors.len() >= MOST_ERRORS {
                return;
            }
            let trimmed = line.trim();
            if !trimmed.is_empty() && !trimmed.starts_with('#') && seen.insert(trimmed) {
                self.line(trimmed, index + 1);
            }
        }
        if !self.has_header && self.errors.is_empty() {
            let message = format!("this is not a lock: the line `{HEADER} {FORMAT}` is missing");
            self.errors.push(LockError { line: 1, message });
        }
    }

    fn line(&mut self, text: &str, number: usize) {
        match line::read(text) {
            Ok(Line::Header(FORMAT)) => self.has_header = true,
            Ok(Line::Header(format)) => {
                let message = format!(
                    "the lock has format {format}, but this version of errcat reads format {FORMAT}; use a newer errcat"
                );
                // Nothing else of another format can be understood.
                self.errors = vec![LockError { line: number, message }];
                self.is_other_format = true;
            }
            Ok(Line::Fact(subject, key, value)) => self.fact(subject, key, value, number),
            Ok(Line::Acceptance(acceptance)) => self.acceptances.push(acceptance),
            Err(Problem(message)) => self.errors.push(LockError { line: number, message }),
        }
    }

    fn fact(&mut self, subject: Subject, key: Key, value: Constant, line: usize) {
        if let Subject::Code(code) = &subject {
            self.codes.entry(code.clone()).or_insert(line);
        }
        // Two branches that add codes at the end of the catalog add two codes after the same one, and a branch that adds one
        // in between changes this line.
        let is_order = key.name() == KeyName::After;
        match self.facts.get(&(subject.clone(), key.clone())) {
            Some((other, first)) if *other != value && !is_order => {
                let message = format!(
                    "`{key}` of {} has another value on line {first}; keep the line that is right, or write the lock again",
                    quote(&subject.to_string())
                );
                self.errors.push(LockError { line, message });
            }
            Some(_) => {}
            None => drop(self.facts.insert((subject, key), (value, line))),
        }
    }

    fn finish(mut self) -> Result<Lock, Vec<LockError>> {
        if self.errors.is_empty() {
            self.whole();
        }
        self.errors.sort_by_key(|error| error.line);
        self.errors.dedup();
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let facts = self.facts.into_iter();
        let facts = facts.map(|((subject, key), (value, _))| Fact { subject, key, value, span: None });
        let contract = Contract::new(facts.collect(), HashMap::new());
        Ok(Lock { contract, acceptances: self.acceptances })
    }

    /// Checks that no code has lost a line. It can happen in a merge, if one branch removes a code that another one changes.
    fn whole(&mut self) {
        for (code, line) in &self.codes {
            let subject = Subject::Code(code.clone());
            let is_missing = |name: &&KeyName| !self.facts.contains_key(&(subject.clone(), Key::new(**name)));
            if let Some(name) = REQUIRED.iter().find(is_missing).filter(|_| self.errors.len() < MOST_ERRORS) {
                let name = name.as_str();
                let message = format!("code {} has no line for `{name}`; write the lock again", quote(code));
                self.errors.push(LockError { line: *line, message });
            }
        }
    }
}
