//! The schemas of a catalog, ready to validate bodies by two drafts of JSON Schema.

use std::any::type_name;
use std::marker::PhantomData;

use boon::{Compiler, Draft, SchemaIndex};
use errcat::Code;
use serde_json::{Value, json};

/// The schemas of the catalog of `C`, in which the payload has one schema.
pub(crate) struct Schemas<C> {
    pub(crate) code: Value,
    pub(crate) failure: Schema,
    pub(crate) success: Schema,
    pub(crate) problem: Schema,
    catalog: PhantomData<C>,
}

impl<C: Code> Schemas<C> {
    pub(crate) fn with_payload(payload: &Value) -> Self {
        let text = parsed::<C>();
        let name = text["name"].as_str().expect("a name");
        assert!(type_name::<C>().ends_with(&format!("::{name}")), "{name}");
        let schema = |name: &str| Schema::new(replaced(&text[name], &text["code"], payload));
        Self {
            code: text["code"].clone(),
            failure: schema("failure"),
            success: schema("success"),
            problem: schema("problem"),
            catalog: PhantomData,
        }
    }
}

/// The text that the macro has written.
pub(crate) fn parsed<C: Code>() -> Value {
    serde_json::from_str(C::SCHEMA).expect("the macro has written JSON")
}

/// The schema with the schemas of codes and payloads in their places.
pub(crate) fn replaced(schema: &Value, code: &Value, payload: &Value) -> Value {
    match schema {
        Value::Object(keywords) => match keywords.get("$ref").and_then(Value::as_str) {
            Some("code") => code.clone(),
            Some("payload") => payload.clone(),
            Some(other) => panic!("no reader knows `{other}`"),
            None => {
                let keywords = keywords.iter();
                keywords.map(|(name, value)| (name.clone(), replaced(value, code, payload))).collect()
            }
        },
        Value::Array(items) => items.iter().map(|item| replaced(item, code, payload)).collect(),
        other => other.clone(),
    }
}

/// A schema, compiled for two drafts.
pub(crate) struct Schema {
    pub(crate) text: Value,
    drafts: [(Draft, boon::Schemas, SchemaIndex); 2],
}

impl Schema {
    fn new(text: Value) -> Self {
        let drafts = [Draft::V2020_12, Draft::V7].map(|draft| {
            let mut compiler = Compiler::new();
            compiler.set_default_draft(draft);
            compiler.enable_format_assertions();
            compiler.add_resource("body.json", text.clone()).expect("it has a name");
            let mut schemas = boon::Schemas::new();
            let index = compiler.compile("body.json", &mut schemas).expect("a schema");
            (draft, schemas, index)
        });
        Self { text, drafts }
    }

    /// Whether the body is valid. Both drafts agree.
    pub(crate) fn takes(&self, body: &Value) -> bool {
        let [new, old] =
            self.drafts.each_ref().map(|(_, schemas, index)| schemas.validate(body, *index).is_ok());
        assert_eq!(new, old, "the drafts disagree about {body}");
        new
    }

    #[track_caller]
    pub(crate) fn must_take(&self, body: &Value) {
        for (_, schemas, index) in &self.drafts {
            if let Err(error) = schemas.validate(body, *index) {
                panic!("{body} is refused: {error:#}\n{}", self.text);
            }
        }
    }
}

/// An object with a string `id`.
pub(crate) fn with_id() -> Value {
    json!({ "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } })
}
