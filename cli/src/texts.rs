//! Reads translated texts.

use std::fmt;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::commands::Failed;
use crate::files;

/// The codes with their texts, in the order of the file. A code can be there twice.
struct Texts(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a text for each code")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(member) = map.next_entry()? {
                    texts.push(member);
                }
                Ok(Texts(texts))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// Reads a JSON file of codes with their texts.
pub(crate) fn read(path: &Path) -> Result<Vec<(String, String)>, Failed> {
    let failed = |what: String| Failed(format!("cannot read `{}`: {what}", path.display()));
    let bytes = files::bytes(path).map_err(|error| failed(error.to_string()))?;
    let json = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let Texts(texts) = serde_json::from_slice(json).map_err(|error| failed(error.to_string()))?;
    let text = |(code, text): (String, Value)| match text {
        Value::String(text) => Ok((code, text)),
        _ => Err(failed(format!("the text of `{}` is not a string", code.escape_debug()))),
    };
    texts.into_iter().map(text).collect()
}
