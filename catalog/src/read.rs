//! Reads the main file and its includes, and checks them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::{fmt, io, vec};

use crate::catalog::Catalog;
use crate::check::check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::{Foreign, Parsed, parse};
use crate::path;
use crate::quote::quote;
use crate::raw::{self, File, Reserved, Row};
use crate::rejected::Rejected;
use crate::rule::Rule;
use crate::source::{Place, Sources, Span, Spanned};

/// Loads the files of a catalog.
///
/// A path always has `/` between its folders, even if the catalog contains `\`. It is relative to the same folder as
/// the path of the main file, unless it begins with `/`, `//` or a drive (`C:`).
///
/// A closure that takes a path and returns the bytes of the file implements this trait.
pub trait Load {
    /// Returns the bytes of the file.
    ///
    /// # Errors
    ///
    /// Any error becomes a diagnostic of the rule `unreadable-file`. If the error contains an [`Unreadable`], the
    /// diagnostic shows its help.
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>>;

    /// Returns a key for the file at a path. Two paths with the same key are the same file, which is read once.
    fn identity(&self, path: &str) -> PathBuf {
        path::identity(path).into()
    }

    /// Returns the path that diagnostics print for the file at a path.
    fn display_path(&self, path: &str) -> String {
        path.to_owned()
    }

    /// Returns a sentence that says what the path of the main file is relative to, for the help of an error.
    fn start(&self) -> String {
        "paths are relative to the folder in which this command runs".to_owned()
    }

    /// Returns whether a server uses the catalog. If it does, a warning lists the kinds of framework failures without a
    /// code.
    fn is_served(&self) -> bool {
        false
    }
}

impl<F: FnMut(&str) -> io::Result<Vec<u8>>> Load for F {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        self(path)
    }
}

/// The reason why a file cannot be read, with a help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The reason, in a few words. It is shown after "cannot read `path`: ".
    pub reason: String,
    /// How to correct the mistake.
    pub help: String,
}

impl Unreadable {
    /// Creates an error from a reason and a help.
    pub fn new(reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self { reason: reason.into(), help: help.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Unreadable {}

impl From<Unreadable> for io::Error {
    fn from(unreadable: Unreadable) -> Self {
        Self::other(unreadable)
    }
}

/// Reads the catalog at `path` and every file it includes.
///
/// # Errors
///
/// Returns [`Rejected`] if the catalog has mistakes. It contains every mistake of every file.
///
/// ```
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"busy\"\n".to_vec());
/// let rejected = errcat_catalog::read("error_codes.toml", &mut files).expect_err("the row has no status");
/// let message = rejected.diagnostics.messages().next().expect("a mistake");
/// assert!(message.starts_with("error_codes.toml:1:1: code `busy` has no status\n"));
/// ```
pub fn read(path: &str, files: &mut impl Load) -> Result<Catalog, Box<Rejected>> {
    let mut reader = Reader {
        files,
        sources: Sources::default(),
        out: Diagnostics::default(),
        state: HashMap::new(),
        raw: raw::Catalog::default(),
    };
    reader.files(path::normal(path));
    let is_served = reader.files.is_served();
    let checked = check(&reader.raw, is_served, reader.sources, reader.out);
    #[cfg(feature = "contract")]
    let checked = checked.map(|catalog| Catalog { raw: reader.raw, ..catalog });
    checked
}

struct Reader<'a, L> {
    files: &'a mut L,
    sources: Sources,
    out: Diagnostics,
    /// The state of every file that has been opened, by its identity.
    state: HashMap<PathBuf, State>,
    raw: raw::Catalog,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

/// A file whose includes are not all read yet. Its own rows come after theirs.
struct Open {
    path: String,
    identity: PathBuf,
    include: vec::IntoIter<Spanned<String>>,
    rows: Vec<Row>,
    reserved: Vec<Reserved>,
}

impl<L: Load> Reader<'_, L> {
    /// Reads the main file and its includes, depth first. The open files are in a list, because a chain of
    /// includes can be too long for recursion.
    fn files(&mut self, main: String) {
        let mut open = Vec::from_iter(self.open(main, None));
        while let Some(file) = open.last_mut() {
            if let Some(Spanned { value, span }) = file.include.next() {
                let path = path::relative(&file.path, &value);
                open.extend(self.open(path, Some(span)));
            } else if let Some(file) = open.pop() {
                self.state.insert(file.identity, State::Done);
                self.raw.rows.extend(file.rows);
                self.raw.reserved.extend(file.reserved);
            }
        }
    }

    /// Opens one file, unless it has been opened before. A file that several files include is read once.
    fn open(&mut self, path: String, asked_at: Option<Span>) -> Option<Open> {
        let identity = self.files.identity(&path);
        if let Some(state) = self.state.get(&identity) {
            if *state == State::Open {
                self.out.push(include_cycle(&path, asked_at));
            }
            return None;
        }
        // A file that cannot be read is not opened again, so it is reported once.
        self.state.insert(identity.clone(), State::Done);
        let text = self.text(&path, asked_at)?;
        self.state.insert(identity.clone(), State::Open);
        Some(self.parse(path, identity, text, asked_at))
    }

    fn text(&mut self, path: &str, asked_at: Option<Span>) -> Option<String> {
        let bytes = match self.files.load(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let help = match (own_help(&error), asked_at) {
                    (Some(help), _) => help,
                    (None, Some(_)) => {
                        "the path of an include is relative to the file that includes it".to_owned()
                    }
                    (None, None) => self.files.start(),
                };
                self.out.push(unreadable(path, asked_at, &error).help(help));
                return None;
            }
        };
        match String::from_utf8(bytes) {
            // A text of several lines is the same, however git checks the file out.
            Ok(text) if text.contains("\r\n") => Some(text.replace("\r\n", "\n")),
            Ok(text) => Some(text),
            Err(error) => {
                self.not_utf8(path, &error);
                None
            }
        }
    }

    fn not_utf8(&mut self, path: &str, error: &std::string::FromUtf8Error) {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let id = self.sources.add(self.files.display_path(path), text);
        // It may not be a catalog at all, so its contents are not shown.
        self.sources.hide(id);
        let message = format!("byte {} of {} is not UTF-8", valid + 1, quote(path));
        let span = Span::new(id, valid..valid);
        self.out.push(Diagnostic::new(Rule::NotUtf8, span, message).help("save the file as UTF-8"));
    }

    /// Takes the settings for all rows from the main file. The rows are added after the includes have been read.
    fn parse(&mut self, path: String, identity: PathBuf, text: String, asked_at: Option<Span>) -> Open {
        let file = self.file(&path, text, asked_at);
        let File { include, catalog } = file;
        if asked_at.is_none() {
            self.raw.settings = catalog.settings;
            self.raw.envelope = catalog.envelope;
            self.raw.http = catalog.http;
            self.raw.default_data = catalog.default_data;
        } else {
            let settings = catalog.settings.map(|table| ("catalog", table.span));
            let envelope = catalog.envelope.map(|table| ("envelope", table.span));
            let http = catalog.http.map(|table| ("http", table.span));
            let tables = [settings, envelope, http].into_iter().flatten();
            tables.for_each(|(table, span)| self.out.push(table_in_include(table, span)));
        }
        Open { path, identity, include: include.into_iter(), rows: catalog.rows, reserved: catalog.reserved }
    }

    /// Returns the contents of a file. If it is not a catalog, the result is empty.
    fn file(&mut self, path: &str, text: String, asked_at: Option<Span>) -> File {
        let id = self.sources.add(self.files.display_path(path), text);
        match parse(id, &self.sources, &mut self.out) {
            Ok(Parsed { file, is_shown }) => {
                if !is_shown {
                    self.sources.hide(id);
                }
                file
            }
            Err(foreign) => {
                self.sources.hide(id);
                let at = Span::new(id, foreign.at..foreign.at);
                let place = self.sources.place(at);
                self.out.push(not_a_catalog(&foreign, &place, asked_at, at));
                File::default()
            }
        }
    }
}

fn unreadable(path: &str, asked_at: Option<Span>, error: &io::Error) -> Diagnostic {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::new(Rule::UnreadableFile, asked_at, format!("cannot read {}: {reason}", quote(path)))
}

fn own_help(error: &io::Error) -> Option<String> {
    Some(error.get_ref()?.downcast_ref::<Unreadable>()?.help.clone())
}

/// The message quotes nothing from the file, since it may contain secrets.
fn not_a_catalog(foreign: &Foreign, place: &Place<'_>, asked_at: Option<Span>, at: Span) -> Diagnostic {
    let message = format!("{} is not a catalog", quote(place.path));
    let help = match foreign.near {
        Some(near) => format!("a similar table exists: `{near}`"),
        None => "write each row under `[[error]]`".to_owned(),
    };
    let help = match asked_at {
        Some(_) => format!("{help}; see line {} of the file, which is not shown here", place.line),
        None => help,
    };
    Diagnostic::new(Rule::NotACatalog, asked_at.unwrap_or(at), message).help(help)
}

fn include_cycle(path: &str, asked_at: Option<Span>) -> Diagnostic {
    let message = format!("{} includes itself", quote(path));
    Diagnostic::new(Rule::IncludeCycle, asked_at, message)
        .help("remove one of the includes that form the cycle")
}

fn table_in_include(table: &str, span: Span) -> Diagnostic {
    let message = format!("`[{table}]` is not allowed in an included file");
    let help = "move the table to the main file, because it applies to all rows";
    Diagnostic::new(Rule::TableInInclude, span, message).help(help)
}
