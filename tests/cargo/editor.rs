//! What an editor shows of a catalog: the real rust-analyzer is asked what an editor would ask it.
//!
//! Where it is not installed the tests are skipped, and say so; on CI that is a failure.

use rust_analyzer::{Server, position, rust_analyzer};
use serde_json::{Value, json};

use crate::scratch::Scratch;

const CATALOG: &str = r#"[[error]]
code = "not_found"
status = 404
description = "There is no such order"

[[error]]
code = "busy"
status = 503
retry_after = 60
"#;

/// A catalog with a row that has no status, on line 5, and a key that there is not, on line 11.
const BROKEN: &str = r#"[[error]]
code = "not_found"
status = 404

[[error]]
code = "busy"

[[error]]
code = "gone"
status = 410
desription = "There was such an order"
"#;

const PROGRAM: &str = r#"
#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}

pub struct Order {
    pub total: u32,
}

pub fn refuse(order: &Order) -> (u32, ErrorCode) {
    (order.total, ErrorCode::NotFound)
}
"#;

const PATH: &str = r#""error_codes.toml""#;

#[test]
fn variants_complete_and_hover_and_the_path_leads_to_the_catalog() {
    let Some(mut editor) = Editor::with(CATALOG, "editor") else { return };
    editor.completes("ErrorCode::", &["NotFound", "Busy", "ALL", "from_code"]);

    let hover = editor.hover("ErrorCode::Not");
    for shown in ["NotFound", "not\\_found", "404", "There is no such order"] {
        assert!(hover.contains(shown), "no `{shown}` in\n{hover}");
    }

    assert_eq!(editor.definition("\"error_"), [editor.uri("error_codes.toml")], "where the path leads");
    assert_eq!(editor.definition("ErrorCode::Not"), [editor.uri("src/lib.rs")], "where a variant leads");
}

#[test]
fn beside_a_broken_catalog_the_rest_of_the_crate_completes() {
    let Some(mut editor) = Editor::with(BROKEN, "editor-broken") else { return };
    editor.completes("order.", &["total"]);
    editor.completes("ErrorCode::", &["NotFound", "Busy", "Gone"]);

    // Other answers are where `compile_error!` is defined, since it stands at the path in the expansion.
    let definition = editor.definition("\"error_");
    assert!(definition.contains(&editor.uri("error_codes.toml")), "the path leads to {definition:?}");

    let mistakes = [
        "error_codes.toml:11:1: unknown key `desription`",
        "error_codes.toml:5:1: code `busy` has no status",
    ];
    assert_eq!(editor.compile_errors_at(PATH, mistakes.len()), mistakes);
}

/// An editor with the file `src/lib.rs` of a package open.
struct Editor {
    scratch: Scratch,
    server: Server,
}

impl Editor {
    /// Opens [`PROGRAM`] with this catalog; none where there is no rust-analyzer.
    fn with(catalog: &str, name: &str) -> Option<Self> {
        let rust_analyzer = rust_analyzer()?;
        let scratch = Scratch::new(name);
        scratch.write("error_codes.toml", catalog);
        scratch.write("src/lib.rs", PROGRAM);
        let mut command = scratch.command(&rust_analyzer);
        command.env("CARGO_NET_OFFLINE", "true");
        // It does as well without an index of every crate, which takes a while.
        let options = json!({ "cachePriming": { "enable": false } });
        let server = Server::start(&mut command, &uri(&scratch, ""), &options);
        let mut editor = Self { scratch, server };
        let uri = editor.uri("src/lib.rs");
        editor.server.open(&uri, PROGRAM);
        Some(editor)
    }

    fn uri(&self, path: &str) -> String {
        uri(&self.scratch, path)
    }

    /// Checks that all of these are offered after a text.
    #[track_caller]
    fn completes(&mut self, after: &str, expected: &[&str]) {
        let answer = self.ask("completion", after);
        let items = list(answer.get("items").unwrap_or(&answer));
        let offered: Vec<String> = items.iter().map(|item| text(&item["label"])).collect();
        for name in expected {
            assert!(offered.iter().any(|label| label == name), "no `{name}` among {offered:?}");
        }
    }

    /// What is shown of the name that a text ends in, as Markdown.
    fn hover(&mut self, at: &str) -> String {
        text(&self.ask("hover", at)["contents"]["value"])
    }

    /// The files that the name or literal that a text ends in leads to.
    fn definition(&mut self, at: &str) -> Vec<String> {
        list(&self.ask("definition", at)).iter().map(|place| text(&place["uri"])).collect()
    }

    /// The first lines of what the compiler says, sorted, all of it at this place.
    fn compile_errors_at(&mut self, place: &str, count: usize) -> Vec<String> {
        let uri = self.uri("src/lib.rs");
        let is_rustc = |diagnostic: &&Value| diagnostic["source"] == "rustc";
        let diagnostics =
            self.server.diagnostics_that(&uri, |all| all.iter().filter(is_rustc).count() == count);
        let start = PROGRAM.find(place).expect("the program has it");
        let range =
            json!({ "start": position(PROGRAM, start), "end": position(PROGRAM, start + place.len()) });
        let mut errors: Vec<String> = (diagnostics.iter().filter(is_rustc))
            .map(|diagnostic| {
                assert_eq!(diagnostic["range"], range, "the place of {diagnostic}");
                text(&diagnostic["message"]).lines().next().unwrap_or_default().to_owned()
            })
            .collect();
        errors.sort_unstable();
        errors
    }

    fn ask(&mut self, what: &str, after: &str) -> Value {
        let end = PROGRAM.find(after).expect("the program has it") + after.len();
        let parameters =
            json!({ "textDocument": { "uri": self.uri("src/lib.rs") }, "position": position(PROGRAM, end) });
        self.server.request(&format!("textDocument/{what}"), &parameters)
    }
}

fn uri(scratch: &Scratch, path: &str) -> String {
    format!("file://{}", scratch.path(path).display())
}

#[track_caller]
fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("this is no list: {value}"))
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("this is no text: {value}")).to_owned()
}
