//! The bodies as one JSON Schema.

use crate::Catalog;
use crate::json_schema::text::{object, string};

/// Returns a JSON Schema (draft 2020-12) with `code`, `failure`, `success` and `problem` among its definitions. The schema
/// itself accepts each of the three bodies. The payload of a success can be any value.
///
/// ```
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
/// let schema = errcat_catalog::generate::json_schema(&catalog);
/// assert!(schema.contains(r##""errorCode":{"$ref":"#/$defs/code"}"##));
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn json_schema(catalog: &Catalog) -> String {
    let title = catalog.name.as_deref().unwrap_or("error codes");
    let definitions = definitions(catalog, "#/$defs/code", "{}");
    format!(
        r##"{{"$schema":"https://json-schema.org/draft/2020-12/schema","title":{},"anyOf":[{{"$ref":"#/$defs/success"}},{{"$ref":"#/$defs/failure"}},{{"$ref":"#/$defs/problem"}}],"$defs":{definitions}}}"##,
        string(title)
    )
}

/// Returns an object with the schemas of the code and the bodies. `code` is where the schema of the code is, and `payload`
/// is the schema of a payload.
pub(super) fn definitions(catalog: &Catalog, code: &str, payload: &str) -> String {
    object(&named(catalog, code, payload))
}

/// Returns the same schemas, each with its name.
pub(super) fn named(catalog: &Catalog, code: &str, payload: &str) -> [(&'static str, String); 4] {
    let place = format!(r#"{{"$ref":{}}}"#, string(code));
    // In a string, a quote has a backslash before it. So these are places, and never a part of a text.
    let placed = |schema: String| {
        schema.replace(r#"{"$ref":"code"}"#, &place).replace(r#"{"$ref":"payload"}"#, payload)
    };
    crate::json_schema::schemas(catalog).map(|(name, schema)| (name, placed(schema)))
}
