//! The files of a catalog, spans in them, and the line and column of a span.

use std::ops::Range;

/// One file of a catalog. Files are ordered as they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(usize);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last byte. It equals `start` if the span is a position between two bytes.
    pub end: usize,
}

impl Span {
    pub(crate) fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end }
    }
}

/// A value, and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The place of the value.
    pub span: Span,
}

/// A place in a file. Its `Display` is `path:line:column`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The path of the file, relative to the same folder as the path of the main file.
    pub path: &'a str,
    /// The line. The first line is 1.
    pub line: usize,
    /// The column in characters. The first column is 1.
    pub column: usize,
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

#[derive(Clone, Debug)]
struct File {
    path: String,
    text: String,
    /// The byte at which each line starts.
    lines: Vec<usize>,
    /// Whether diagnostics may show its lines.
    is_shown: bool,
}

/// The files of one catalog, with their texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    pub(crate) fn add(&mut self, path: String, text: String) -> FileId {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.files.push(File { path, text, lines, is_shown: true });
        FileId(self.files.len() - 1)
    }

    /// Prevents diagnostics from showing the lines of a file.
    pub(crate) fn hide(&mut self, id: FileId) {
        self.files[id.0].is_shown = false;
    }

    /// Allows diagnostics to show the lines of the main file.
    pub(crate) fn show_main(&mut self) {
        self.files.iter_mut().take(1).for_each(|main| main.is_shown = true);
    }

    pub(crate) fn is_shown(&self, id: FileId) -> bool {
        self.file(id).is_shown
    }

    /// Returns the start of the main file, or `None` if it could not be read.
    pub(crate) fn start(&self) -> Option<Span> {
        (!self.files.is_empty()).then(|| Span::new(FileId(0), 0..0))
    }

    fn file(&self, id: FileId) -> &File {
        &self.files[id.0]
    }

    /// Returns the paths of the files. The main file comes first.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    pub(crate) fn text(&self, id: FileId) -> &str {
        &self.file(id).text
    }

    /// Returns the path, line and column of the start of `span`.
    pub fn place(&self, span: Span) -> Place<'_> {
        let file = self.file(span.file);
        let line = self.line(span.file, span.start);
        let before = &file.text[file.lines[line]..span.start];
        Place {
            path: &file.path,
            line: line + 1,
            column: before.trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }

    /// Returns the line that contains the byte `at`. The first line is 0.
    pub(crate) fn line(&self, id: FileId, at: usize) -> usize {
        self.file(id).lines.partition_point(|start| *start <= at) - 1
    }

    /// Returns the bytes of a line without its line ending. The first line is 0.
    pub(crate) fn line_range(&self, id: FileId, line: usize) -> Range<usize> {
        let file = self.file(id);
        let start = file.lines[line];
        let end = file.lines.get(line + 1).map_or(file.text.len(), |next| next - 1);
        let line = &file.text[start..end];
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }
}

/// Returns the last character boundary that is not after `at`.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
