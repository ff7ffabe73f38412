//! The page of a code.

use maud::{Markup, html};

use super::{Site, body, page};
use crate::body::Node;
use crate::example::{self, Shown};
use crate::http_rows::sides;
use crate::json_schema::text::string;
use crate::slot::Body;
use crate::{Catalog, Deprecated, HTTP_KEYS, ParamType, Piece, Reserved, Row, reason};

/// The path from a page to the folder of the site.
const ROOT: &str = "../";

pub(super) fn page(site: &Site<'_>, row: &Row) -> String {
    let body = html! {
        nav { a href="../index.html" { (site.title()) } }
        main {
            h1 { code { (row.code) } }
            @if let Some(deprecated) = &row.deprecated { (notice(site, deprecated)) }
            p.text { (row.description) }
            dl { (facts(site, row)) }
            (bodies(site.catalog, row))
        }
    };
    html(site, &row.code, &body)
}

/// The page of a former code, which links and logs can still have.
pub(super) fn former(site: &Site<'_>, alias: &str, row: &Row) -> String {
    let link = site.find(&row.variant).map(|(_, link)| link).unwrap_or_default();
    let body = html! {
        nav { a href="../index.html" { (site.title()) } }
        main {
            h1 { code { (alias) } }
            p.notice { "This code is now " a href={ (ROOT) (link) } { code { (row.code) } } "." }
        }
    };
    html(site, alias, &body)
}

/// The page of a reserved code, which old links and logs can still have.
pub(super) fn reserved(site: &Site<'_>, reserved: &Reserved) -> String {
    let body = html! {
        nav { a href="../index.html" { (site.title()) } }
        main {
            h1 { code { (reserved.code) } }
            p.notice { "The service does not send this code. No new code gets its name." }
            @if let Some(reason) = reserved.reason.as_ref().filter(|reason| !reason.is_empty()) { p.text { (reason) } }
        }
    };
    html(site, &reserved.code, &body)
}

fn html(site: &Site<'_>, code: &str, body: &Markup) -> String {
    page::code(&format!("{code} – {}", site.title()), body)
}

fn notice(site: &Site<'_>, deprecated: &Deprecated) -> Markup {
    let replacement = deprecated.replacement.as_deref().and_then(|variant| site.find(variant));
    html! {
        p.notice {
            strong { "Deprecated" @if let Some(since) = &deprecated.since { " since " (since) } "." }
            @if let Some(note) = &deprecated.note {
                " " span.text { (note) @if !note.ends_with(['.', '!', '?', '…']) { "." } }
            }
            @if let Some((code, link)) = &replacement {
                " Use " a href={ (ROOT) (link) } { code { (code) } } "."
            }
        }
    }
}

fn facts(site: &Site<'_>, row: &Row) -> Markup {
    html! {
        (fact("HTTP status", &status(site.catalog, row)))
        (fact("Retry", &retry(row)))
        @if let Some(help) = &row.help { (fact("Help", &html! { span.text { (help) } })) }
        @if let Some(message) = &row.message {
            (fact("Text of a failure", &html! { span.text { (text(row, message)) } }))
        }
        @if !row.params.is_empty() {
            (fact("Params", &list(row.params.iter().map(|param| {
                html! { code { (param.name) } ": " (words(param.ty)) }
            }))))
        }
        @if !row.headers.is_empty() || row.retry_after.is_some() { (fact("Headers", &headers(row))) }
        @if !row.data.is_empty() {
            (fact("Data", &list(row.data.iter().map(|(name, value)| {
                html! { code { (name) " = " (value.literal(string)) } }
            }))))
        }
        @if let Some(since) = &row.since { (fact("Since", &html! { "version " (since) })) }
        @if !row.aliases.is_empty() {
            (fact("Former codes", &list(row.aliases.iter().map(|alias| html! { code { (alias) } }))))
        }
        (used_for(site, row))
        @if let Some(url) = row.docs_url.as_ref().filter(|_| site.has_own_url(row)) { (fact("Documentation", &html! { a href=(url) { (url) } })) }
    }
}

/// The text of a failure, with its params marked.
fn text(row: &Row, message: &[Piece]) -> Markup {
    html! {
        @for piece in message {
            @match piece {
                Piece::Text(text) => (text),
                Piece::Param(index) => var { "{" (row.params[*index].name) "}" },
            }
        }
    }
}

/// What a type means to people.
fn words(ty: ParamType) -> &'static str {
    match ty.json_type() {
        "string" => "a text",
        "boolean" => "true or false",
        "integer" => "a whole number",
        _ => "a number",
    }
}

fn headers(row: &Row) -> Markup {
    let headers = row.headers.iter().map(|(name, value)| html! { code { (name) ": " (value) } });
    let wait = row.retry_after.map(|seconds| html! { code { "Retry-After: " (seconds) } });
    list(headers.chain(wait))
}

fn fact(name: &str, value: &Markup) -> Markup {
    html! { dt { (name) } dd { (value) } }
}

fn list(items: impl Iterator<Item = Markup>) -> Markup {
    html! { ul { @for item in items { li { (item) } } } }
}

fn status(catalog: &Catalog, row: &Row) -> Markup {
    html! {
        @if catalog.envelope.always_ok { "200 OK, in place of " }
        (row.status) " " (reason(row.status))
    }
}

/// Whether the same request can succeed later.
fn retry(row: &Row) -> Markup {
    html! {
        @match (row.retryable, row.retry_after) {
            (true, Some(1)) => "Yes: the same request can succeed after 1 second.",
            (true, Some(seconds)) => { "Yes: the same request can succeed after " (seconds) " seconds." },
            (true, None) => "Yes: the same request can succeed later.",
            (false, _) => "No: the service does not promise that the same request can succeed later.",
        }
    }
}

/// The failures of frameworks that have this code, too.
fn used_for(site: &Site<'_>, row: &Row) -> Markup {
    let uses = site.uses.iter().filter(|(used, _)| std::ptr::eq(*used, row));
    let uses: Vec<_> = uses.map(|(_, summary)| html! { (summary) }).collect();
    html! { @if !uses.is_empty() { (fact("Also for", &list(uses.into_iter()))) } }
}

/// Returns each row that is used for a kind of failures of frameworks, with what such a failure is.
pub(super) fn uses(catalog: &Catalog) -> Vec<(&Row, &'static str)> {
    let rows = |kind| {
        let mut rows: Vec<_> = sides(kind).filter_map(|side| catalog.http_row(kind, side)).collect();
        rows.dedup();
        rows.into_iter().map(|row| (&catalog.rows[row], kind.summary))
    };
    HTTP_KEYS.iter().flat_map(rows).collect()
}

fn bodies(catalog: &Catalog, row: &Row) -> Markup {
    let envelope = &catalog.envelope;
    html! {
        h2 { "Body" }
        p { "What is marked depends on the failure or on the code." }
        (sent(catalog, row, &envelope.failure))
        @if envelope.problem_json {
            h2 { "Problem document" }
            (sent(catalog, row, &envelope.problem))
        }
    }
}

fn sent(catalog: &Catalog, row: &Row, node: &Node) -> Markup {
    let shown = example::with_params(catalog, row, node);
    body::pre(Body::Failure, &shown.unwrap_or_else(|| Shown::Object(Vec::new())))
}
