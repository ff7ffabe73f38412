//! What is wrong with a catalog: one sink that every check writes into.

use std::collections::BTreeMap;

use crate::nearest::nearest;
use crate::rule::Rule;
use crate::source::{FileId, Sources, Span};

/// A related place, and what it has to do with the matter.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there, in a few words.
    pub text: String,
}

/// One mistake.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: Rule,
    /// Where; `None` where no line of the catalog is to blame, as when the outermost file is missing.
    pub span: Option<Span>,
    /// What is wrong: lower case, no full stop, what the user wrote in backticks.
    pub message: String,
    /// Related places.
    pub labels: Vec<Label>,
    /// How to go on.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(rule: Rule, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { rule, span: span.into(), message: message.into(), labels: Vec::new(), help: None }
    }

    /// Says the rule in place of what is wrong with it: what a hidden file holds is in no message.
    fn quote_nothing(&mut self) {
        if ![Rule::EmptyCatalog, Rule::NotACatalog, Rule::NotUtf8].contains(&self.rule) {
            self.message = format!("this breaks the rule `{}`", self.rule.id());
            self.help = Some(format!("{} The file is not shown, since it has no row", self.rule.summary()));
            self.labels.clear();
        }
    }

    pub(crate) fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into();
        self
    }

    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }
}

/// All mistakes of one catalog, in file order, with the text they are shown beside.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// Lines that the parser could not read, by where they end: of each, one thing is said.
    broken: BTreeMap<(FileId, usize), usize>,
    hides_rows: bool,
    sources: Sources,
}

impl Diagnostics {
    /// How many mistakes are told in full; the rest are counted.
    pub const SHOWN: usize = 100;

    /// Adds a mistake, unless its place is in lines that are known to be broken.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.span.is_some_and(|span| self.is_broken(span)) {
            self.hides_rows |= hides_rows(diagnostic.rule);
            self.list.push(diagnostic);
        }
    }

    /// Adds a mistake of syntax, and the lines that are broken by it.
    pub(crate) fn push_broken(&mut self, diagnostic: Diagnostic, lines: Span) {
        self.hides_rows = true;
        self.list.push(diagnostic);
        self.broken.insert((lines.file, lines.end), lines.start);
    }

    /// Whether a part of it is in lines that are broken.
    pub(crate) fn is_broken(&self, span: Span) -> bool {
        let mut after = self.broken.range((span.file, span.start)..);
        after.next().is_some_and(|((file, _), start)| *file == span.file && *start <= span.end)
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Takes back what has been written after so many.
    pub(crate) fn split_off(&mut self, at: usize) -> impl Iterator<Item = Diagnostic> {
        self.list.split_off(at).into_iter()
    }

    /// The candidate nearest to `name`, as long as a help that names it would still be shown.
    pub(crate) fn nearest<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if self.list.len() > Self::SHOWN { None } else { nearest(name, candidates) }
    }

    /// Those that break none of these rules.
    pub(crate) fn without(mut self, rules: &[Rule]) -> Self {
        self.list.retain(|diagnostic| !rules.contains(&diagnostic.rule));
        self
    }

    /// Those that are so, and those that are not.
    pub(crate) fn split(self, is_so: impl Fn(&Diagnostic) -> bool) -> (Self, Self) {
        let (so, not) = self.list.into_iter().partition(is_so);
        (Self { list: so, ..Self::default() }, Self { list: not, ..Self::default() })
    }

    /// Puts everything in file order, beside the text it is about.
    pub(crate) fn finish(mut self, sources: Sources) -> Self {
        self.list.sort_by_key(|diagnostic| diagnostic.span);
        // What counts for several rows is one mistake.
        self.list.dedup_by(|one, other| (one.span, &one.message) == (other.span, &other.message));
        for diagnostic in &mut self.list {
            if diagnostic.span.is_some_and(|span| !sources.is_shown(span.file)) {
                diagnostic.quote_nothing();
            }
        }
        self.sources = sources;
        self
    }

    /// Whether there may be rows that could not be seen.
    pub(crate) fn hides_rows(&self) -> bool {
        self.hides_rows
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Every mistake, in file order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }
}

/// Whether what breaks the rule may hold rows.
fn hides_rows(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::UnreadableFile
            | Rule::NotUtf8
            | Rule::NotACatalog
            | Rule::TomlSyntax
            | Rule::IncludeCycle
            | Rule::UnknownKey
    )
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
