//! The JSON Schema of the bodies of a catalog, from the checked trees, so that only this crate knows how to make it.
//!
//! The schemas describe what a service writes. They say nothing about a failure that a service only sends on, in which
//! a peer can have left out a member. Nor do they say anything about a member that a service adds with a name that
//! the body has for an optional value.
//!
//! Nothing here writes a keyword that `OpenAPI` 3.1, JSON Schema draft-07 or the types of `utoipa` do not have.

mod body;
pub(crate) mod facts;
mod schema;
pub(crate) mod text;

use self::body::Tree;
use self::facts::Facts;
use self::schema::Schema;
use self::text::{array, object, string};
use crate::Catalog;
use crate::slot::Body;

/// Returns the JSON Schemas of the codes and the bodies of a catalog, as one JSON text.
///
/// The text is an object with these members:
///
/// - `name`: the argument, which is the name of the enum;
/// - `code`: the schema of a code. It accepts every string, or every integer, because a service can get new codes. Its
///   `examples` are the codes of all rows without `internal`, and the neutral codes that the catalog can send;
/// - `failure`, `success` and `problem`: the schemas of the bodies. `problem` is always there.
///
/// In the bodies, the reader of the text replaces `{"$ref":"code"}` by the schema of a code, and `{"$ref":"payload"}` by
/// the schema of a payload. These are the only objects whose `$ref` is a string: a member of a body can have this name, too.
///
/// ```
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
/// let schemas = errcat_catalog::json_schema(&catalog, "ErrorCode");
/// assert!(schemas.starts_with(r#"{"name":"ErrorCode","code":{"type":"string","#));
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn json_schema(catalog: &Catalog, name: &str) -> String {
    let mut members = vec![("name", string(name))];
    members.extend(schemas(catalog));
    object(&members)
}

/// Returns the schemas of the code and of the bodies, with their names.
pub(crate) fn schemas(catalog: &Catalog) -> [(&'static str, String); 4] {
    let facts = Facts::new(catalog);
    let envelope = &catalog.envelope;
    let tree = |body, field| Tree { body, facts: &facts, field, tells: &[] };
    let field = tree(Body::Field, &Schema::Any).schema(&envelope.field);
    let failure = Tree { tells: &envelope.tells, ..tree(Body::Failure, &field) };
    [
        ("code", code(catalog, &facts).to_json()),
        ("failure", failure.schema(&envelope.failure).to_json()),
        ("success", tree(Body::Success, &field).schema(&envelope.success).to_json()),
        ("problem", tree(Body::Problem, &field).schema(&envelope.problem).to_json()),
    ]
}

fn code(catalog: &Catalog, facts: &Facts<'_>) -> Schema {
    let ty = if catalog.integer_codes { "integer" } else { "string" };
    let schema =
        Schema::of(ty).described("the code of a failure; a later version of the service can have more codes");
    // The digits of an integer are JSON. A rejected catalog can have a string among its integers.
    let is_json = |code: &str| catalog.integer_codes && code.parse::<i64>().is_ok();
    let json = |code: String| if is_json(&code) { code } else { string(&code) };
    let codes: Vec<String> = facts.codes().map(json).collect();
    if codes.is_empty() { schema } else { schema.with("examples", array(&codes)) }
}
