//! Rules about the whole catalog: `[catalog]`, the settings of `[envelope]`, and `[http]`.

use errcat_core::media_type::JSON;

use super::{about, from_to, value};
use crate::HTTP_KEYS;
use crate::body::Constant;
use crate::contract::Fact;
use crate::contract::bump::allows_break;
use crate::contract::comparison::{Change, Comparison, Side};
use crate::contract::finding::Finding;
use crate::contract::key::KeyName;
use crate::contract::rule::Findings;
use crate::contract::subject::Subject;
use crate::http_rows::{self, covered_by};
use crate::quote::quote;

pub(in crate::contract) fn code_type_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::CodeType) {
        out.push(change, format!("the JSON type of the codes {}", from_to(&change)));
    }
}

fn is_on(fact: Option<&Fact>) -> bool {
    fact.is_some_and(|fact| fact.value == Constant::Boolean(true))
}

pub(in crate::contract) fn problem_json_removed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::ProblemJson).filter(|change| !is_on(change.new)) {
        out.push(change, "clients can no longer ask for problem documents".to_owned());
    }
}

pub(in crate::contract) fn problem_json_added(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::ProblemJson).filter(|change| is_on(change.new)) {
        out.push(change, "clients can now ask for problem documents".to_owned());
    }
}

pub(in crate::contract) fn http_status_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::HttpStatus) {
        let message = if change.new.is_some() {
            "every reply now has the HTTP status 200"
        } else {
            "a failure now has the HTTP status of its row, and not 200"
        };
        out.push(change, message.to_owned());
    }
}

pub(in crate::contract) fn content_type_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for (name, what) in [(KeyName::SuccessContentType, "success"), (KeyName::FailureContentType, "failure")] {
        for change in all.of(name) {
            let [old, new] = [change.old_text(), change.new_text()].map(|text| quote(text.unwrap_or(JSON)));
            out.push(change, format!("the content type of a {what} changes from {old} to {new}"));
        }
    }
}

pub(in crate::contract) fn exposure_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::ExposeServerErrors) {
        let message = if is_on(change.new) {
            "clients now get the text of a failure with a status of 500 or more"
        } else {
            "clients no longer get the text of a failure with a status of 500 or more"
        };
        out.push(change, message.to_owned());
    }
}

pub(in crate::contract) fn catalog_renamed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::CatalogName) {
        let message = match (change.old, change.new) {
            (None, Some(name)) => format!("the catalog gets the name {}", value(name)),
            _ => format!("the name of the catalog {}", from_to(&change)),
        };
        out.push(change, message);
    }
}

pub(in crate::contract) fn code_limits_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for (name, what) in [(KeyName::Prefix, "prefix"), (KeyName::Range, "range")] {
        for change in all.of(name) {
            out.push(change, format!("the {what} of the codes {}", from_to(&change)));
        }
    }
}

pub(in crate::contract) fn version_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    for change in all.of(KeyName::Version) {
        out.push(change, format!("the version of the catalog {}", from_to(&change)));
    }
}

/// This rule comes last, because it needs the findings of the others.
pub(in crate::contract) fn version_not_raised(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let version = |side: &Side<'_>| {
        let fact = side.fact(&Subject::Catalog, KeyName::Version)?;
        Some((fact.text()?.to_owned(), fact.span))
    };
    let Some((old, old_span)) = version(&all.old) else { return };
    let (new, new_span) = version(&all.new).unzip();
    if !out.has_break() || new.as_ref().is_some_and(|new| allows_break(&old, new)) {
        return;
    }
    let how = match &new {
        None => format!("{} is removed", quote(&old)),
        Some(new) if *new == old => format!("is still {}", quote(&old)),
        Some(new) => format!("only changes from {} to {}", quote(&old), quote(new)),
    };
    let message = format!("the contract breaks, but its version {how}");
    let finding = Finding {
        rule: out.rule(),
        subject: Subject::Catalog.to_string(),
        code: None,
        key: KeyName::Version.as_str().to_owned(),
        old: Some(old),
        new,
        message,
        old_span,
        new_span: new_span.flatten(),
    };
    out.push_about(&Subject::Catalog, finding);
}

/// Reports each kind whose code or status changes, unless the change follows from that of a row or of a more general kind.
pub(in crate::contract) fn http_mapping_changed(all: &Comparison<'_>, out: &mut Findings<'_>) {
    let is_reported = |change: &Change<'_>| {
        is_renamed(change, all) || is_other_type(change, all) || follows_class(change, all)
    };
    let codes: Vec<Change<'_>> = all.of(KeyName::HttpCode).filter(|change| !is_reported(change)).collect();
    for change in codes.iter().filter(|change| !follows_general(change, &codes, all)) {
        let message = format!("the code of {} {}", about(change.subject), from_to(change));
        out.push(*change, message);
    }
    for change in all.of(KeyName::KindStatus) {
        let has_other_code = codes.iter().any(|code| code.subject == change.subject);
        if !has_other_code && !follows_row(&change, all) {
            out.push(change, format!("the status of {} {}", about(change.subject), from_to(&change)));
        }
    }
}

/// Whether the code is only another name of the same row.
fn is_renamed(change: &Change<'_>, all: &Comparison<'_>) -> bool {
    change.old_text().zip(change.new_text()).is_some_and(|(old, new)| all.renamed.get(old) == Some(&new))
}

/// Whether a neutral code is now the status, or was the status, because the type of the codes changes.
fn is_other_type(change: &Change<'_>, all: &Comparison<'_>) -> bool {
    all.of(KeyName::CodeType).next().is_some() && sent(change, all) == [None, None]
}

/// Whether the code of a more general kind, such as `fallback_4xx`, changes in the same way.
fn follows_general(change: &Change<'_>, all_codes: &[Change<'_>], all: &Comparison<'_>) -> bool {
    let Subject::Http(name) = change.subject else { return false };
    let Some(kind) = HTTP_KEYS.iter().find(|kind| kind.name == *name) else { return false };
    let side = if change.key.of() == Some("5xx") { http_rows::Side::Server } else { http_rows::Side::Client };
    let general = covered_by(kind, side).skip(1).find_map(|general| {
        all_codes.iter().find(|other| *other.subject == Subject::Http(general) && other.key == change.key)
    });
    general.is_some_and(|general| sent(change, all) == sent(general, all))
}

/// Returns the codes before and after a change. A neutral code is `None`.
fn sent<'a>(change: &Change<'a>, all: &Comparison<'a>) -> [Option<&'a str>; 2] {
    let Subject::Http(kind) = change.subject else { return [None, None] };
    let code =
        |text: Option<&'a str>, side: &Side<'_>| text.filter(|text| text != kind || side.has_code(text));
    [code(change.old_text(), &all.old), code(change.new_text(), &all.new)]
}

/// Whether the kind still has its row, whose status is now of the other class. Then the code of each class changes.
fn follows_class(change: &Change<'_>, all: &Comparison<'_>) -> bool {
    let is_row = |old_class, new_class| {
        let old = code_of_kind(&all.old, change.subject, old_class);
        let new = code_of_kind(&all.new, change.subject, new_class);
        old.zip(new).is_some_and(|(old, new)| {
            all.is_same_code(old, new)
                && class(status(&all.old, old)) == Some(old_class)
                && class(status(&all.new, new)) == Some(new_class)
        })
    };
    is_row("4xx", "5xx") || is_row("5xx", "4xx")
}

/// Returns the class of a status.
fn class(status: Option<&Constant>) -> Option<&'static str> {
    let Constant::Number(status) = status? else { return None };
    status.parse().ok().map(|status| http_rows::Side::of(status).class())
}

/// Whether the status of the kind is that of its row, which changes in the same way and is reported.
fn follows_row(change: &Change<'_>, all: &Comparison<'_>) -> bool {
    let [old_status, new_status] = [change.old, change.new].map(|fact| fact.map(|fact| &fact.value));
    let code = |side, status| code_of_kind(side, change.subject, class(status)?);
    let codes = code(&all.old, old_status).zip(code(&all.new, new_status));
    codes.is_some_and(|(old, new)| {
        all.is_same_code(old, new)
            && status(&all.old, old) == old_status
            && status(&all.new, new) == new_status
    })
}

fn status<'a>(side: &Side<'a>, code: &str) -> Option<&'a Constant> {
    side.fact_of_code(code, KeyName::Status).map(|fact| &fact.value)
}

/// Returns the code of a kind in one class.
fn code_of_kind<'a>(side: &Side<'a>, kind: &Subject, class: &str) -> Option<&'a str> {
    let mut codes = side.facts(kind).iter().filter(|fact| fact.key.name() == KeyName::HttpCode);
    codes.find(|fact| fact.key.of() == Some(class))?.text()
}
