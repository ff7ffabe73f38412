//! What all pages have.

use maud::{Markup, PreEscaped, html};

/// The beginning of a page, which says what it is.
macro_rules! beginning {
    ($what:literal) => {
        concat!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">",
            "<meta name=\"generator\" content=\"errcat, ",
            $what,
            "\">"
        )
    };
}

/// The beginning of the list of codes.
pub(super) const LIST: &str = beginning!("a list of codes");
/// The beginning of the page of a code.
pub(super) const CODE: &str = beginning!("a code");

/// The list of codes, which has the search.
pub(super) fn list(title: &str, body: &Markup) -> String {
    html(LIST, title, "", &html! { script src="search.js" defer {} }, body)
}

/// The page of a code, in a folder of the site.
pub(super) fn code(title: &str, body: &Markup) -> String {
    html(CODE, title, "../", &html! {}, body)
}

/// A page. `root` is the path from the page to the folder of the site.
fn html(beginning: &str, title: &str, root: &str, more: &Markup, body: &Markup) -> String {
    let rest = html! {
        meta name="viewport" content="width=device-width, initial-scale=1";
        title { (title) }
        link rel="stylesheet" href={ (root) "style.css" };
        (more)
    };
    let page = html! { (PreEscaped(beginning)) (rest) (PreEscaped("</head>")) body { (body) } (PreEscaped("</html>\n")) };
    page.into_string().replace(is_forbidden, "\u{fffd}")
}

/// Whether HTML does not allow a character: a control character, or a number that is none (HTML Standard, 13.2.3.5).
fn is_forbidden(character: char) -> bool {
    let is_none = matches!(character, '\u{fdd0}'..='\u{fdef}') || u32::from(character) & 0xfffe == 0xfffe;
    is_none || character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}
