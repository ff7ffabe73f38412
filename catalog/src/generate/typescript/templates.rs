//! The templates of the bodies, as data that the reader follows.

use std::fmt::Write;

use super::text::string;
use crate::Catalog;
use crate::body::{Constant, Form, Member, Node, TextPart};
use crate::slot::Slot;

/// Writes the templates, and the places that separate a success from a failure.
pub(super) fn write(catalog: &Catalog, file: &mut String) {
    let envelope = &catalog.envelope;
    constant(file, "The body of a success.", "SUCCESS", &envelope.success);
    constant(file, "The body of a failure.", "FAILURE", &envelope.failure);
    constant(file, "One field error.", "FIELD", &envelope.field);
    file.push_str("/** The places where constants separate a success from a failure. */\n");
    file.push_str("const TELLS: readonly Tell[] = [");
    for tell in &envelope.tells {
        let path: Vec<String> = tell.path.iter().map(|name| string(name)).collect();
        let (success, failure) = (told(tell.success.as_ref()), told(tell.failure.as_ref()));
        let path = path.join(", ");
        let _ = write!(file, "\n  {{ path: [{path}], success: {success}, failure: {failure} }},");
    }
    file.push_str(if envelope.tells.is_empty() { "];\n\n" } else { "\n];\n\n" });
    file.push_str("/** Whether the HTTP status of a reply says if it is a failure. */\n");
    let _ = writeln!(file, "const STATUS_TELLS: boolean = {};\n", !envelope.always_ok);
    file.push_str("/** Whether codes are numbers. */\n");
    let _ = writeln!(file, "const HAS_NUMBERS: boolean = {};\n", catalog.integer_codes);
}

fn constant(file: &mut String, doc: &str, name: &str, node: &Node) {
    let mut tree = Tree { file, indent: 0, seen: Vec::new() };
    let _ = write!(tree.file, "/** {doc} */\nconst {name}: Template = ");
    tree.node(node);
    file.push_str(";\n\n");
}

/// Returns a constant, or that there is none.
fn told(constant: Option<&Constant>) -> String {
    constant.map_or_else(|| "undefined".to_owned(), |constant| constant.literal(string))
}

/// Writes a tree as calls of the functions in `make`.
struct Tree<'f> {
    file: &'f mut String,
    indent: usize,
    /// The slots that were before. The reader uses the first place of a slot that has a value.
    seen: Vec<Slot>,
}

impl Tree<'_> {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Constant(constant) => _ = write!(self.file, "make.constant({})", constant.literal(string)),
            Node::Slot(slot @ (Slot::Path | Slot::Pointer), Form::Null) => {
                self.place(slot, &format!("make.slotOrNull({})", arguments(slot)));
            }
            Node::Slot(slot, _) => self.place(slot, &format!("make.slot({})", arguments(slot))),
            Node::Text(parts) => self.text(node, parts),
            Node::Object(members) => self.object(members),
            Node::Array(items) => self.array(items),
        }
    }

    /// Writes a slot, or a text with it. It is marked if the slot was at earlier places.
    fn place(&mut self, slot: &Slot, text: &str) {
        let earlier = self.seen.iter().filter(|seen| *seen == slot).count();
        self.seen.push(slot.clone());
        _ = if earlier == 0 {
            write!(self.file, "{text}")
        } else {
            write!(self.file, "make.again({earlier}, {text})")
        };
    }

    /// Writes a text. If it has several slots, it is not read.
    fn text(&mut self, node: &Node, parts: &[TextPart]) {
        match node.read_slot() {
            Some(slot) => {
                let [before, after] = around(parts);
                let (before, after) = (string(&before), string(&after));
                self.place(slot, &format!("make.text({before}, {after}, {})", arguments(slot)));
            }
            None => self.file.push_str("make.ignored()"),
        }
    }

    fn object(&mut self, members: &[Member]) {
        self.file.push_str("make.object([");
        self.indent += 1;
        for Member { name, node, .. } in members {
            self.line();
            let name = name.as_ref().map_or_else(|| "SPREAD".to_owned(), |name| string(name));
            let _ = write!(self.file, "[{name}, ");
            self.node(node);
            self.file.push_str("],");
        }
        self.end(members.is_empty());
    }

    fn array(&mut self, items: &[Node]) {
        self.file.push_str("make.array([");
        self.indent += 1;
        for item in items {
            self.line();
            self.node(item);
            self.file.push(',');
        }
        self.end(items.is_empty());
    }

    fn end(&mut self, is_empty: bool) {
        self.indent -= 1;
        if !is_empty {
            self.line();
        }
        self.file.push_str("])");
    }

    fn line(&mut self) {
        let _ = write!(self.file, "\n{:1$}", "", self.indent * 2);
    }
}

/// Returns the constant text before and after the only slot of a text.
fn around(parts: &[TextPart]) -> [String; 2] {
    let mut around = [String::new(), String::new()];
    let mut place = 0;
    for part in parts {
        match part {
            TextPart::Literal(literal) => around[place].push_str(literal),
            TextPart::Slot(_) => place = 1,
        }
    }
    around
}

/// Returns the name of a slot in the reader, and the name of its param or of its key of `data`.
fn arguments(slot: &Slot) -> String {
    let name = match slot {
        Slot::Code => "code",
        Slot::Description => "description",
        Slot::Title => "title",
        Slot::Status => "status",
        Slot::ServerTime => "serverTime",
        Slot::UnixTime => "unixTime",
        Slot::Params => "params",
        Slot::Param(name) => return format!("\"param\", {}", string(name)),
        Slot::Fields => "fields",
        Slot::FieldsByPath => "fieldsByPath",
        Slot::Incident => "incident",
        Slot::RequestId => "requestId",
        Slot::DocsUrl => "docsUrl",
        Slot::Help => "help",
        Slot::RetryAfter => "retryAfter",
        Slot::Retryable => "retryable",
        Slot::Data(key) => return format!("\"data\", {}", string(key)),
        Slot::Members => "members",
        Slot::Payload => "payload",
        Slot::Path => "path",
        Slot::Pointer => "pointer",
    };
    format!("\"{name}\"")
}
