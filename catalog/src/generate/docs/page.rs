//! What all pages have.

use maud::{DOCTYPE, Markup, html};

/// The beginning of each page. What follows is [`LIST`] or [`CODE`].
pub(super) const MARK: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"generator\" content=\"errcat, ";

/// The list of codes. It has the search.
pub(super) const LIST: &str = "a list of codes";
/// The page of a code.
pub(super) const CODE: &str = "a code";

/// A page. `root` is the path from the page to the folder of the site.
pub(super) fn html(kind: &str, title: &str, root: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="generator" content={ "errcat, " (kind) };
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href={ (root) "style.css" };
                @if kind == LIST { script src={ (root) "search.js" } defer {} }
            }
            body { (body) }
        }
    };
    let page = page.into_string() + "\n";
    debug_assert!(page.starts_with(MARK), "the mark is what a page begins with");
    page
}
