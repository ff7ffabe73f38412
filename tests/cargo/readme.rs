//! The README's blocks are true: what it shows compiles, and gives what it says.

use std::fs;

use crate::scratch::{Scratch, run, workspace};

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

const MAIN: &str = r#"
fn main() {
    for password in ["engine-of-1837", "guessed"] {
        let time = "2017-10-09T08:48:34Z".parse().unwrap();
        let body = match log_in("ada", password) {
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

#[test]
fn the_snippet_compiles_and_gives_the_bodies_below_it() {
    let [body, failure, ..] = blocks("json")[..] else { panic!("two bodies") };
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
    let package = package("bound");
    let manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    package.write("Cargo.toml", &manifest.replace("[dependencies]", "[dependencies]\nthiserror = \"2\""));
    package.write("error_codes.toml", include_str!("../../error_codes.toml"));
    package.write("src/main.rs", &(snippet("enum ChannelError").to_owned() + BOUND));
    let printed = [
        "invalid_channel_id: Invalid channel_id / channel 7 is not in shard 3 / None / {}",
        "request_too_fast: please wait another 9 seconds / throttled for 9s / Some(9s) / {}",
        "invalid_field_value: field a is not a number / field a of user 1 / None / {\"field\": String(\"a\")}",
    ];
    assert_eq!(package.printed().lines().collect::<Vec<_>>(), printed);
}

/// Without a server: what axum needs for one is not this crate's.
const SERVED: &str = "
fn main() {
    let _routes: Router = service();
}
";

#[test]
fn the_service_for_axum_compiles() {
    let package = package("served");
    let manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    let manifest = manifest.replace("errcat = { ", "errcat = { features = ['axum'], ");
    let axum = r#"axum = { version = "0.8", default-features = false }"#;
    package.write("Cargo.toml", &manifest.replace("[dependencies]", &format!("[dependencies]\n{axum}")));
    let http = blocks("toml").into_iter().find(|block| block.starts_with("[http]")).expect("it is shown");
    package.write("error_codes.toml", &format!("{http}\n{}", include_str!("../../error_codes.toml")));
    package.write("src/main.rs", &(snippet("use axum::Router").to_owned() + SERVED));
    assert_eq!(package.printed(), "");
}

#[test]
fn the_compiler_says_what_is_shown() {
    let package = package("shown-errors");
    package.write("error_codes.toml", WRONG_CATALOG);
    let stderr = run(&mut package.cargo("check")).stderr;
    assert!(stderr.contains(blocks("text")[0]), "{stderr}");
}

#[test]
fn there_are_two_commands() {
    let commands: Vec<&str> = blocks("sh").into_iter().flat_map(str::lines).collect();
    assert_eq!(commands, ["cargo run -p platform", "cargo test --workspace"]);
    let ci = fs::read_to_string(workspace().join(".ci/run")).expect("the script is there");
    assert!(ci.lines().any(|line| line == commands[1]), "CI passes the tests as the README does");
}

/// The package that somebody has who follows the README.
fn package(name: &str) -> Scratch {
    let package = Scratch::new(name);
    let manifest = fs::read_to_string(package.path("Cargo.toml")).expect("a package has a manifest");
    let serde = r#"serde = { version = "1", features = ["derive"] }"#;
    package.write("Cargo.toml", &manifest.replace("[dependencies]", &format!("[dependencies]\n{serde}")));
    package.write("error_codes.toml", blocks("toml")[0]);
    package.write("src/main.rs", &(snippet("fn log_in").to_owned() + MAIN));
    package
}

/// The Rust that holds this text.
fn snippet(text: &str) -> &'static str {
    let found = blocks("rust,ignore").into_iter().find(|block| block.contains(text));
    found.unwrap_or_else(|| panic!("the README has no block with {text:?}"))
}

/// The texts of the README's blocks in a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    let blocks = include_str!("../../README.md").split(&fence).skip(1);
    blocks.map(|rest| rest.split_once("```").expect("a block ends").0).collect()
}
