//! What all pages have.

use maud::{DOCTYPE, Markup, html};

/// The beginning of each page.
pub(super) const MARK: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"generator\" content=\"errcat\">";

/// A page. `root` is the path from the page to the folder of the site. The list of codes has the search.
pub(super) fn html(title: &str, root: &str, has_search: bool, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="generator" content="errcat";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href={ (root) "style.css" };
                @if has_search { script src={ (root) "search.js" } defer {} }
            }
            body { (body) }
        }
    };
    let page = page.into_string() + "\n";
    debug_assert!(page.starts_with(MARK), "the mark is what a page begins with");
    page
}
