//! A diagnostic as text: the place, the matter, the lines of the file with carets, how to go on.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Sources, Span, boundary};

/// Places of one file this far apart in bytes are shown as two excerpts, so that no excerpt costs more than this.
const FAR: usize = 4 * 1024;
/// How much of a line is looked at before and after a place, in bytes: more than a terminal is wide, far less than
/// what a line may hold.
const AROUND: usize = 1024;

impl Diagnostics {
    /// Each mistake as text, ready for a terminal: the place and the matter, the lines of the file, how to go on.
    ///
    /// After [`Self::SHOWN`] of them comes one more that counts the rest.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        let rest = self.iter().len().saturating_sub(Self::SHOWN);
        let more = (rest > 0).then(|| format!("and {rest} more mistakes in the catalog"));
        let shown = self.iter().take(Self::SHOWN);
        shown.map(|diagnostic| render(diagnostic, self.sources())).chain(more)
    }
}

/// What the files hold cannot steer a terminal: the renderer shows most control characters by pictures of them, and the
/// others, `U+009B` among them, are replaced here.
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
    let shown = Renderer::plain().decor_style(DecorStyle::Ascii).render(&[group]);
    format!("{}: {}\n{shown}", sources.place(span), diagnostic.message)
}

fn without_lines(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\n  = help: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

/// Places of one file that are shown together; the first excerpt is the one with the mistake.
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

    /// The bytes that are shown: whole lines, as far as they are near.
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

/// The part of a span that is underlined: its first line, counted from the window's start.
fn shown(span: Span, window: &Range<usize>, sources: &Sources) -> Range<usize> {
    let line = sources.line_range(span.file, sources.line(span.file, span.start));
    let line_end = line.end.min(window.end);
    let start = span.start.min(line_end);
    let end = span.end.clamp(start, line_end);
    start - window.start..end - window.start
}
