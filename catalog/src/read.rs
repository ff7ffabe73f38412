//! The way in: the outermost file, its includes, and the checks over all of them.

use std::io;

use crate::catalog::Catalog;
use crate::check::check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::parse;
use crate::raw::{self, File};
use crate::rule::Rule;
use crate::source::{Sources, Span, Spanned};

/// Loads a file: the bytes at a path that is relative to where the outermost path starts from.
pub trait Load {
    /// The file's bytes.
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>>;

    /// Where the outermost path starts from, for the help of an error.
    fn start(&self) -> String {
        "paths start where this command runs".to_owned()
    }
}

impl<F: FnMut(&str) -> io::Result<Vec<u8>>> Load for F {
    fn load(&mut self, path: &str) -> io::Result<Vec<u8>> {
        self(path)
    }
}

/// What a wrong catalog gives: every mistake, and what could be understood all the same.
#[derive(Debug)]
pub struct Rejected {
    /// Every mistake; at least one.
    pub diagnostics: Diagnostics,
    /// The rows that have a name, with placeholders for what is wrong with them: enough to compile the code that
    /// uses the enum, so that nothing else fails in the catalog's wake. Never what a service may run on.
    pub salvage: Catalog,
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
        seen: Vec::new(),
        raw: raw::Catalog::default(),
    };
    reader.file(normal(path), None);
    check(&reader.raw, reader.sources, reader.out)
}

struct Reader<'a, L> {
    files: &'a mut L,
    sources: Sources,
    out: Diagnostics,
    /// Every path that was asked for, and whether it is still being read.
    seen: Vec<(String, bool)>,
    raw: raw::Catalog,
}

impl<L: Load> Reader<'_, L> {
    /// Reads one file; a file that several others include is read once.
    fn file(&mut self, path: String, asked_at: Option<Span>) {
        if let Some((_, open)) = self.seen.iter().find(|(seen, _)| *seen == path) {
            if *open {
                self.out.push(include_cycle(&path, asked_at));
            }
            return;
        }
        let index = self.seen.len();
        self.seen.push((path.clone(), true));
        if let Some(text) = self.text(&path, asked_at) {
            self.parse(path, text, asked_at.is_none());
        }
        self.seen[index].1 = false;
    }

    fn text(&mut self, path: &str, asked_at: Option<Span>) -> Option<String> {
        let bytes = match self.files.load(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let help = match asked_at {
                    Some(_) => "an include is relative to the file that includes it".to_owned(),
                    None => self.files.start(),
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
        let message = format!("byte {} of `{path}` is not UTF-8", valid + 1);
        let span = Span::new(id, valid..valid);
        self.out.push(
            Diagnostic::new(Rule::NotUtf8, span, message)
                .help("save the file in the encoding UTF-8".to_owned()),
        );
    }

    fn parse(&mut self, path: String, text: String, outermost: bool) {
        let folder = path.rfind('/').map_or("", |slash| &path[..slash]).to_owned();
        let id = self.sources.add(path, text);
        let File { include, catalog } = parse(id, self.sources.text(id), &mut self.out);
        if outermost {
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
        for Spanned { value, span } in include {
            self.file(relative(&folder, &value), Some(span));
        }
        self.raw.rows.extend(catalog.rows);
        self.raw.reserved.extend(catalog.reserved);
    }
}

fn unreadable(path: &str, asked_at: Option<Span>, error: &io::Error) -> Diagnostic {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::new(Rule::UnreadableFile, asked_at, format!("cannot read `{path}`: {reason}"))
}

fn include_cycle(path: &str, asked_at: Option<Span>) -> Diagnostic {
    let message = format!("`{path}` includes itself");
    Diagnostic::new(Rule::IncludeCycle, asked_at, message).help("remove one include of the circle".to_owned())
}

fn table_in_include(table: &str, span: Span) -> Diagnostic {
    let message = format!("`[{table}]` in an included file");
    let help = "what counts for all rows stands in the outermost file; move the table there";
    Diagnostic::new(Rule::TableInInclude, span, message).help(help.to_owned())
}

/// `path` as seen from where the outermost path starts, when a file in `folder` names it.
fn relative(folder: &str, path: &str) -> String {
    if folder.is_empty() || path.starts_with('/') {
        normal(path)
    } else {
        normal(&format!("{folder}/{path}"))
    }
}

/// `path` without `.`, and without `..` where the part before it is known, so that a file has one name.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            "" if !parts.is_empty() => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_name() {
        assert_eq!(normal("./a//b/./c.toml"), "a/b/c.toml");
        assert_eq!(normal("a/../b.toml"), "b.toml");
        assert_eq!(normal("../../b.toml"), "../../b.toml");
        assert_eq!(normal("/a/../b.toml"), "/b.toml");
        assert_eq!(relative("examples/platform", "../../b.toml"), "b.toml");
    }
}
