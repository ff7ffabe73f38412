//! The way in: the outermost file, its includes, and the checks over all of them.

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

/// Loads a file: the bytes at a path that is relative to where the outermost path starts from.
///
/// A path has `/` between its folders, whatever the catalog has, and begins with `/`, `//` or a drive (`C:`) where it is
/// relative to nothing.
pub trait Load {
    /// The file's bytes. An error that is an [`Unreadable`] brings its own help.
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>>;

    /// By which two paths are known to be one file, which is read once.
    fn identity(&self, path: &str) -> PathBuf {
        path::identity(path).into()
    }

    /// Where the outermost path starts from, for the help of an error.
    fn start(&self) -> String {
        "paths start where this command runs".to_owned()
    }

    /// Whether a server is to answer with the catalog: then it is worth a word which of a framework's failures have no code.
    fn is_served(&self) -> bool {
        false
    }
}

impl<F: FnMut(&str) -> io::Result<Vec<u8>>> Load for F {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        self(path)
    }
}

/// Why a file is not read, and how to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Why, in a few words: it comes after "cannot read `path`: ".
    pub reason: String,
    /// How to go on.
    pub help: String,
}

impl Unreadable {
    /// A reason with its help.
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
/// [`Rejected`] holds every mistake of every file at once.
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
    check(&reader.raw, is_served, reader.sources, reader.out)
}

struct Reader<'a, L> {
    files: &'a mut L,
    sources: Sources,
    out: Diagnostics,
    /// Every file that was asked for, by its identity.
    state: HashMap<PathBuf, State>,
    raw: raw::Catalog,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

/// A file whose includes are still being read; its own rows come after theirs.
struct Open {
    path: String,
    identity: PathBuf,
    include: vec::IntoIter<Spanned<String>>,
    rows: Vec<Row>,
    reserved: Vec<Reserved>,
}

impl<L: Load> Reader<'_, L> {
    /// Reads the outermost file and, depth first, what it includes. The files that are open are kept in a list: a
    /// chain of includes may be longer than the stack is deep.
    fn files(&mut self, outermost: String) {
        let mut open = Vec::from_iter(self.open(outermost, None));
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

    /// Opens one file, unless it has been before: a file that several others include is read once.
    fn open(&mut self, path: String, asked_at: Option<Span>) -> Option<Open> {
        let identity = self.files.identity(&path);
        if let Some(state) = self.state.get(&identity) {
            if *state == State::Open {
                self.out.push(include_cycle(&path, asked_at));
            }
            return None;
        }
        // What cannot be read, or made sense of, is done with; that is said once.
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
                    (None, Some(_)) => "an include is relative to the file that includes it".to_owned(),
                    (None, None) => self.files.start(),
                };
                self.out.push(unreadable(path, asked_at, &error).help(help));
                return None;
            }
        };
        match String::from_utf8(bytes) {
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
        let id = self.sources.add(path.to_owned(), text);
        // What it holds cannot be told.
        self.sources.hide(id);
        let message = format!("byte {} of {} is not UTF-8", valid + 1, quote(path));
        let span = Span::new(id, valid..valid);
        self.out.push(
            Diagnostic::new(Rule::NotUtf8, span, message)
                .help("save the file in the encoding UTF-8".to_owned()),
        );
    }

    /// Takes what counts for all rows from the outermost file, and leaves the rows for when its includes are read.
    fn parse(&mut self, path: String, identity: PathBuf, text: String, asked_at: Option<Span>) -> Open {
        let file = self.file(&path, text, asked_at);
        let File { include, catalog } = file;
        if asked_at.is_none() {
            self.raw.settings = catalog.settings;
            self.raw.envelope = catalog.envelope;
            self.raw.http = catalog.http;
        } else {
            let settings = catalog.settings.map(|table| ("catalog", table.span));
            let envelope = catalog.envelope.map(|table| ("envelope", table.span));
            let http = catalog.http.map(|table| ("http", table.span));
            let tables = [settings, envelope, http].into_iter().flatten();
            tables.for_each(|(table, span)| self.out.push(table_in_include(table, span)));
        }
        Open { path, identity, include: include.into_iter(), rows: catalog.rows, reserved: catalog.reserved }
    }

    /// What a file says, which is nothing if it is no catalog.
    fn file(&mut self, path: &str, text: String, asked_at: Option<Span>) -> File {
        let id = self.sources.add(path.to_owned(), text);
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
                self.out.push(no_catalog(&foreign, &place, asked_at, at));
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

/// Nothing in the file is quoted: it may be anything.
fn no_catalog(foreign: &Foreign, place: &Place<'_>, asked_at: Option<Span>, at: Span) -> Diagnostic {
    let message = format!("{} is no catalog", quote(place.path));
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
    Diagnostic::new(Rule::IncludeCycle, asked_at, message).help("remove one include of the circle".to_owned())
}

fn table_in_include(table: &str, span: Span) -> Diagnostic {
    let message = format!("`[{table}]` in an included file");
    let help = "what counts for all rows stands in the outermost file; move the table there";
    Diagnostic::new(Rule::TableInInclude, span, message).help(help.to_owned())
}
