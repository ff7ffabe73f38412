//! Catalogs of real services, and one of all that is unusual, in packages that take no warning for an answer.

use std::fs;

use toml::de::{DeTable, DeValue};

use crate::scratch::{Scratch, run, target_of_host};

#[test]
fn every_code_of_meilisearch_comes_back() {
    real("meilisearch", include_str!("../catalogs/meilisearch.toml"), 288);
}

#[test]
fn every_code_of_containerum_user_manager_comes_back() {
    let catalog = include_str!("../catalogs/containerum-user-manager.toml");
    real("containerum-user-manager", catalog, 55);
}

#[test]
fn every_unusual_code_and_text_comes_back() {
    let package = Package::new("unusual", &unusual());
    package.gives_every_row_back();
    package.takes_no_warning();
}

#[test]
fn what_markdown_and_html_would_make_of_a_text_is_shown_as_text() {
    let package = Package::new("shown", &unusual());
    package.documents();
    let page = target_of_host().join("doc/scratch_shown/enum.ErrorCode.html");
    let page = fs::read_to_string(page).expect("the enum has a page");
    for text in
        ["&lt;marquee&gt;moving&lt;/marquee&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;", "[links] ["]
    {
        assert!(page.contains(text), "`{text}` is to be read on the page");
    }
    for markup in ["<marquee", "<script>alert", "<img src=\"x", "onerror=alert(1)>", "javascript:alert(1)\""]
    {
        assert!(!page.contains(markup), "`{markup}` is on the page");
    }
    assert!(
        page.contains("href=\"https://example.com/errors?code=a_b&amp;x=*y*#%5Bz%5D\""),
        "docs_url is a link"
    );
}

/// A catalog of a real service, with this number of rows.
fn real(name: &str, catalog: &str, count: usize) {
    assert_eq!(rows(catalog).len(), count);
    let package = Package::new(name, catalog);
    package.gives_every_row_back();
    package.takes_no_warning();
}

/// `catalogs/nasty.toml`, a text of 70,000 characters beside the longest description, and lines that end as on
/// Windows.
fn unusual() -> String {
    let long = "much ado about `nothing` <b> ".repeat(70_000 / 29);
    let longest = &long[..65_535];
    let long = format!("\n[[error]]\ncode = \"text_long\"\ndescription = \"{longest}\"\nhelp = \"{long}\"\n");
    let catalog = include_str!("../catalogs/nasty.toml").to_owned() + &long;
    catalog.replace("\r\n", "\n").replace('\n', "\r\n")
}

const LIBRARY: &str = r#"//! A catalog under every lint that a strict project turns on.
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic, rustdoc::all)]
#![forbid(unsafe_code)]

/// The catalog.
#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}
"#;

/// Prints each row in Rust's notation, after asking for its code in every way there is.
const PROGRAM: &str = r#"//! Prints the catalog.
#![deny(warnings)]

use the_library::ErrorCode;

fn main() {
    for each in ErrorCode::ALL {
        assert_eq!(ErrorCode::from_code(each.code()), Some(*each));
        assert_eq!(each.to_string().parse(), Ok(*each));
        println!("{:?} {} {:?}", each.code(), each.status(), each.description());
    }
    assert_eq!(ErrorCode::from_code("no code of any catalog"), None);
}
"#;

/// A package with a catalog, the library above it, and the program above that.
struct Package {
    scratch: Scratch,
    catalog: String,
}

impl Package {
    fn new(name: &str, catalog: &str) -> Self {
        let scratch = Scratch::new(name);
        scratch.write("error_codes.toml", catalog);
        scratch.write("src/lib.rs", LIBRARY);
        scratch.write("src/main.rs", &PROGRAM.replace("the_library", &scratch.name.replace('-', "_")));
        Self { scratch, catalog: catalog.to_owned() }
    }

    fn gives_every_row_back(&self) {
        let printed = self.scratch.printed();
        let mut printed = printed.lines();
        for Row { code, status, description } in rows(&self.catalog) {
            let line = printed.next().expect("a line for each row");
            match description {
                Some(description) => assert_eq!(line, format!("{code:?} {status} {description:?}")),
                None => assert!(line.starts_with(&format!("{code:?} {status} ")), "{line} for {code}"),
            }
        }
        assert_eq!(printed.next(), None);
    }

    fn takes_no_warning(&self) {
        run(self.scratch.cargo("clippy").args(["--quiet", "--", "-Dwarnings"])).succeeded();
        self.documents();
        let doctests = run(self.scratch.cargo("test").arg("--doc")).succeeded();
        assert!(doctests.stdout.contains("running 0 tests"), "{}", doctests.stdout);
    }

    fn documents(&self) {
        run(self
            .scratch
            .cargo("doc")
            .args(["--quiet", "--no-deps", "--lib"])
            .env("RUSTDOCFLAGS", "-Dwarnings"))
        .succeeded();
    }
}

/// A row as any reader of TOML sees it.
struct Row {
    code: String,
    status: String,
    description: Option<String>,
}

fn rows(catalog: &str) -> Vec<Row> {
    // A line ends in the same way on each machine.
    let catalog = catalog.replace("\r\n", "\n");
    let file = DeTable::parse(&catalog).expect("a catalog is TOML").into_inner();
    let default = file.get("defaults").and_then(|defaults| defaults.get_ref().get("status"));
    let rows = file.get("error").and_then(|rows| rows.get_ref().as_array()).expect("rows are an array");
    let rows = rows.iter().map(|row| {
        let given = |key| row.get_ref().get(key).map(toml::Spanned::get_ref);
        let status = given("status").or(default.map(toml::Spanned::get_ref)).and_then(DeValue::as_integer);
        Row {
            code: given("code").and_then(DeValue::as_str).expect("a code is text").to_owned(),
            status: status.expect("a status is a number").as_str().to_owned(),
            description: given("description").and_then(DeValue::as_str).map(str::to_owned),
        }
    });
    rows.collect()
}
