//! Renders a diagnostic as text: its place, its message, the lines of the file with carets, and its help.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule::Grade;
use crate::source::{Sources, Span, boundary};

/// If two places of one file are at least this number of bytes apart, they are shown as two excerpts. This limits the
/// length of an excerpt.
const FAR: usize = 4 * 1024;
/// The number of bytes of a line that are used before and after a place. This is more than the width of a terminal, and
/// limits the time for a very long line.
const AROUND: usize = 1024;

impl Diagnostics {
    /// Returns each mistake as text for a terminal: its place, its message, the lines of the file, and its help.
    ///
    /// After [`Self::SHOWN`] mistakes, one more text says how many others there are.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        let rest = self.iter().len().saturating_sub(Self::SHOWN);
        let more = (rest > 0).then(|| format!("and {rest} more mistakes in the catalog"));
        let shown = self.iter().take(Self::SHOWN);
        shown.map(|diagnostic| render(diagnostic, self.sources())).chain(more)
    }
}

/// Text of a file must not control the terminal. The renderer replaces most control characters by visible ones; the
/// others, such as `U+009B`, are replaced here.
fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let text = match diagnostic.span {
        Some(span) if sources.is_shown(span.file) => with_lines(diagnostic, span, sources),
        Some(span) => format!("{}: {}", sources.place(span), without_lines(diagnostic)),
        None => without_lines(diagnostic),
    };
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

fn with_lines(diagnostic: &Diagnostic, span: Span, sources: &Sources) -> String {
    let excerpts = excerpts(diagnostic, span, sources);
    let mut group =
        Group::with_level(Level::ERROR).elements(excerpts.iter().map(|excerpt| excerpt.snippet(sources)));
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    if let Some(note) = note(diagnostic) {
        group = group.element(Level::NOTE.message(note));
    }
    let shown = Renderer::plain().decor_style(DecorStyle::Ascii).render(&[group]);
    format!("{}: {}\n{shown}", sources.place(span), diagnostic.message)
}

fn without_lines(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map(|help| format!("\n  = help: {help}"));
    let note = note(diagnostic).map(|note| format!("\n  = note: {note}"));
    [Some(diagnostic.message.clone()), help, note].into_iter().flatten().collect()
}

/// Returns how the rule of a warning is turned off.
fn note(diagnostic: &Diagnostic) -> Option<String> {
    let is_warning = diagnostic.rule.grade() == Grade::Warning;
    is_warning.then(|| format!("`[catalog] allow = [\"{}\"]` turns this rule off", diagnostic.rule.id()))
}

struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

/// Places of one file that are shown together. The first excerpt contains the mistake.
struct Excerpt<'a> {
    marks: Vec<Mark<'a>>,
    primary: bool,
}

fn excerpts<'a>(diagnostic: &'a Diagnostic, primary: Span, sources: &Sources) -> Vec<Excerpt<'a>> {
    let mark = Mark { span: primary, kind: AnnotationKind::Primary, label: None };
    let mut excerpts = vec![Excerpt { marks: vec![mark], primary: true }];
    for label in diagnostic.labels.iter().filter(|label| sources.is_shown(label.span.file)) {
        let mark = Mark { span: label.span, kind: AnnotationKind::Context, label: Some(&label.text) };
        match excerpts.iter_mut().find(|excerpt| excerpt.is_near(label.span)) {
            Some(excerpt) => excerpt.marks.push(mark),
            None => excerpts.push(Excerpt { marks: vec![mark], primary: false }),
        }
    }
    excerpts
}

impl<'a> Excerpt<'a> {
    fn is_near(&self, span: Span) -> bool {
        let first = self.marks[0].span;
        first.file == span.file && first.start.abs_diff(span.start) < FAR
    }

    fn snippet(&'a self, sources: &'a Sources) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let file = self.marks[0].span.file;
        let window = self.window(sources);
        let first_line = sources.line(file, window.start);
        let mut snippet = Snippet::source(&sources.text(file)[window.clone()]).line_start(first_line + 1);
        if !self.primary {
            snippet = snippet.path(sources.place(self.marks[0].span).path);
        }
        snippet.annotations(self.marks.iter().map(|mark| {
            let annotation = mark.kind.span(shown(mark.span, &window, sources));
            match mark.label {
                Some(label) => annotation.label(label),
                None => annotation,
            }
        }))
    }

    /// Returns the bytes that are shown: whole lines, unless they are very long.
    fn window(&self, sources: &Sources) -> Range<usize> {
        let file = self.marks[0].span.file;
        let starts = || self.marks.iter().map(|mark| mark.span.start);
        let (first, last) = (starts().min().unwrap_or(0), starts().max().unwrap_or(0));
        let start = sources.line_range(file, sources.line(file, first)).start;
        let end = sources.line_range(file, sources.line(file, last)).end;
        let text = sources.text(file);
        start.max(boundary(text, first.saturating_sub(AROUND)))..end.min(boundary(text, last + AROUND))
    }
}

/// Returns the part of a span that is underlined: the part in its first line, relative to the start of the window.
fn shown(span: Span, window: &Range<usize>, sources: &Sources) -> Range<usize> {
    let line = sources.line_range(span.file, sources.line(span.file, span.start));
    let line_end = line.end.min(window.end);
    let start = span.start.min(line_end);
    let end = span.end.clamp(start, line_end);
    start - window.start..end - window.start
}

/// A place, and the files that it is in.
#[cfg(feature = "contract")]
pub(crate) type Side<'a> = Option<(Span, &'a Sources)>;

/// Renders what is about two catalogs: the place in the second one, or else in the first one, the message, the lines of both,
/// each with its label, and the notes.
#[cfg(feature = "contract")]
pub(crate) fn two_sides(message: &str, notes: &[(&str, &str)], sides: [(Side<'_>, &str); 2]) -> String {
    let [(first, _), (second, _)] = sides;
    let place = second.or(first);
    let place = place.map_or_else(String::new, |(span, sources)| format!("{}: ", sources.place(span)));
    let excerpts = sides.into_iter().filter_map(|(side, label)| {
        let (span, sources) = side.filter(|(span, sources)| sources.is_shown(span.file))?;
        let mark = Mark { span, kind: AnnotationKind::Primary, label: Some(label) };
        Some((Excerpt { marks: vec![mark], primary: false }, sources))
    });
    let excerpts: Vec<(Excerpt<'_>, &Sources)> = excerpts.collect();
    let text = format!("{place}{message}\n{}", with_notes(&excerpts, notes));
    text.trim_end().replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

/// Renders excerpts with the notes under them.
#[cfg(feature = "contract")]
fn with_notes(excerpts: &[(Excerpt<'_>, &Sources)], notes: &[(&str, &str)]) -> String {
    if excerpts.is_empty() {
        let lines: Vec<_> = notes.iter().map(|(word, text)| format!("  = {word}: {text}")).collect();
        return lines.join("\n");
    }
    let snippets = excerpts.iter().map(|(excerpt, sources)| excerpt.snippet(sources));
    let group = Group::with_level(Level::ERROR).elements(snippets);
    let notes = notes.iter().map(|(word, text)| Level::NOTE.with_name(*word).message(*text));
    Renderer::plain().decor_style(DecorStyle::Ascii).render(&[notes.fold(group, Group::element)])
}
