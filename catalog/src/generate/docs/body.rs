//! A body as text with line breaks, in which the values of slots are marked.

use maud::{Markup, PreEscaped, html};

use crate::example::Shown;
use crate::json_schema::text::string;
use crate::slot::{self, Body, Slot};

/// Returns a body for people. Each value of a slot says in its title what it is.
pub(super) fn pre(body: Body, shown: &Shown<'_>) -> Markup {
    html! { pre { code { (value(body, shown, 0)) } } }
}

fn value(body: Body, shown: &Shown<'_>, depth: usize) -> Markup {
    match shown {
        Shown::Constant(json) => html! { (json) },
        Shown::Value(slot, json) => var(body, slot, json),
        Shown::Text(parts) => html! {
            "\""
            @for (slot, part) in parts {
                @let quoted = string(part);
                @let inside = &quoted[1..quoted.len() - 1];
                @match slot {
                    Some(slot) => (var(body, slot, inside)),
                    None => (inside),
                }
            }
            "\""
        },
        Shown::Object(members) => {
            let member = |(name, shown): &(String, Shown<'_>)| {
                html! { (string(name)) ": " (value(body, shown, depth + 1)) }
            };
            lines(["{", "}"], members.iter().map(member), depth)
        }
        Shown::Array(items) => {
            lines(["[", "]"], items.iter().map(|item| value(body, item, depth + 1)), depth)
        }
    }
}

fn var(body: Body, slot: &Slot, text: &str) -> Markup {
    html! { var title=[slot::key(slot).map(|key| key.summary_in(body))] { (text) } }
}

fn lines(brackets: [&str; 2], values: impl Iterator<Item = Markup>, depth: usize) -> Markup {
    let [opening, closing] = brackets;
    let values: Vec<_> = values.map(PreEscaped::into_string).collect();
    if values.is_empty() {
        return html! { (opening) (closing) };
    }
    let indent = "  ".repeat(depth);
    let values = values.join(&format!(",\n{indent}  "));
    html! { (opening) "\n" (indent) "  " (PreEscaped(values)) "\n" (indent) (closing) }
}
