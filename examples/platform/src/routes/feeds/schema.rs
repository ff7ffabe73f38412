//! The schemas of an entry: its fields are a map in Rust, and members with names on the wire.

use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::openapi::{KnownFormat, RefOr, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};

use super::{FIELD, FIELDS};
use crate::column::Fields;

/// The body of an entry that a device writes.
pub(super) enum NewFeed {}

impl PartialSchema for NewFeed {
    fn schema() -> RefOr<Schema> {
        let format = Some(SchemaFormat::KnownFormat(KnownFormat::DateTime));
        let time = ObjectBuilder::new().schema_type(Type::String).format(format);
        let time = time.description(Some("When it was measured; now, if it is not there"));
        fields().property("created_at", time).into()
    }
}

impl ToSchema for NewFeed {}

impl PartialSchema for Fields {
    fn schema() -> RefOr<Schema> {
        fields().into()
    }
}

impl ToSchema for Fields {}

fn fields() -> ObjectBuilder {
    let object = ObjectBuilder::new().schema_type(Type::Object);
    FIELDS.into_iter().fold(object, |object, name| object.property(name, value()))
}

/// The value of one field.
fn value() -> Schema {
    let number = ObjectBuilder::new().schema_type(Type::Number);
    let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(FIELD));
    OneOfBuilder::new().item(number).item(text).build().into()
}
