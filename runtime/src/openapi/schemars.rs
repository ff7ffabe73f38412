//! The trait of schemars, of version 1 and of the version whose types aide has in its interface.
#![allow(missing_docs, reason = "the functions are for the generated code")]

macro_rules! implement {
    ($(#[$attribute:meta])* $version:ident: $schemars:ident) => {
        $(#[$attribute])*
        pub mod $version {
            use core::any::type_name;
            use core::marker::PhantomData;
            pub use std::borrow::Cow;

            pub use ::$schemars::{JsonSchema, Schema, SchemaGenerator};
            use serde_json::Value;

            use crate::openapi::schemas::Schemas;
            use crate::problem::Format;
            use crate::{Code, Failure, Success};

            /// The schema of the codes. The enum of the catalog has the same one, but nothing generic knows that.
            pub(crate) struct Codes<C>(PhantomData<C>);

            /// The schema of a problem document.
            pub(crate) struct Problem<C>(PhantomData<C>);

            pub fn code_name<C: Code>() -> Cow<'static, str> {
                Schemas::of::<C>().code_name().into()
            }

            pub fn code_id<C: Code>() -> Cow<'static, str> {
                type_name::<C>().into()
            }

            pub fn code<C: Code>() -> Schema {
                schema(Schemas::of::<C>().code())
            }

            fn failure<C: Code>(format: Format, generator: &mut SchemaGenerator) -> Schema {
                let code = generator.subschema_for::<Codes<C>>().into();
                schema(Schemas::of::<C>().failure(format, &code))
            }

            /// What `errcat-catalog` writes is a schema.
            fn schema(json: Value) -> Schema {
                Schema::try_from(json).unwrap_or_default()
            }

            impl<C: Code> JsonSchema for Codes<C> {
                fn schema_name() -> Cow<'static, str> {
                    code_name::<C>()
                }

                fn schema_id() -> Cow<'static, str> {
                    code_id::<C>()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    code::<C>()
                }
            }

            impl<C: Code> JsonSchema for Failure<C> {
                fn schema_name() -> Cow<'static, str> {
                    Schemas::of::<C>().failure_name(Format::Envelope).into()
                }

                fn schema_id() -> Cow<'static, str> {
                    type_name::<Self>().into()
                }

                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    failure::<C>(Format::Envelope, generator)
                }
            }

            impl<C: Code> JsonSchema for Problem<C> {
                fn schema_name() -> Cow<'static, str> {
                    Schemas::of::<C>().failure_name(Format::Problem).into()
                }

                fn schema_id() -> Cow<'static, str> {
                    type_name::<Self>().into()
                }

                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    failure::<C>(Format::Problem, generator)
                }
            }

            impl<T: JsonSchema, C: Code> JsonSchema for Success<T, C> {
                fn schema_name() -> Cow<'static, str> {
                    let name = Schemas::of::<C>().name("Success");
                    if is_unit::<T>() { name.into() } else { format!("{name}_{}", T::schema_name()).into() }
                }

                fn schema_id() -> Cow<'static, str> {
                    format!("errcat::Success<{}, {}>", T::schema_id(), type_name::<C>()).into()
                }

                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    let payload = (!is_unit::<T>()).then(|| generator.subschema_for::<T>().into());
                    let definitions = generator.definitions();
                    let find = |name: &str| definitions.get(name).cloned();
                    schema(Schemas::of::<C>().success(payload, &find))
                }
            }

            fn is_unit<T: JsonSchema>() -> bool {
                T::schema_id() == <()>::schema_id()
            }
        }
    };
}

implement! {
    #[cfg(feature = "schemars")]
    #[allow(dead_code, reason = "only aide needs the schema of a problem document")]
    v1: schemars
}

implement! {
    #[cfg(feature = "aide")]
    v09: schemars_09
}
