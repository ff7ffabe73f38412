//! Reads translated texts.

use std::fmt;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::commands::Failed;
use crate::files;
use crate::report::Place;

/// A code with its text.
pub(crate) struct Translated {
    pub(crate) code: String,
    pub(crate) text: String,
    /// Where the text begins in its file.
    pub(crate) place: Place,
}

/// The codes with their texts, in the order of the file. A code can be there twice.
struct Texts<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Texts<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Texts<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a text for each code")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts<'de>, A::Error> {
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
pub(crate) fn read(path: &Path) -> Result<Vec<Translated>, Failed> {
    let failed = |what: String| Failed(format!("cannot read `{}`: {what}", path.display()));
    let bytes = files::bytes(path).map_err(|error| failed(error.to_string()))?;
    let json = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let json = std::str::from_utf8(json).map_err(|error| failed(error.to_string()))?;
    let Texts(texts) = serde_json::from_str(json).map_err(|error| failed(error.to_string()))?;
    let mut cursor = Cursor::new(json);
    let text = |(code, raw): (String, &RawValue)| {
        let (line, column) = cursor.place(raw.get());
        let Ok(text) = serde_json::from_str(raw.get()) else {
            let code = code.escape_debug();
            return Err(failed(format!(
                "the text of `{code}` is not a string, at line {line} column {column}"
            )));
        };
        Ok(Translated { code, text, place: Place { path: files::slashes(path), line, column } })
    };
    texts.into_iter().map(text).collect()
}

/// Counts the lines of a file up to one part of it after the other.
struct Cursor<'a> {
    file: &'a str,
    /// How many bytes have been read.
    read: usize,
    /// The current line and column.
    line: usize,
    column: usize,
}

impl<'a> Cursor<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, read: 0, line: 1, column: 1 }
    }

    /// The line and the column of a part of the file, which is after those of earlier calls.
    fn place(&mut self, part: &str) -> (usize, usize) {
        // The part is borrowed from the file.
        let at = part.as_ptr().addr() - self.file.as_ptr().addr();
        for c in self.file[self.read..at].chars() {
            (self.line, self.column) =
                if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.read = at;
        (self.line, self.column)
    }
}
