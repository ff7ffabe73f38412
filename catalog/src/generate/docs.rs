//! The codes as a static site for people: a page for each code, and a list that can be searched.
//!
//! The pages load nothing from another host, and their links work from a folder as well as from a server.

mod body;
mod code;
mod folders;
mod index;
mod page;

use std::collections::{HashMap, HashSet};

use super::json;
use super::rows;
use crate::check::percent_encoded;
use crate::{Catalog, Reserved, Row};

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The path in the folder of the site, with `/` between its parts.
    pub path: String,
    /// The text of the file.
    pub text: String,
    /// What such a file begins with, also if another version of errcat or of the catalog has made it.
    beginning: &'static str,
}

impl Page {
    /// Returns whether a file at the path of this page is one that errcat has made, so that this one can replace it.
    pub fn can_replace(&self, text: &[u8]) -> bool {
        text.starts_with(self.beginning.as_bytes())
    }

    /// Returns whether a file is the page of a code.
    pub fn is_page_of_code(text: &[u8]) -> bool {
        text.starts_with(page::CODE.as_bytes())
    }

    fn new(path: &str, beginning: &'static str, text: impl Into<String>) -> Self {
        let page = Self { path: path.to_owned(), text: text.into(), beginning };
        debug_assert!(page.can_replace(page.text.as_bytes()), "{path} does not begin as such files do");
        page
    }

    fn of_code(folder: &str, text: String) -> Self {
        Self::new(&format!("{folder}/index.html"), page::CODE, text)
    }
}

/// Returns the files of the site. `index.html` lists the codes. `{code}/index.html` is the page of a code,
/// or of a former code.
///
/// The folder of a page has the name of its code. Characters that not every file system takes are percent-encoded. If the name
/// would be long, reserved, or equal to another one but for its case, it ends with a hash of the code.
///
/// ```
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
/// let pages = errcat_catalog::generate::docs(&catalog, false);
/// let paths: Vec<_> = pages.iter().map(|page| page.path.as_str()).collect();
/// assert_eq!(paths, ["index.html", "style.css", "search.js", "errors.json", "gone/index.html"]);
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn docs(catalog: &Catalog, with_internal: bool) -> Vec<Page> {
    let site = Site::new(catalog, with_internal);
    let mut pages = vec![
        Page::new("index.html", page::LIST, index::page(&site)),
        Page::new("style.css", "/* Made by errcat. */", include_str!("docs/style.css")),
        Page::new("search.js", "// Made by errcat.", include_str!("docs/search.js")),
        Page::new("errors.json", "{\"format\":", json(catalog, with_internal) + "\n"),
    ];
    let codes = site.rows.iter().zip(&site.folders);
    pages.extend(codes.map(|(row, folder)| Page::of_code(folder, code::page(&site, row))));
    let former = site.aliases().zip(&site.folders[site.rows.len()..]);
    pages.extend(former.map(|((alias, row), folder)| Page::of_code(folder, code::former(&site, alias, row))));
    let reserved = site.reserved();
    pages.extend(reserved.map(|(reserved, folder)| Page::of_code(folder, code::reserved(&site, reserved))));
    pages
}

/// What the pages are made of.
struct Site<'a> {
    catalog: &'a Catalog,
    rows: Vec<&'a Row>,
    /// The folder of each row, then of each alias, and then of each reserved code.
    folders: Vec<String>,
    /// The index of each variant's row in `rows`.
    variants: HashMap<&'a str, usize>,
    /// The codes whose `docs_url` is not that of `[catalog]`.
    own_urls: HashSet<String>,
    /// The rows that are used for failures of frameworks, with what such a failure is.
    uses: Vec<(&'a Row, &'static str)>,
}

impl<'a> Site<'a> {
    fn new(catalog: &'a Catalog, with_internal: bool) -> Self {
        let rows: Vec<_> = rows(catalog, with_internal).collect();
        let mut taken = HashSet::new();
        let mut folders = folders::of(rows.iter().map(|row| row.code.as_str()), &mut taken);
        folders.extend(folders::of(aliases(&rows).map(|(alias, _)| alias), &mut taken));
        folders
            .extend(folders::of(catalog.reserved.iter().map(|reserved| reserved.code.as_str()), &mut taken));
        let variants = rows.iter().enumerate().map(|(index, row)| (row.variant.as_str(), index)).collect();
        let own_urls = catalog.raw.rows.iter().filter(|row| row.docs_url.given().is_some());
        let own_urls = own_urls.filter_map(|row| Some(row.code.given()?.value.to_string())).collect();
        Self { catalog, rows, folders, variants, own_urls, uses: code::uses(catalog) }
    }

    /// The former codes, each with its row.
    fn aliases(&self) -> impl Iterator<Item = (&'a str, &'a Row)> {
        aliases(&self.rows)
    }

    /// The reserved codes, each with the folder of its page.
    fn reserved(&self) -> impl Iterator<Item = (&'a Reserved, &String)> {
        let reserved = &self.catalog.reserved;
        reserved.iter().zip(&self.folders[self.folders.len() - reserved.len()..])
    }

    /// Whether the page that documents a row need not be that of this site.
    fn has_own_url(&self, row: &Row) -> bool {
        self.own_urls.contains(&row.code)
    }

    /// What the catalog is called in titles.
    fn title(&self) -> String {
        match &self.catalog.name {
            Some(name) => format!("Error codes of {name}"),
            None => "Error codes".to_owned(),
        }
    }

    /// The code of a variant, and the path of its page in the folder of the site.
    fn find(&self, variant: &str) -> Option<(&'a str, String)> {
        let index = *self.variants.get(variant)?;
        Some((&self.rows[index].code, link(&self.folders[index])))
    }
}

fn aliases<'a>(rows: &[&'a Row]) -> impl Iterator<Item = (&'a str, &'a Row)> {
    rows.iter().flat_map(|row| row.aliases.iter().map(|alias| (alias.as_str(), *row)))
}

/// The path of the page in a folder, as a link.
fn link(folder: &str) -> String {
    format!("{}/index.html", percent_encoded(folder))
}
