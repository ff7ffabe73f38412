//! What is wrong with one field of a request.

use core::fmt;
use std::borrow::Cow;

use super::Failure;
use super::line::Debugged;
use super::value::Value;
use super::written::Slots;
use crate::Code;
use crate::contract::Slot;

/// What is wrong with one field of a request: the path of the field, a text, and maybe a code.
///
/// The template `[envelope.field]` of the catalog says how field errors are written, and the slots `{fields}` and
/// `{fields.by_path}` where they are. The default bodies have no place for them.
///
/// ```
/// use errcat::FieldError;
///
/// let field = FieldError::new("items[0].name", "is empty").with_code("required");
/// assert_eq!(field.path(), "items[0].name");
/// assert_eq!(field.pointer(), "/items/0/name");
/// assert_eq!(field.description(), "is empty");
/// assert_eq!(field.code(), Some("required"));
/// ```
#[must_use = "a field error does nothing unless it is added to a failure"]
#[derive(Clone, PartialEq, Eq)]
pub struct FieldError {
    path: Cow<'static, str>,
    /// The JSON Pointer, if it does not follow from the path.
    pointer: Option<Cow<'static, str>>,
    description: Cow<'static, str>,
    code: Option<Cow<'static, str>>,
}

impl FieldError {
    /// Creates a field error. In `path`, names are separated by `.`, and the index of an array is in brackets:
    /// `items[0].name`.
    pub fn new(path: impl Into<Cow<'static, str>>, description: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), pointer: None, description: description.into(), code: None }
    }

    /// Sets the code of the mistake, such as `required`. It need not be a code of the catalog.
    pub fn with_code(self, code: impl Into<Cow<'static, str>>) -> Self {
        Self { code: Some(code.into()), ..self }
    }

    /// Sets the JSON Pointer of the field (RFC 6901). By default, it follows from the path. Set it if a name contains `.`
    /// or a bracket.
    pub fn with_pointer(self, pointer: impl Into<Cow<'static, str>>) -> Self {
        Self { pointer: Some(pointer.into()), ..self }
    }

    /// The path of the field, such as `items[0].name`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The JSON Pointer of the field (RFC 6901), such as `/items/0/name`.
    pub fn pointer(&self) -> Cow<'_, str> {
        if let Some(pointer) = &self.pointer {
            return pointer.as_ref().into();
        }
        // Most often, one byte is added, for a name at the root.
        let mut pointer = Vec::with_capacity(self.path.len() + 1);
        push_pointer(&mut pointer, &self.path);
        // Only ASCII was replaced, so this is UTF-8.
        String::from_utf8(pointer).unwrap_or_default().into()
    }

    /// The text about the mistake, for people.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The code of the mistake, if it has one.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }
}

/// Writes the JSON Pointer of a path.
pub(super) fn push_pointer(pointer: &mut Vec<u8>, path: &str) {
    pointer.push(b'/');
    for byte in path.bytes() {
        match byte {
            // A name was before it.
            b'.' | b'[' if !pointer.ends_with(b"/") => pointer.push(b'/'),
            b'.' | b'[' | b']' => {}
            b'~' => pointer.extend_from_slice(b"~0"),
            b'/' => pointer.extend_from_slice(b"~1"),
            _ => pointer.push(byte),
        }
    }
    if pointer.ends_with(b"/") {
        pointer.pop();
    }
}

/// The path of a JSON Pointer. A token of digits is the index of an array.
pub(super) fn path_of(pointer: &str) -> String {
    let mut path = String::with_capacity(pointer.len());
    for token in pointer.split('/').skip(1) {
        if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit()) {
            path.extend(["[", token, "]"]);
            continue;
        }
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&token.replace("~1", "/").replace("~0", "~"));
    }
    path
}

impl FieldError {
    /// Whether the field error has the value of a slot that can be left out or `null`: its code, path or pointer. With an empty path, it is about the whole request.
    #[inline]
    pub(super) fn has(&self, slot: Slot) -> bool {
        match slot {
            Slot::Code => self.code.is_some(),
            Slot::Pointer => !self.pointer.as_ref().unwrap_or(&self.path).is_empty(),
            _ => !self.path.is_empty(),
        }
    }

    /// The value of a slot of `[envelope.field]`, but for a pointer that follows from the path.
    #[inline]
    pub(super) fn text(&self, slot: Slot) -> Option<&str> {
        match slot {
            Slot::Path => Some(&self.path),
            Slot::Pointer => self.pointer.as_deref(),
            Slot::Description => Some(&self.description),
            Slot::Code => self.code.as_deref(),
            _ => None,
        }
    }
}

/// Shortens each text to 400 bytes, and escapes control characters: a peer may have sent it.
impl fmt::Debug for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FieldError")
            .field("path", &format_args!("{}", Debugged(&self.path, 400)))
            .field("pointer", &format_args!("{}", Debugged(&self.pointer, 400)))
            .field("description", &format_args!("{}", Debugged(&self.description, 400)))
            .field("code", &format_args!("{}", Debugged(&self.code, 400)))
            .finish()
    }
}

impl Slots for FieldError {
    fn value(&self, slot: Slot) -> Option<Value<'_>> {
        match slot {
            Slot::Pointer => Some(Value::Text(self.pointer())),
            _ => self.text(slot).map(|text| Value::Text(text.into())),
        }
    }
}

impl<C: Code> Failure<C> {
    /// Adds what is wrong with one field of the request.
    ///
    /// At a status of 500 or more, field errors are not sent, unless the catalog has `expose_server_errors = true`: then
    /// they are about a request of the service itself.
    ///
    /// ```
    /// use errcat::Failure;
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// let failure = Failure::new(ErrorCode::InvalidFieldValue).with_field("channel.name", "is empty");
    /// assert_eq!(failure.fields()[0].path(), "channel.name");
    /// ```
    pub fn with_field(
        self,
        path: impl Into<Cow<'static, str>>,
        description: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.with_fields([FieldError::new(path, description)])
    }

    /// Adds what is wrong with fields of the request, in this order.
    pub fn with_fields(self, fields: impl IntoIterator<Item = FieldError>) -> Self {
        let mut fields = fields.into_iter().peekable();
        if fields.peek().is_none() { self } else { self.with(|more| more.data_mut().fields.extend(fields)) }
    }

    /// What is wrong with fields of the request.
    pub fn fields(&self) -> &[FieldError] {
        self.more.as_ref().and_then(|more| more.data.as_ref()).map_or(&[], |data| &data.fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_its_pointer() {
        for (path, pointer) in [
            ("", ""),
            ("name", "/name"),
            ("items[0].name", "/items/0/name"),
            ("[2][3]", "/2/3"),
            ("a/b.c~d", "/a~1b/c~0d"),
            ("größe", "/größe"),
        ] {
            assert_eq!(FieldError::new(path, "").pointer(), pointer);
            assert_eq!(path_of(pointer), path);
        }
    }
}
