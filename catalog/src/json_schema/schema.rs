//! One schema, with the keywords that every reader of the text knows.

use super::text::{array, object, string};

/// A schema.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Schema {
    /// Any value.
    Any,
    /// A schema that the reader of the text knows.
    Reference(&'static str),
    /// A value of one of these types, and more keywords with their JSON.
    Typed(Vec<&'static str>, Vec<(&'static str, String)>),
    /// A value of one of these schemas, and more keywords with their JSON.
    AnyOf(Vec<String>, Vec<(&'static str, String)>),
    /// A value of all of these schemas.
    AllOf(Vec<String>),
}

impl Schema {
    /// Returns the schema of a type.
    pub(super) fn of(ty: &'static str) -> Self {
        Self::Typed(vec![ty], Vec::new())
    }

    /// Returns the schema of a type with a format.
    pub(super) fn format(ty: &'static str, format: &str) -> Self {
        Self::of(ty).with("format", string(format))
    }

    /// Returns the schema of an array with such items.
    pub(super) fn array(items: &Self) -> Self {
        Self::of("array").with("items", items.to_json())
    }

    /// Returns a schema for the values of any of these schemas. Each of them is different from the others.
    pub(super) fn any_of(mut schemas: Vec<Self>) -> Self {
        match schemas.len() {
            0 => Self::Any,
            1 => schemas.remove(0),
            _ => Self::AnyOf(schemas.iter().map(Self::to_json).collect(), Vec::new()),
        }
    }

    /// Adds a keyword. Its value is JSON. A reference and a schema for any value have no keywords.
    pub(super) fn with(mut self, keyword: &'static str, value: String) -> Self {
        match &mut self {
            Self::Typed(_, keywords) | Self::AnyOf(_, keywords) => keywords.push((keyword, value)),
            Self::Any | Self::Reference(_) | Self::AllOf(_) => {}
        }
        self
    }

    /// Adds a description.
    pub(super) fn described(self, description: &str) -> Self {
        self.with("description", string(description))
    }

    /// Returns a schema for the same values and null.
    pub(super) fn or_null(self) -> Self {
        let null = Self::of("null").to_json();
        match self {
            Self::Any => Self::Any,
            Self::Typed(mut types, keywords) => {
                types.push("null");
                Self::Typed(types, keywords)
            }
            Self::AnyOf(mut schemas, keywords) => {
                schemas.push(null);
                Self::AnyOf(schemas, keywords)
            }
            other => Self::AnyOf(vec![other.to_json(), null], Vec::new()),
        }
    }

    /// Returns the schema as JSON.
    pub(super) fn to_json(&self) -> String {
        let (head, keywords) = match self {
            Self::Any => return "{}".to_owned(),
            Self::Reference(name) => (("$ref", string(name)), &[][..]),
            Self::Typed(types, keywords) => (("type", self::types(types)), &keywords[..]),
            Self::AnyOf(schemas, keywords) => (("anyOf", array(schemas)), &keywords[..]),
            Self::AllOf(schemas) => (("allOf", array(schemas)), &[][..]),
        };
        object(&[&[head], keywords].concat())
    }
}

fn types(types: &[&str]) -> String {
    let types: Vec<String> = types.iter().map(|ty| string(ty)).collect();
    if let [ty] = &types[..] { ty.clone() } else { array(&types) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_with_null() {
        let null = |schema: Schema| schema.or_null().to_json();
        assert_eq!(null(Schema::of("string")), r#"{"type":["string","null"]}"#);
        assert_eq!(
            null(Schema::format("string", "uri").described("a page")),
            r#"{"type":["string","null"],"format":"uri","description":"a page"}"#
        );
        assert_eq!(null(Schema::Reference("code")), r#"{"anyOf":[{"$ref":"code"},{"type":"null"}]}"#);
        let two = Schema::any_of(vec![Schema::of("string"), Schema::of("integer")]).described("both");
        assert_eq!(
            null(two),
            r#"{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}],"description":"both"}"#
        );
        assert_eq!(null(Schema::any_of(Vec::new())), "{}");
    }
}
