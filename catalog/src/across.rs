//! Several catalogs at once: what clients of all of them would confuse.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::quote::quote;
use crate::source::Span;
use crate::{Catalog, CheckRule, Param, ParamType, Row, reason, render};

/// Something that clients of two catalogs would confuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Across {
    /// The rule.
    pub rule: CheckRule,
    /// The code, if it is about one.
    pub code: Option<String>,
    /// What is wrong, in one line, with the place in the other catalog.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
    /// The catalog, by its index in the list.
    pub catalog: usize,
    /// The place in this catalog.
    pub span: Option<Span>,
    /// The catalog that comes before it in the list, by its index.
    pub other: usize,
    /// The place in the other catalog.
    pub other_span: Option<Span>,
}

impl Across {
    /// Returns the text for a terminal: the place, the message, the lines of both catalogs, and the help. The argument is the
    /// list of catalogs that were compared.
    ///
    /// ```
    /// let text = "[[error]]\ncode = \"busy\"\nstatus = ";
    /// let read = |status: u16| {
    ///     errcat_catalog::read("codes.toml", &mut |_: &str| Ok(format!("{text}{status}").into_bytes()))
    /// };
    /// let (one, other) = (read(429)?, read(503)?);
    /// let catalogs = [&one, &other];
    /// let text = errcat_catalog::across(&catalogs)[0].render(&catalogs);
    /// assert!(text.starts_with("codes.toml:2:8: `busy` has the status 503, but 429 at codes.toml:2:8\n"));
    /// assert!(text.contains("= help: "));
    /// # Ok::<(), Box<errcat_catalog::Rejected>>(())
    /// ```
    pub fn render(&self, catalogs: &[&Catalog]) -> String {
        let place = |span: Option<Span>, catalog: usize| span.map(|span| (span, &catalogs[catalog].sources));
        let sides =
            [(place(self.other_span, self.other), "here"), (place(self.span, self.catalog), "and here")];
        render::two_sides(&self.message, &[("help", self.help)], sides)
    }
}

/// Compares catalogs with each other. What one of two catalogs allows is not returned. The time is linear in their rows, and
/// quadratic only in the number of catalogs with a range.
///
/// ```
/// let read = |status| {
///     let text = format!("[[error]]\ncode = \"busy\"\nstatus = {status}\n");
///     errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()))
/// };
/// let (one, other) = (read(429)?, read(503)?);
/// let found = errcat_catalog::across(&[&one, &other]);
/// assert_eq!(found[0].message, "`busy` has the status 503, but 429 at error_codes.toml:2:8");
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn across(catalogs: &[&Catalog]) -> Vec<Across> {
    let mut first: HashMap<(CheckRule, &str), Place<'_>> = HashMap::new();
    let mut found = Vec::new();
    for (index, catalog) in catalogs.iter().enumerate() {
        let rules = OF_ROWS.into_iter().filter(|rule| !catalog.allows(*rule));
        let rules: Vec<CheckRule> = rules.collect();
        for (row, rule) in catalog.rows.iter().flat_map(|row| rules.iter().map(move |rule| (row, *rule))) {
            let place = (index, *catalog, row);
            match first.entry((rule, &row.code)) {
                Entry::Occupied(first) => found.extend(differences(rule, *first.get(), place)),
                Entry::Vacant(entry) => drop(entry.insert(place)),
            }
        }
    }
    let allows = |index: usize| catalogs[index].allows(CheckRule::RangesOverlap);
    found.extend(
        overlaps(catalogs).into_iter().filter(|across| !allows(across.catalog) && !allows(across.other)),
    );
    found
}

/// The rules for rows with the same code.
const OF_ROWS: [CheckRule; 3] = [CheckRule::TypeDiffers, CheckRule::StatusDiffers, CheckRule::TextDiffers];

const ONE_MEANING: &str = "give the code one meaning: both catalogs can include one file with its row";

/// A row, with its catalog and the index of the catalog.
type Place<'a> = (usize, &'a Catalog, &'a Row);

/// What the rule finds between two rows with the same code.
fn differences<'a>(
    rule: CheckRule,
    first: Place<'a>,
    second: Place<'a>,
) -> impl Iterator<Item = Across> + 'a {
    let ((other, _, one_row), (catalog, _, row)) = (first, second);
    messages(rule, first, second).into_iter().map(move |message| Across {
        rule,
        code: Some(row.code.clone()),
        message,
        help: ONE_MEANING,
        catalog,
        span: Some(row.span),
        other,
        other_span: Some(one_row.span),
    })
}

fn messages(rule: CheckRule, first: Place<'_>, second: Place<'_>) -> Vec<String> {
    let ((_, one, one_row), (_, second, row)) = (first, second);
    let place = || one.sources.place(one_row.span);
    let code = || quote(&row.code);
    let has_other_status = one_row.status != row.status;
    match rule {
        CheckRule::TypeDiffers => {
            let ty = |catalog: &Catalog| if catalog.integer_codes { "an integer" } else { "a string" };
            let of_code = (one.integer_codes != second.integer_codes)
                .then(|| format!("{} is {}, but {} at {}", code(), ty(second), ty(one), place()));
            let of_params = params_of_other_types(row, one_row).map(|(param, ty)| {
                let (name, new) = (quote(&param.name), param.ty.name());
                format!("the param {name} of {} has the type {new}, but {} at {}", code(), ty.name(), place())
            });
            of_code.into_iter().chain(of_params).collect()
        }
        CheckRule::StatusDiffers if has_other_status => {
            vec![format!("{} has the status {}, but {} at {}", code(), row.status, one_row.status, place())]
        }
        CheckRule::TextDiffers => {
            // Without a description, the text follows from the status, which is reported.
            let follows_status = |row: &Row| row.description == reason(row.status);
            let follow_statuses = has_other_status && follows_status(one_row) && follows_status(row);
            let what = if one_row.description != row.description && !follow_statuses {
                "description"
            } else if one_row.shown_message() != row.shown_message() {
                "message"
            } else {
                return Vec::new();
            };
            vec![format!("{} has another {what} than at {}", code(), place())]
        }
        _ => Vec::new(),
    }
}

/// The params of a row whose types differ from those of the same names in another row, and these types.
fn params_of_other_types<'a>(
    row: &'a Row,
    other: &'a Row,
) -> impl Iterator<Item = (&'a Param, ParamType)> + 'a {
    row.params.iter().filter_map(|param| {
        let other = other.params.iter().find(|other| other.name == param.name)?;
        (param.ty != other.ty).then_some((param, other.ty))
    })
}

fn overlaps(catalogs: &[&Catalog]) -> Vec<Across> {
    let ranges: Vec<_> =
        catalogs.iter().enumerate().filter_map(|(index, catalog)| Some((index, catalog.range?))).collect();
    let mut found = Vec::new();
    for (at, (index, (least, greatest))) in ranges.iter().enumerate() {
        for (other, (other_least, other_greatest)) in &ranges[..at] {
            if least > other_greatest || other_least > greatest {
                continue;
            }
            let path = catalogs[*other].sources.paths().next().unwrap_or_default();
            let message = format!(
                "the range from {least} to {greatest} overlaps with that from {other_least} to {other_greatest} of {}",
                quote(path)
            );
            found.push(Across {
                rule: CheckRule::RangesOverlap,
                code: None,
                message,
                help: "change one of the ranges",
                catalog: *index,
                span: range_span(catalogs[*index]),
                other: *other,
                other_span: range_span(catalogs[*other]),
            });
        }
    }
    found
}

fn range_span(catalog: &Catalog) -> Option<Span> {
    catalog.raw.settings.as_ref()?.range.given().map(|range| range.span)
}
