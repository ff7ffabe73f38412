//! The mistakes in a catalog, and the sink that every check writes to.

use std::collections::BTreeMap;

use crate::nearest::nearest;
use crate::rule::Rule;
use crate::source::{FileId, Sources, Span};

/// A related place, with a short text.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What this place has to do with the mistake, in a few words.
    pub text: String,
}

/// One mistake in a catalog.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that the catalog breaks.
    pub rule: Rule,
    /// The place of the mistake. `None` if it is not in a line of the catalog, for example if the main file is
    /// missing.
    pub span: Option<Span>,
    /// The code of the row that the mistake is in. `None` if it is in no row, or if the code is missing or cannot be shown.
    pub code: Option<String>,
    /// What is wrong. It begins in lower case and has no full stop. Text that the user wrote is in backticks.
    pub message: String,
    /// Related places.
    pub labels: Vec<Label>,
    /// How to correct the mistake.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(rule: Rule, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { rule, span: span.into(), code: None, message: message.into(), labels: Vec::new(), help: None }
    }

    /// Replaces the message by the name of the rule, so that the message contains nothing from a hidden file.
    fn quote_nothing(&mut self) {
        if ![Rule::EmptyCatalog, Rule::NotACatalog, Rule::NotUtf8].contains(&self.rule) {
            self.message = format!("the file breaks the rule `{}`", self.rule.id());
            let summary = self.rule.summary().trim_end_matches('.');
            self.help =
                Some(format!("the rule is: {summary}; the file is not shown, because it has no rows"));
            self.labels.clear();
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }
}

/// All mistakes of one catalog, in file order, with the text of its files.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The lines that the parser could not read: the start of each range by its end. Each range gets one diagnostic.
    broken: BTreeMap<(FileId, usize), usize>,
    hides_rows: bool,
    sources: Sources,
}

impl Diagnostics {
    /// The number of mistakes that are shown in full. The others are only counted.
    pub const SHOWN: usize = 100;

    /// Adds a mistake, unless it is in lines that already have a syntax error.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.span.is_some_and(|span| self.is_broken(span)) {
            self.hides_rows |= hides_rows(diagnostic.rule);
            self.list.push(diagnostic);
        }
    }

    /// Adds a syntax error, and the lines that the parser could not read because of it.
    pub(crate) fn push_broken(&mut self, diagnostic: Diagnostic, lines: Span) {
        self.hides_rows = true;
        self.list.push(diagnostic);
        self.broken.insert((lines.file, lines.end), lines.start);
    }

    /// Returns whether a part of the span is in lines with a syntax error.
    pub(crate) fn is_broken(&self, span: Span) -> bool {
        let mut after = self.broken.range((span.file, span.start)..);
        after.next().is_some_and(|((file, _), start)| *file == span.file && *start <= span.end)
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Removes and returns the mistakes from this index on.
    pub(crate) fn split_off(&mut self, at: usize) -> impl Iterator<Item = Diagnostic> {
        self.list.split_off(at).into_iter()
    }

    /// Returns the candidate nearest to `name`, or `None` if the next diagnostic would not be shown anyway.
    pub(crate) fn nearest<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if self.list.len() > Self::SHOWN { None } else { nearest(name, candidates) }
    }

    /// Removes the mistakes that break one of these rules.
    pub(crate) fn without(mut self, rules: &[Rule]) -> Self {
        self.list.retain(|diagnostic| !rules.contains(&diagnostic.rule));
        self
    }

    /// Partitions the mistakes by the predicate.
    pub(crate) fn split(self, predicate: impl Fn(&Diagnostic) -> bool) -> (Self, Self) {
        let (matching, others) = self.list.into_iter().partition(predicate);
        (Self { list: matching, ..Self::default() }, Self { list: others, ..Self::default() })
    }

    /// Sorts the mistakes in file order, and adds the text of the files.
    pub(crate) fn finish(mut self, sources: Sources) -> Self {
        self.list.sort_by_key(|diagnostic| diagnostic.span);
        // A mistake that several rows share is reported once.
        self.list.dedup_by(|one, other| (one.span, &one.message) == (other.span, &other.message));
        for diagnostic in &mut self.list {
            if diagnostic.span.is_some_and(|span| !sources.is_shown(span.file)) {
                diagnostic.quote_nothing();
            }
        }
        self.sources = sources;
        self
    }

    /// Notes that the files may contain rows that could not be read.
    pub(crate) fn hide_rows(&mut self) {
        self.hides_rows = true;
    }

    /// Returns whether the files may contain rows that could not be read.
    pub(crate) fn hides_rows(&self) -> bool {
        self.hides_rows
    }

    /// Returns whether there are no mistakes.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns an iterator over the mistakes, in file order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    pub(crate) fn list_mut(&mut self) -> &mut [Diagnostic] {
        &mut self.list
    }

    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }
}

/// Returns whether the text that breaks this rule may contain rows.
fn hides_rows(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::UnreadableFile | Rule::NotUtf8 | Rule::NotACatalog | Rule::TomlSyntax | Rule::IncludeCycle
    )
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
