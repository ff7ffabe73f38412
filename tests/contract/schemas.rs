//! What `docs/schemas.md` shows compiles, and lists what is on the wire.

use std::fs;
use std::path::Path;

use schemars::{SchemaGenerator, json_schema};
use serde_json::{Value, json};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

/// The codes.
#[errcat::catalog("contract/coded/errors.toml")]
pub enum ErrorCode {}

impl utoipa::PartialSchema for ErrorCode {
    fn schema() -> RefOr<Schema> {
        let codes = ErrorCode::ALL.iter().map(|code| code.code());
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).into()
    }
}

impl utoipa::ToSchema for ErrorCode {}

impl schemars::JsonSchema for ErrorCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ErrorCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> schemars::Schema {
        // A list of strings, or of integers if the codes are integers.
        json_schema!({ "enum": ErrorCode::ALL })
    }
}

/// A code, for the schema of this API. It serializes as the code itself.
#[derive(serde::Serialize)]
pub struct SentCode(pub ErrorCode);

impl schemars::JsonSchema for SentCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SentCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> schemars::Schema {
        json_schema!({ "enum": ErrorCode::ALL })
    }
}

#[test]
fn schemas_list_what_is_on_the_wire() {
    let wire: Vec<Value> = ErrorCode::ALL.iter().map(|code| json!(code)).collect();
    assert_eq!(wire[0], "channel_not_found");
    let openapi = json!(<ErrorCode as utoipa::PartialSchema>::schema());
    assert_eq!(openapi, json!({ "type": "string", "enum": wire }));
    let schema = json!(schemars::schema_for!(ErrorCode));
    assert_eq!(schema["enum"], json!(wire));
    let newtypes: Vec<Value> = ErrorCode::ALL.iter().map(|code| json!(SentCode(*code))).collect();
    assert_eq!(newtypes, wire);
    assert_eq!(json!(schemars::schema_for!(SentCode))["enum"], json!(wire));
    assert_eq!("channel_not_found".parse(), Ok(ErrorCode::ChannelNotFound));
}

/// But for the lines between items, which the page needs and this file does not.
#[test]
fn the_page_shows_what_is_tested_here() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schemas.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let blocks: Vec<&str> =
        page.split("```rust\n").skip(1).map(|block| block.split("```").next().expect("a block")).collect();
    assert_eq!(blocks.len(), 3);
    for line in blocks.iter().flat_map(|block| block.split("\n\n")).map(str::trim) {
        assert!(include_str!("schemas.rs").contains(line), "not tested: {line}");
    }
}
