//! What `docs/schemas.md` shows compiles, and lists what is on the wire.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// The codes.
#[errcat::catalog("contract/coded/errors.toml")]
pub enum ErrorCode {}

/// One attempt of a client.
#[derive(schemars::JsonSchema)]
pub struct Attempt {
    /// The reply, if there was one.
    pub reply: Option<error_code::Success<Vec<String>>>,
    /// The code of the last failure.
    pub last_code: ErrorCode,
}

/// A code, for the schema of this API. It serializes as the code itself.
#[derive(serde::Serialize)]
pub struct SentCode(pub ErrorCode);

impl schemars::JsonSchema for SentCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SentCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // A list of strings, or of integers if the codes are integers.
        schemars::json_schema!({ "enum": ErrorCode::ALL })
    }
}

#[test]
fn schemas_list_what_is_on_the_wire() {
    let wire: Vec<Value> = ErrorCode::ALL.iter().map(|code| json!(code)).collect();
    assert_eq!(wire[0], "channel_not_found");
    let newtypes: Vec<Value> = ErrorCode::ALL.iter().map(|code| json!(SentCode(*code))).collect();
    assert_eq!(newtypes, wire);
    assert_eq!(json!(schemars::schema_for!(SentCode))["enum"], json!(wire));
    let attempt = json!(schemars::schema_for!(Attempt));
    let listed = attempt["$defs"]["ErrorCode"]["examples"].as_array().expect("a list");
    assert!(wire.iter().all(|code| listed.contains(code)), "{attempt}");
    assert!(attempt["$defs"]["Success_Array_of_string"].is_object(), "{attempt}");
}

/// But for the lines between items, which the page needs and this file does not.
#[test]
fn the_page_shows_what_is_tested_here() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schemas.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let blocks: Vec<&str> =
        page.split("```rust\n").skip(1).map(|block| block.split("```").next().expect("a block")).collect();
    assert_eq!(blocks.len(), 2);
    for line in blocks.iter().flat_map(|block| block.split("\n\n")).map(str::trim) {
        assert!(include_str!("schemas.rs").contains(line), "not tested: {line}");
    }
}
