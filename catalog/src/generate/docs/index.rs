//! The list of the codes.

use errcat_core::media_type::JSON;
use maud::{Markup, html};

use super::{Site, body, link, page};
use crate::generate::template;
use crate::json_schema::facts::Facts;
use crate::slot::{Body, Slot};
use crate::{Catalog, Row};

pub(super) fn page(site: &Site<'_>) -> String {
    let body = html! {
        header {
            h1 { (site.title()) }
            p {
                @if let Some(version) = &site.catalog.version { "Version " (version) ". " }
                (count(site.rows.len())) ". "
                a href="errors.json" { "errors.json" }
                " has all of it for programs."
            }
            @if site.catalog.envelope.always_ok {
                p { "Every reply has the HTTP status 200. The list shows the status that would say the same." }
            }
        }
        main {
            (search(site))
            (codes(site))
            (neutral(site.catalog))
            (reserved(site))
            (bodies(site.catalog))
        }
    };
    page::list(&site.title(), &body)
}

fn count(codes: usize) -> String {
    if codes == 1 { "1 code".to_owned() } else { format!("{codes} codes") }
}

/// The search, which only the script shows.
fn search(site: &Site<'_>) -> Markup {
    let has = |test: fn(&Row) -> bool| site.rows.iter().any(|row| test(row));
    html! {
        form #search role="search" hidden {
            label {
                "Search "
                input #text type="search" autocomplete="off" spellcheck="false" aria-describedby="found"
                    placeholder="a code, a former code, or words";
            }
            label {
                "Status "
                select #status {
                    option value="" { "all" }
                    @if has(|row| row.status < 500) { option value="4" { "4xx: the request" } }
                    @if has(|row| row.status >= 500) { option value="5" { "5xx: the service" } }
                }
            }
            @if has(|row| row.retryable) {
                label { input #retryable type="checkbox"; " only retryable" }
            }
            @if has(|row| row.deprecated.is_some()) {
                label { input #deprecated type="checkbox"; " only deprecated" }
            }
            p #found aria-live="polite" {}
        }
    }
}

/// The table of the codes. With the end tags of its rows and cells, which HTML lets a page leave out, a large list would be a
/// tenth larger.
fn codes(site: &Site<'_>) -> Markup {
    html! {
        section { table {
            thead { tr { th { "Code" } th { "Status" } th { "Meaning" } } }
            tbody {
                @for (row, folder) in site.rows.iter().zip(&site.folders) {
                    "\n"
                    tr class=[class(row)];
                    td; a href=(link(folder)) { (row.code) }
                    td; (row.status)
                    td; (description(row)) (notes(row))
                }
            }
        } }
    }
}

/// The description. The direction of letters such as Hebrew ends with it.
fn description(row: &Row) -> Markup {
    html! { @if row.description.is_ascii() { (row.description) } @else { bdi { (row.description) } } }
}

fn class(row: &Row) -> Option<&'static str> {
    match (row.retryable, row.deprecated.is_some()) {
        (true, true) => Some("retryable deprecated"),
        (true, false) => Some("retryable"),
        (false, true) => Some("deprecated"),
        (false, false) => None,
    }
}

fn notes(row: &Row) -> Markup {
    html! {
        @if let Some(message) = row.shown_message().filter(|message| *message != row.description) {
            " " small { "“" bdi { (message) } "”" }
        }
        @if row.deprecated.is_some() { " " small { "Deprecated." } }
        @if row.retryable { " " small { "Retryable." } }
        @if !row.aliases.is_empty() { " " small { "Formerly " (row.aliases.join(", ")) "." } }
    }
}

/// The codes that no row has, and that a service can send nevertheless.
fn neutral(catalog: &Catalog) -> Markup {
    let codes = neutral_codes(catalog);
    html! {
        @if !codes.is_empty() { section {
            h2 { "General codes" }
            p {
                "The service can send these codes for failures that it does not describe itself."
                @if catalog.integer_codes { " Each is the HTTP status of the failure, also one that is not in the list." }
            }
            table {
                thead { tr { th { "Code" } th { "Meaning" } } }
                tbody { @for (code, summaries) in &codes { tr { td { (code) } td { (summaries.join(" ")) } } } }
            }
        } }
    }
}

/// Each neutral code with what it can mean: first the kind whose usual status it is.
fn neutral_codes(catalog: &Catalog) -> Vec<(String, Vec<&'static str>)> {
    let facts = Facts::new(catalog);
    let mut kinds: Vec<_> = facts.neutral_kinds().collect();
    kinds.sort_by_key(|(kind, code)| kind.usual_status().to_string() != *code);
    let summaries =
        |code: &str| kinds.iter().filter(|(_, other)| other == code).map(|(kind, _)| kind.summary).collect();
    facts.neutral().map(|(_, code)| (code.clone(), summaries(&code))).collect()
}

fn reserved(site: &Site<'_>) -> Markup {
    html! {
        @if !site.catalog.reserved.is_empty() { section {
            h2 { "Reserved codes" }
            p { "The service does not send these codes. No new code gets one of their names." }
            table {
                thead { tr { th { "Code" } th { "Reason" } } }
                tbody {
                    @for (reserved, folder) in site.reserved() {
                        tr { td { a href=(link(folder)) { (reserved.code) } } td { (reserved.reason.as_deref().unwrap_or_default()) } }
                    }
                }
            }
        } }
    }
}

fn bodies(catalog: &Catalog) -> Markup {
    let envelope = &catalog.envelope;
    let has_fields =
        envelope.failure.has(&Slot::Fields) || envelope.problem_json && envelope.problem.has(&Slot::Fields);
    html! {
        h2 { "Bodies" }
        p {
            "Each name in braces stands for a value. A member without a value is left out. The members of "
            code { "..." } " are next to the others."
        }
        h3 { "A success" }
        (content_type(&envelope.success_content_type))
        (body::pre(Body::Success, &template::shown(&envelope.success)))
        h3 { "A failure" }
        (content_type(&envelope.failure_content_type))
        (body::pre(Body::Failure, &template::shown(&envelope.failure)))
        @if has_fields {
            h3 { "A field error" }
            (body::pre(Body::Field, &template::shown(&envelope.field)))
        }
        @if envelope.problem_json {
            h3 { "A failure as a problem document" }
            p { "A client that prefers " code { "application/problem+json" } " gets this body (RFC 9457)." }
            (body::pre(Body::Problem, &template::shown(&envelope.problem)))
        }
    }
}

/// The content type of a body, which readers of JSON do not expect.
fn content_type(name: &str) -> Markup {
    html! {
        @if name != JSON {
            p { "The content type is " code { (name) } "." }
        }
    }
}
