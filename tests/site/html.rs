//! What is in the pages.

use std::collections::HashSet;

use errcat_catalog::generate::{Page, docs};
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Selector};

use crate::{CATALOGS, HOSTILE, catalog, find};

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    select(page, selector).iter().map(|element| element.text().collect()).collect()
}

fn pages_of_html(pages: &[Page]) -> impl Iterator<Item = (&str, Html)> {
    let pages = pages.iter().filter(|page| page.path.ends_with("index.html"));
    pages.map(|page| (page.path.as_str(), Html::parse_document(&page.text)))
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8().expect("UTF-8").into_owned()
}

/// The file to which a link of a page leads.
fn target(from: &str, link: &str) -> String {
    let link = decoded(link);
    let depth = from.matches('/').count();
    match link.strip_prefix("../") {
        Some(rest) if depth == 1 => rest.to_owned(),
        None if depth == 0 => link,
        _ => panic!("{link} in {from}"),
    }
}

#[test]
fn a_parser_finds_no_error() {
    for path in CATALOGS {
        for (page, html) in pages_of_html(&docs(&catalog(path), true)) {
            assert!(html.errors.is_empty(), "{path}: {page}: {:?}", html.errors);
        }
    }
}

#[test]
fn a_parser_would_find_an_error() {
    assert!(!Html::parse_document("<!DOCTYPE html><p></div>").errors.is_empty());
}

#[test]
fn every_link_leads_to_a_file_of_the_site_or_to_the_documentation() {
    for path in CATALOGS {
        let catalog = catalog(path);
        let pages = docs(&catalog, true);
        let files: HashSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        let urls: HashSet<&str> = catalog.rows.iter().filter_map(|row| row.docs_url.as_deref()).collect();
        let mut count = 0;
        for (page, html) in pages_of_html(&pages) {
            for element in select(&html, "[href], [src]") {
                let link = element.attr("href").or(element.attr("src")).expect("a link");
                assert!(urls.contains(link) || files.contains(target(page, link).as_str()), "{page}: {link}");
                count += 1;
            }
        }
        assert!(count > 3 * catalog.rows.len(), "{path}: {count}");
    }
}

/// What a parser of HTML reads: one end of lines, no control characters, and no numbers that are no characters.
fn shown(text: &str) -> String {
    let is_hidden = |c: char| c.is_control() && c != '\n' && c != '\t' || u32::from(c) & 0xfffe == 0xfffe;
    text.replace("\r\n", "\n").replace('\r', "\n").replace(is_hidden, "\u{fffd}")
}

#[test]
fn each_code_is_in_the_list_and_has_a_page() {
    for path in CATALOGS {
        let catalog = catalog(path);
        let pages = docs(&catalog, true);
        let index = Html::parse_document(find(&pages, "index.html"));
        let links = select(&index, "tbody a");
        let rows = catalog.rows.iter().map(|row| (&row.code, Some(&row.description)));
        let reserved = catalog.reserved.iter().map(|reserved| (&reserved.code, reserved.reason.as_ref()));
        let codes: Vec<_> = rows.chain(reserved).collect();
        assert_eq!(links.len(), codes.len(), "{path}");
        for (link, (code, text)) in links.iter().zip(codes) {
            assert_eq!(link.text().collect::<String>(), *code);
            let page = Html::parse_document(find(&pages, &decoded(link.attr("href").expect("a link"))));
            assert_eq!(texts(&page, "h1"), [code.as_str()]);
            let text: Vec<_> = text.map(|text| shown(text)).into_iter().collect();
            assert_eq!(texts(&page, "h1 + p.text, .notice + p.text"), text);
        }
    }
}

#[test]
fn a_body_is_that_of_the_catalog() {
    let catalog = catalog("../wire/shapes/google.toml");
    let pages = docs(&catalog, true);
    for row in &catalog.rows {
        let page = Html::parse_document(find(&pages, &format!("{}/index.html", row.code)));
        let body: serde_json::Value = serde_json::from_str(&texts(&page, "pre")[0]).expect("JSON");
        assert_eq!(body["error"]["message"], row.description.as_str());
        assert_eq!(body["error"]["code"], row.status);
    }
}

#[test]
fn a_field_error_is_shown_if_a_body_has_a_place_for_it() {
    for (path, is_shown) in [("../wire/shapes/google.toml", false), ("../wire/occurrences/stripe.toml", true)]
    {
        let pages = docs(&catalog(path), true);
        let titles = texts(&Html::parse_document(find(&pages, "index.html")), "h3");
        assert_eq!(titles.contains(&"A field error".to_owned()), is_shown, "{path}: {titles:?}");
    }
}

#[test]
fn texts_of_the_catalog_are_text_and_never_markup() {
    let pages = docs(&catalog(HOSTILE), true);
    for (path, page) in pages_of_html(&pages) {
        for element in select(&page, "script, img, b, i, u, em, [onerror]") {
            assert_eq!(
                (element.value().name(), element.attr("src")),
                ("script", Some("search.js")),
                "{path}"
            );
        }
        let title = "Error codes of </title><script>alert(1)</script>";
        assert!(texts(&page, "title")[0].ends_with(title), "{path}");
    }
}

#[test]
fn a_page_says_what_the_catalog_says() {
    let pages = docs(&catalog(HOSTILE), true);
    let page = |path: &str| Html::parse_document(find(&pages, path));
    let facts = |page: &Html| {
        texts(page, "dt")
            .into_iter()
            .zip(texts(page, "dd"))
            .map(|(name, value)| format!("{name}: {value}"))
            .collect::<Vec<_>>()
    };

    let missing = page("auth%2Fuser-not-found/index.html");
    assert_eq!(
        facts(&missing),
        [
            "HTTP status: 404 Not Found",
            "Retry: No: the service does not promise that the same request can succeed later.",
            "Help: line 1\nline 2 <b>",
            "Also for: A path without a route.",
            "Documentation: https://help.example.com/users",
        ]
    );

    let odd = page("a b%3Fc#d%2520/index.html");
    assert_eq!(
        facts(&odd),
        [
            "HTTP status: 429 Too Many Requests",
            "Retry: Yes: the same request can succeed after 1 second.",
            "Text of a failure: wait {seconds} s, {who} {now}",
            "Params: seconds: a whole numberwho: a text",
            "Headers: x-note: a < bRetry-After: 1",
        ]
    );
    assert_eq!(
        texts(&odd, "pre")[0],
        "{\n  \"<i>\": \"</code></pre><script>alert(2)</script>\",\n  \"error\": [\n    \"a b?c#d%20\",\n    {\n      \
         \"kind\": \"text\",\n      \"text\": \"wait {seconds} s, {who} {now}\",\n      \"seconds\": {seconds},\n      \"who\": \"{who}\"\n    \
         }\n  ],\n  \"seconds\": {seconds}\n}"
    );
    assert_eq!(
        texts(&odd, "pre:first-of-type var"),
        ["\"a b?c#d%20\"", "wait {seconds} s, {who} {now}", "{seconds}", "\"{who}\"", "{seconds}"]
    );

    let old = pages_of_html(&pages).find(|(path, _)| path.starts_with("gone-")).expect("a page").1;
    assert_eq!(texts(&old, ".notice"), ["Deprecated since 1.2. <u>old</u>. Use a b?c#d%20."]);
    assert_eq!(select(&old, ".notice a")[0].attr("href"), Some("../a%20b%253Fc%23d%252520/index.html"));
    assert!(facts(&old).contains(&"Former codes: <script>former name".to_owned()));

    // The params of a row are sent at each status.
    let server = pages_of_html(&pages).find(|(path, _)| path.starts_with("Gone-")).expect("a page").1;
    assert!(texts(&server, "pre")[0].contains("\"text\": \"{seconds} s\""));
    assert!(texts(&server, "pre")[0].contains("\"seconds\": {seconds}"));
    assert_eq!(facts(&server)[4], "Also for: A panic, or a reply that cannot be written.");
    let former = Html::parse_document(find(&pages, "former name/index.html"));
    assert_eq!(texts(&former, ".notice"), ["This code is now gone."]);
    assert_eq!(select(&former, ".notice a")[0].attr("href"), Some("../gone-16e108b7/index.html"));
    let reserved = Html::parse_document(find(&pages, "%3Creserved%3E/index.html"));
    assert_eq!(texts(&reserved, "h1, .text"), ["<reserved>", "it was <em>used</em>"]);
}

#[test]
fn the_list_has_former_codes_general_codes_and_reserved_codes() {
    let index = Html::parse_document(find(&docs(&catalog(HOSTILE), false), "index.html"));
    assert_eq!(
        texts(&index, "header p"),
        ["Version 2.1.0. 7 codes. errors.json has all of it for programs."]
    );
    assert_eq!(texts(&index, "h2"), ["General codes", "Reserved codes", "Bodies"]);
    let tables = texts(&index, "tbody");
    assert!(tables[0].contains("Formerly <script>, former name."), "{}", tables[0]);
    assert!(tables[1].contains("method_not_allowed"), "{}", tables[1]);
    assert_eq!(tables[2], "<reserved>it was <em>used</em>");
    let links = select(&index, "tbody a").into_iter().filter_map(|link| link.attr("href"));
    assert_eq!(links.last(), Some("%253Creserved%253E/index.html"));
    assert_eq!(
        texts(&index, "pre")[1],
        "{\n  \"<i>\": \"</code></pre><script>alert(2)</script>\",\n  \"error\": [\n    \"{code}\",\n    {\n      \
         \"kind\": \"text\",\n      \"text\": \"{description}\",\n      \"...\": \"{params}\"\n    }\n  ],\n  \"seconds\": \
         \"{params.seconds:null}\",\n  \"help\": \"see {help}\",\n  \"...\": \"{members}\"\n}"
    );
    let named = texts(&index, "p").into_iter().filter(|text| text.starts_with("The content type"));
    assert_eq!(named.collect::<Vec<_>>(), ["The content type is application/x+json; a=\"<b>\"."]);
}
