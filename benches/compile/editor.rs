//! What an editor waits for after a key stroke: rust-analyzer is asked for the type of a variant.

use std::fmt::Write;
use std::process::Command;
use std::time::Instant;

use rust_analyzer::{Server, position, rust_analyzer};
use serde_json::json;

use crate::crates::{Kind, Scratch};
use crate::median_of;

/// How many key strokes are measured in each place.
const STROKES: u64 = 21;

/// The times for this many codes, as Markdown. `None` if there is no rust-analyzer.
pub(crate) fn table(size: usize) -> Option<String> {
    let mut table =
        format!("| {size} codes, key stroke | errcat, ms | hand-written, ms | ratio |\n|---|---|---|---|\n");
    let mut editors = Vec::new();
    for kind in [Kind::ByHand(size), Kind::Errcat(size)] {
        editors.push(Editor::open(&Scratch::write(kind))?);
    }
    for (what, place) in [("in a function of the file", Place::Function), ("in the enum", Place::Enum)] {
        let times: Vec<f64> = editors.iter_mut().map(|editor| editor.wait_after(place)).collect();
        let (by_hand, errcat) = (times[0], times[1]);
        let _ = writeln!(table, "| {what} | {errcat:.1} | {by_hand:.1} | **{:.2}** |", errcat / by_hand);
    }
    Some(table)
}

/// Where a key is typed.
#[derive(Clone, Copy)]
enum Place {
    Function,
    /// In the documentation of the enum, which is input of its macro.
    Enum,
}

/// An editor with the file of a crate open.
struct Editor {
    server: Server,
    uri: String,
    /// The file as it was opened.
    text: String,
    version: u64,
}

/// A function after the enum. Its return type is what the editor asks about.
const FUNCTION: &str = "\npub fn refuse() -> ErrorCode {\n    ErrorCode::ChannelError0\n}\n";

impl Editor {
    fn open(scratch: &Scratch) -> Option<Self> {
        let path = scratch.path("src/lib.rs");
        let text = std::fs::read_to_string(&path).expect("it has been written").replacen(
            "pub enum",
            "/// \npub enum",
            1,
        ) + FUNCTION;
        std::fs::write(&path, &text).expect("a file can be written");
        let mut command = Command::new(rust_analyzer()?);
        command.current_dir(scratch.path("")).env("CARGO_NET_OFFLINE", "true");
        let options = json!({ "cachePriming": { "enable": false }, "checkOnSave": false });
        let root = format!("file://{}", scratch.path("").display());
        let mut server = Server::start(&mut command, &root, &options);
        let uri = format!("file://{}", path.display());
        server.open(&uri, &text);
        let mut editor = Self { server, uri, text: text.clone(), version: 1 };
        editor.ask(&text);
        Some(editor)
    }

    /// The median time in milliseconds from a key stroke to the answer.
    fn wait_after(&mut self, place: Place) -> f64 {
        let times = (0..STROKES).map(|stroke| {
            let typed = "x".repeat(usize::try_from(stroke + 1).expect("a small number"));
            let text = match place {
                Place::Function => {
                    self.text.replacen("-> ErrorCode {\n", &format!("-> ErrorCode {{\n    // {typed}\n"), 1)
                }
                Place::Enum => self.text.replacen("/// \n", &format!("/// {typed}\n"), 1),
            };
            self.version += 1;
            let document = json!({ "uri": self.uri, "version": self.version });
            let start = Instant::now();
            self.server.notify(
                "textDocument/didChange",
                &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
            );
            self.ask(&text);
            start.elapsed().as_secs_f64() * 1e3
        });
        median_of(times.collect())
    }

    /// Asks about the variant in the function. `text` is what the file contains now.
    fn ask(&mut self, text: &str) {
        let offset = text.rfind("ChannelError0").expect("the function has it");
        let params = json!({ "textDocument": { "uri": self.uri }, "position": position(text, offset) });
        let answer = self.server.request("textDocument/hover", &params);
        assert!(answer["contents"]["value"].to_string().contains("ChannelError0"), "the variant is known");
    }
}
