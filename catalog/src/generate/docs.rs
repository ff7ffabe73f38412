//! The codes as a static site for people: a page for each code, and a list that can be searched.
//!
//! The pages load nothing from another host, and their links work from a folder as well as from a server.

mod body;
mod code;
mod folders;
mod index;
mod page;

use std::collections::HashMap;

use super::json;
use super::rows;
use crate::check::percent_encoded;
use crate::{Catalog, Row};

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The path in the folder of the site, with `/` between its parts.
    pub path: String,
    /// The text of the file.
    pub text: String,
}

impl Page {
    /// The text that begins each page of HTML. It tells the pages of errcat from other files.
    pub const MARK: &str = page::MARK;

    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// Returns the files of the site. `index.html` lists the codes, and `{code}/index.html` is the page of a code.
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
        Page::new("index.html", index::page(&site)),
        Page::new("style.css", include_str!("docs/style.css")),
        Page::new("search.js", include_str!("docs/search.js")),
        Page::new("errors.json", json(catalog, with_internal) + "\n"),
    ];
    let codes = site.rows.iter().zip(&site.folders);
    pages
        .extend(codes.map(|(row, folder)| Page::new(format!("{folder}/index.html"), code::page(&site, row))));
    pages
}

/// What the pages are made of.
struct Site<'a> {
    catalog: &'a Catalog,
    rows: Vec<&'a Row>,
    /// The folder of each row.
    folders: Vec<String>,
    /// The index of each variant's row in `rows`.
    variants: HashMap<&'a str, usize>,
    /// The rows that are used for failures of frameworks, with what such a failure is.
    uses: Vec<(&'a Row, &'static str)>,
}

impl<'a> Site<'a> {
    fn new(catalog: &'a Catalog, with_internal: bool) -> Self {
        let rows: Vec<_> = rows(catalog, with_internal).collect();
        let folders = folders::of(rows.iter().map(|row| row.code.as_str()));
        let variants = rows.iter().enumerate().map(|(index, row)| (row.variant.as_str(), index)).collect();
        Self { catalog, rows, folders, variants, uses: code::uses(catalog) }
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

/// The path of the page in a folder, as a link.
fn link(folder: &str) -> String {
    format!("{}/index.html", percent_encoded(folder))
}
