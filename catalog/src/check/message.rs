//! Rules for the text of one failure, and for its params.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Context;
use crate::body::{Envelope, Node};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letters::composed;
use crate::params::{Param, ParamType, Part, Piece, parts};
use crate::quote::quote;
use crate::raw::{self, Field};
use crate::rule::Rule;
use crate::slot::Slot;
use crate::source::{Span, Spanned};
use crate::variant;

/// Checks the message, and returns its pieces and its params.
pub(super) fn check(
    row: &raw::Row,
    variant: Option<&str>,
    context: &Context<'_>,
    out: &mut Diagnostics,
) -> (Option<Vec<Piece>>, Vec<Param>) {
    let given = row.params.given();
    let raw = given.map_or(&[][..], |params| &params.value);
    let mut params: Vec<Param> = Vec::with_capacity(raw.len());
    let mut names = HashSet::new();
    for raw in raw {
        let Some(param) = param(raw, context, out) else { continue };
        if names.insert(param.name.clone()) {
            params.push(param);
        } else {
            out.push(repeated(&param, raw));
        }
    }
    let given = given.filter(|given| !given.value.is_empty());
    let taken = given.and_then(|given| name_taken(given.span, variant));
    let is_taken = taken.is_some();
    if let Some(taken) = taken {
        out.push(taken);
    }
    if let Some(given) = given.filter(|_| row.message.is_absent()) {
        let help = "add a message that contains them: `message = \"… {name} …\"`";
        let message = "a row with `params` has no `message`";
        out.push(Diagnostic::new(Rule::ParamsWithoutMessage, given.span, message).help(help));
    }
    let Some(message) = row.message.given() else {
        return (None, if is_taken { Vec::new() } else { params });
    };
    let parts = parts(&message.value);
    let mut template = Template::new(message, &parts, raw, &params, context);
    // If `params` could not be read, a placeholder may be one of its params.
    template.are_params_known = match &row.params {
        Field::Unusable => false,
        Field::Absent => true,
        Field::Given(given) => !out.is_broken(given.span),
    };
    let pieces = parts.into_iter().filter_map(|part| template.piece(part, out)).collect();
    if template.are_params_known && !out.is_broken(message.span) {
        template.report_unused(out);
    }
    // A row with such a name cannot have a struct for its params.
    if is_taken { (None, Vec::new()) } else { (Some(joined(pieces)), params) }
}

fn param(raw: &raw::Param, context: &Context<'_>, out: &mut Diagnostics) -> Option<Param> {
    let Spanned { value: name, span } = &raw.name;
    if !variant::is_identifier(name) {
        let message = format!("{} is not a valid name for a param", quote(name));
        let help = variant::IDENTIFIER_HELP;
        out.push(Diagnostic::new(Rule::BadParamName, *span, message).help(help));
        return None;
    }
    if context.odd.contains(span) {
        return None;
    }
    let name = composed(name);
    Some(Param { name: name.into_owned(), ty: param_type(raw.ty.as_ref()?, out)? })
}

/// Two keys can be different in TOML and the same name in Rust, since rustc compares names in a normal form.
fn repeated(param: &Param, raw: &raw::Param) -> Diagnostic {
    let message = format!("duplicate param {}, once in another Unicode normal form", quote(&param.name));
    Diagnostic::new(Rule::BadParamName, raw.name.span, message).help("remove one of the two")
}

fn param_type(ty: &Spanned<String>, out: &mut Diagnostics) -> Option<ParamType> {
    let known = ParamType::from_name(&ty.value);
    if known.is_none() {
        let help = match out.nearest(&ty.value, ParamType::names()) {
            Some(near) => format!("a similar type exists: `{near}`"),
            None => format!("the types are `{}`", ParamType::names().join("`, `")),
        };
        let message = format!("unknown type {} for a param", quote(&ty.value));
        out.push(Diagnostic::new(Rule::UnknownParamType, ty.span, message).help(help));
    }
    known
}

/// The params of a row become a struct in the generated module, which also contains the types of the envelope and the
/// modules with the extractors.
fn name_taken(params: Span, variant: Option<&str>) -> Option<Diagnostic> {
    let name = variant?;
    let what = match name {
        "Success" | "Failure" | "Envelope" | "Result" => "a type of the envelope",
        "actix" | "axum" | "poem" | "rocket" => "a module of extractors",
        _ => return None,
    };
    let message = format!("the struct for the params of `{name}` would have the same name as {what}");
    let help = "give the row another variant name: `variant = \"…\"`";
    Some(Diagnostic::new(Rule::ParamsNameTaken, params, message).help(help))
}

struct Template<'a> {
    message: &'a Spanned<String>,
    /// The position of the message in the file. `None` if it is written with escapes.
    start: Option<usize>,
    raw: &'a [raw::Param],
    /// The index of each param, by its name. It is `None` for a wrong param, which has been reported.
    numbers: HashMap<Cow<'a, str>, Option<usize>>,
    /// The names that the message contains.
    used: HashSet<Cow<'a, str>>,
    envelope: &'a Envelope,
    /// Whether all params of the row could be read.
    are_params_known: bool,
    /// Whether each brace has a matching one. If not, a param can be after it.
    is_balanced: bool,
}

impl<'a> Template<'a> {
    fn new(
        message: &'a Spanned<String>,
        parts: &[Part<'a>],
        raw: &'a [raw::Param],
        params: &'a [Param],
        context: &Context<'a>,
    ) -> Self {
        let Span { file, start, end } = message.span;
        let text = &context.sources.text(file)[start..end];
        let raw_names = raw.iter().map(|param| (composed(&param.name.value), None));
        let checked =
            params.iter().enumerate().map(|(number, param)| (param.name.as_str().into(), Some(number)));
        let placeholders = parts.iter().filter_map(|part| match part {
            Part::Placeholder(name, _) => Some(composed(name)),
            _ => None,
        });
        Self {
            message,
            start: text.find(&message.value).map(|at| start + at),
            raw,
            numbers: raw_names.chain(checked).collect(),
            used: placeholders.collect(),
            envelope: context.envelope,
            are_params_known: true,
            is_balanced: true,
        }
    }

    fn piece(&mut self, part: Part<'a>, out: &mut Diagnostics) -> Option<Piece> {
        match part {
            Part::Text(text) => Some(Piece::Text(text.to_owned())),
            Part::Placeholder(name, range) => {
                let Some(number) = self.numbers.get(&composed(name)) else {
                    let (meant, help) = self.meant(name, out);
                    if self.are_params_known {
                        let message = format!("placeholder {} is not a param", in_braces(name));
                        let span = self.span(range);
                        out.push(Diagnostic::new(Rule::UnknownPlaceholder, span, message).help(help));
                    }
                    // It is not reported as unused.
                    self.used.extend(meant);
                    return None;
                };
                number.map(Piece::Param)
            }
            Part::Unbalanced(range) => {
                self.is_balanced = false;
                let help = "write `{{` or `}}` for a literal brace";
                let message = "a brace without a matching brace";
                out.push(Diagnostic::new(Rule::UnbalancedBrace, self.span(range), message).help(help));
                None
            }
        }
    }

    /// Returns the param that was probably meant by an unknown placeholder, and the help.
    fn meant(&self, name: &'a str, out: &Diagnostics) -> (Option<Cow<'a, str>>, String) {
        let bare = name.split(':').next().unwrap_or_default().trim();
        if let Some((own, _)) = self.numbers.get_key_value(&composed(bare)) {
            let help = format!("write {}, without spaces and without a format", in_braces(own));
            return (Some(own.clone()), help);
        }
        let raw = self.raw;
        if let Some(near) = out.nearest(name, raw.iter().map(|param| param.name.value.as_str())) {
            return (Some(composed(near)), format!("a similar param exists: {}", quote(near)));
        }
        // Further mistakes are not shown, and the search takes time.
        let most = if out.len() > Diagnostics::SHOWN { 0 } else { 2 };
        let mut unused = self.unused().take(most);
        if let (Some(only), None) = (unused.next(), unused.next()) {
            let (only, own) = (&only.name.value, in_braces(&only.name.value));
            let help = format!("write {own}, because param {} is not used", quote(only));
            return (
                Some(composed(only)),
                format!("{help}; or add {} to `params` with its type", quote(name)),
            );
        }
        let help = "add it to `params` with its type, or write `{{` and `}}` for literal braces";
        (None, help.to_owned())
    }

    /// Returns the params that neither the message nor a body contains. A wrong name has been reported.
    fn unused(&self) -> impl Iterator<Item = &'a raw::Param> {
        let is_used = |name: &str| self.used.contains(&composed(name)) || is_sent(self.envelope, name);
        self.raw.iter().filter(move |param| {
            let name = &param.name.value;
            variant::is_identifier(name) && !is_used(name)
        })
    }

    fn report_unused(&self, out: &mut Diagnostics) {
        for param in self.unused().filter(|_| self.is_balanced) {
            let name = &param.name.value;
            let message = format!("param {} is not used in the message", quote(name));
            let help = format!(
                "write {} in the message, or `{{params}}` in a body, or remove the param",
                in_braces(name)
            );
            out.push(Diagnostic::new(Rule::UnusedParam, param.name.span, message).help(help));
        }
    }

    /// Returns the span of a part of the message. For a message with escapes, it is the span of the whole message.
    fn span(&self, range: Range<usize>) -> Span {
        match self.start {
            Some(start) => Span::new(self.message.span.file, start + range.start..start + range.end),
            None => self.message.span,
        }
    }
}

fn in_braces(name: &str) -> String {
    quote(&format!("{{{name}}}"))
}

/// Returns whether a body has a place for the value of this param.
fn is_sent(envelope: &Envelope, name: &str) -> bool {
    let slots = [Slot::Params, Slot::Param(composed(name).into_owned())];
    let has_place = |body: &Node| slots.iter().any(|slot| body.has(slot));
    has_place(&envelope.failure) || envelope.problem_json && has_place(&envelope.problem)
}

/// Joins adjacent texts, and removes empty ones.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (_, Piece::Text(text)) if text.is_empty() => {}
            (Some(Piece::Text(last)), Piece::Text(text)) => last.push_str(&text),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}
