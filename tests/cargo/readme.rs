//! What the README and the pages in `docs/` show is true: it compiles, and it gives what they say. `src/pages.rs` compiles
//! every Rust block; these tests are for the other blocks, and for what the Rust prints.

use std::fs;

use errcat_catalog::keys;

use crate::scratch::{Scratch, run, workspace};

const README: &str = include_str!("../../README.md");
const CATALOG: &str = include_str!("../../docs/catalog.md");
const ERRORS: &str = include_str!("../../docs/errors.md");
const MIGRATING: &str = include_str!("../../docs/migrating.md");
const PROBLEM_DOCUMENTS: &str = include_str!("../../docs/problem-documents.md");

/// Two mistakes, on the lines 10 and 13.
const WRONG_CATALOG: &str = r#"[defaults]
status = 400
[[error]]
code = "not_found"
status = 404

[[error]]
code = "busy"
status = 503
desription = "try again later"

[[error]]
code = "not_found"
"#;

/// Calls the handler without a server: it never waits.
const MAIN: &str = r#"
fn main() {
    use std::future::Future;
    use std::task::{Context, Poll, Waker};

    for password in ["engine-of-1837", "guessed"] {
        let time = "2017-10-09T08:48:34Z".parse().unwrap();
        let login = Login { user: "ada".to_owned(), password: password.to_owned() };
        let handler = std::pin::pin!(log_in(Json(login)));
        let Poll::Ready(reply) = handler.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("the handler waits")
        };
        let body = match reply {
            Ok(token) => token.at(time).to_json().unwrap(),
            Err(failure) => failure.at(time).to_json(),
        };
        println!("{}", String::from_utf8(body).unwrap());
    }
}
"#;

/// A registry shows a README by itself, where no other file of the repository is.
#[test]
fn no_link_of_a_published_readme_is_relative() {
    for name in ["catalog", "macros", "runtime"] {
        let folder = workspace().join(name);
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            assert!(folder.join(licence).exists(), "{name} has no {licence}");
        }
        let text = fs::read_to_string(folder.join("README.md")).expect("each has a README");
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets {
            assert!(target.starts_with("https://") || target.starts_with('#'), "{name}: {target}");
        }
    }
}

/// Pages, files and headings that others link to.
#[test]
fn every_link_leads_to_a_file_and_its_heading() {
    let docs = fs::read_dir(workspace().join("docs")).expect("there are pages");
    let docs = docs.map(|entry| entry.expect("an entry").path());
    let others = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "DECISIONS.md",
        "SECURITY.md",
        "benches/README.md",
    ];
    for page in docs.chain(others.map(|other| workspace().join(other))) {
        let text = fs::read_to_string(&page).expect("a page is UTF-8");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = match path.strip_prefix("https://github.com/errcat/errcat/blob/main/") {
                _ if path.is_empty() => page.clone(),
                Some(path) => workspace().join(path),
                None if path.starts_with("https://") => continue,
                None => page.with_file_name(path),
            };
            assert!(file.exists(), "{}: {target}", page.display());
            let found =
                heading.is_empty() || has_heading(&fs::read_to_string(&file).expect("UTF-8"), heading);
            assert!(found, "{}: {target}", page.display());
        }
    }
}

/// As the forge names a heading in a link.
fn has_heading(page: &str, name: &str) -> bool {
    let headings = page.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
    let named = headings.map(|heading| {
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    });
    named.into_iter().any(|heading| heading == name)
}

#[test]
fn the_snippet_compiles_and_gives_the_bodies_below_it() {
    let [body, failure, ..] = blocks(README, "json")[..] else { panic!("two bodies") };
    assert_eq!(package("snippet").printed(), format!("{body}{failure}"));
}

const BOUND: &str = r#"
fn main() {
    let failures = [
        rename(7).unwrap_err(),
        ChannelError::Throttled { wait: Duration::from_secs(9) }.into(),
        ChannelError::NotANumber { name: "a".into(), user: 1 }.into(),
    ];
    for failure in failures {
        let source = std::error::Error::source(&failure).unwrap();
        println!("{failure} / {source} / {:?} / {:?}", failure.retry_after(), failure.members());
    }
}
"#;

#[test]
fn errors_of_a_crates_own_are_bound_as_shown() {
    let package = Scratch::new("bound");
    package.write("error_codes.toml", include_str!("../../error_codes.toml"));
    package.write("src/main.rs", &(snippet(ERRORS, "enum ChannelError").to_owned() + BOUND));
    let printed = [
        "invalid_channel_id: Invalid channel_id / channel 7 is not in shard 3 / None / {}",
        "request_too_fast: please wait another 9 seconds / throttled for 9s / Some(9s) / {}",
        "invalid_field_value: field a is not a number / field a of user 1 / None / {\"field\": String(\"a\")}",
    ];
    assert_eq!(package.printed().lines().collect::<Vec<_>>(), printed);
}

#[test]
fn the_compiler_says_what_is_shown() {
    let package = package("shown-errors");
    package.write("error_codes.toml", WRONG_CATALOG);
    // `check` would compile axum once more.
    let stderr = run(&mut package.cargo("build")).stderr;
    let shown = blocks(README, "text").into_iter().find(|block| block.starts_with("error: "));
    assert!(stderr.contains(shown.expect("an error is shown")), "{stderr}");
}

#[test]
fn there_are_two_commands() {
    let commands: Vec<&str> = blocks(README, "sh").into_iter().flat_map(str::lines).collect();
    assert_eq!(commands, ["cargo run -p platform", "cargo test --workspace"]);
    let ci = fs::read_to_string(workspace().join(".ci/run")).expect("the script is there");
    assert!(ci.lines().any(|line| line == commands[1]), "CI passes the tests as the README does");
}

/// Each key stands in a row of a table.
#[test]
fn the_page_of_the_catalog_names_every_key() {
    for table in [
        keys::FILE,
        keys::CATALOG,
        keys::ENVELOPE,
        keys::DEFAULTS,
        keys::ROW,
        keys::DEPRECATED,
        keys::RESERVED,
    ] {
        for key in table {
            let named = [format!("`{}`", key.name), format!("[{}]", key.name)];
            assert!(named.iter().any(|name| CATALOG.contains(name.as_str())), "no `{}`", key.name);
        }
    }
}

/// What a page shows of a catalog, with rows where it shows none.
#[test]
fn what_is_shown_of_catalogs_has_no_mistake() {
    for page in [README, CATALOG, MIGRATING, PROBLEM_DOCUMENTS] {
        for block in blocks(page, "toml").into_iter().filter(|block| !block.starts_with("[dependencies]")) {
            let rows = if block.contains("[[error]]") { "" } else { include_str!("../../error_codes.toml") };
            let shown = format!("{block}\n{rows}");
            let included = "[[error]]\ncode = \"included\"\nstatus = 400\n";
            let mut load = |path: &str| {
                Ok(if path == "shown.toml" { shown.clone() } else { included.into() }.into_bytes())
            };
            let read = errcat_catalog::read("shown.toml", &mut load);
            assert!(read.is_ok(), "{block}\n{:?}", read.err().map(|rejected| rejected.diagnostics));
        }
    }
}

#[test]
fn the_migration_compiles_with_the_catalog_that_it_shows() {
    let shown = blocks(MIGRATING, "toml").into_iter().find(|block| block.contains("user_not_found"));
    assert_eq!(shown, Some(include_str!("../users.toml")));
}

/// The package of somebody who follows the README, without a server.
fn package(name: &str) -> Scratch {
    let package = Scratch::new(name);
    let manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    let manifest = manifest.replace("errcat = { ", "errcat = { features = ['axum'], ");
    let axum = r#"axum = { version = "0.8", default-features = false }"#;
    package.write("Cargo.toml", &manifest.replace("[dependencies]", &format!("[dependencies]\n{axum}")));
    let catalog = blocks(README, "toml").into_iter().find(|block| block.starts_with("[[error]]"));
    package.write("error_codes.toml", catalog.expect("the README shows a catalog"));
    package.write("src/main.rs", &(snippet(README, "fn log_in(Json").to_owned() + MAIN));
    package
}

/// The Rust on a page that holds this text, up to its `main`.
fn snippet(page: &'static str, text: &str) -> &'static str {
    let languages = ["rust", "rust,no_run"];
    let mut found = languages.into_iter().flat_map(|language| blocks(page, language));
    let block = found.find(|block| block.contains(text)).unwrap_or_else(|| panic!("no block with {text:?}"));
    let main = block.find("#[tokio::main]").or_else(|| block.find("fn main()")).unwrap_or(block.len());
    &block[..main]
}

/// The texts of a page's blocks in a language.
fn blocks(page: &'static str, language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    let blocks = page.split(&fence).skip(1);
    blocks.map(|rest| rest.split_once("```").expect("a block ends").0).collect()
}
