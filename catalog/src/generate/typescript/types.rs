//! The types of a failure: its params by its code, its field errors and its data.

use std::fmt::Write;

use super::codes::{Codes, params_type};
use super::text::{property, string};
use crate::Catalog;
use crate::json_schema::facts::Facts;
use crate::slot::Slot;

/// Writes the types that depend on the catalog.
pub(super) fn write(catalog: &Catalog, facts: &Facts<'_>, codes: &Codes<'_>, file: &mut String) {
    failure(codes, file);
    field_error(catalog, file);
    data(catalog, facts, file);
}

/// Writes the union of all failures. Codes without params share one of its types, so that the union stays short.
fn failure(codes: &Codes<'_>, file: &mut String) {
    file.push_str("/** A failure. A comparison of its `code` gives its `params` their types. */\n");
    file.push_str("export type Failure =");
    let mut with_params = Vec::new();
    for (row, params) in codes.params() {
        let code = codes.literal(&row.code);
        let _ = write!(
            file,
            "\n  | FailureOf<{code}, {}>",
            params_type(&params, codes.deprecated_tag(row).as_deref())
        );
        with_params.push(code);
    }
    let others = match with_params.len() {
        0 => "KnownCode".to_owned(),
        _ => format!("Exclude<KnownCode, {}>", with_params.join(" | ")),
    };
    let _ = writeln!(file, "\n  | FailureOf<{others}, NoParams>");
    file.push_str("  | FailureOf<undefined, NoParams>;\n\n");
}

fn field_error(catalog: &Catalog, file: &mut String) {
    let envelope = &catalog.envelope;
    let has = |slot| envelope.failure.has(&Slot::Fields) && envelope.field.has(&slot);
    file.push_str("/** What is wrong with one field of a request. */\nexport interface FieldError {\n");
    file.push_str("  /** The path of the field, such as `items[0].name`. */\n  readonly path: string;\n");
    if has(Slot::Pointer) {
        file.push_str("  /** The JSON Pointer of the field, as the service sent it. */\n");
        file.push_str("  readonly pointer?: string;\n");
    }
    file.push_str("  /** A text for people. It is empty if the service sent none. */\n");
    file.push_str("  readonly description: string;\n");
    if has(Slot::Code) {
        file.push_str("  /** The code of the mistake, which need not be a code of the catalog. */\n");
        file.push_str("  readonly code?: string;\n");
    }
    file.push_str("}\n\n");
}

/// Writes the keys of `data` that the body of a failure has.
fn data(catalog: &Catalog, facts: &Facts<'_>, file: &mut String) {
    let mut keys: Vec<&str> = Vec::new();
    catalog.envelope.failure.slots(&mut |slot| {
        if let Slot::Data(key) = slot
            && !keys.contains(&key.as_str())
        {
            keys.push(key);
        }
    });
    file.push_str("/** Constants of the code, as the service sent them. */\n");
    if keys.is_empty() {
        file.push_str("export type Data = Readonly<Record<never, never>>;\n\n");
    } else {
        file.push_str("export interface Data {\n");
        for key in &keys {
            let _ = writeln!(file, "  readonly {}?: {};", property(key), type_of(kind_of(facts, key)));
        }
        file.push_str("}\n\n");
    }
    file.push_str("/** The types of the constants of codes. */\nconst DATA: Kinds = [");
    for key in &keys {
        let kind = kind_of(facts, key);
        let _ = write!(file, "\n  [{}, \"{kind}\"],", string(key));
    }
    file.push_str(if keys.is_empty() { "];\n\n" } else { "\n];\n\n" });
}

/// Returns the JSON type of the constants with this key. A rule says that all have the same.
fn kind_of(facts: &Facts<'_>, key: &str) -> &'static str {
    facts.data_types(key).first().copied().unwrap_or("scalar")
}

/// Returns the type in TypeScript of values with this JSON type.
pub(super) fn type_of(kind: &str) -> &str {
    match kind {
        "integer" => "number",
        "scalar" => "Scalar",
        other => other,
    }
}
