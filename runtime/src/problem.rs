//! A failure as a problem document (RFC 9457), for clients that prefer it to the envelope.

mod accept;

use core::fmt::Write;

use errcat_core::media_type::{PROBLEM_JSON, name};
use serde_json::{Map, Value as Json};

use self::accept::prefers_problem;
#[cfg(feature = "__server")]
pub(crate) use self::accept::varies;
use crate::contract::{Bodies, Slot};
use crate::envelope::value::Value;
use crate::envelope::written::{Slots, Written};
use crate::envelope::{Sent, json, problem_from_json};
use crate::{Code, Failure};

/// The format of a failure's body.
///
/// ```
/// use errcat::Format;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// # fn main() {
/// // This catalog's `[envelope]` has no `problem_json = true`.
/// let format = Format::accepted::<ErrorCode>([&b"application/problem+json"[..]]);
/// assert_eq!(format, Format::Envelope);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The envelope of the catalog.
    Envelope,
    /// A problem document (RFC 9457).
    Problem,
}

impl Format {
    /// The format for a client. `accept` contains the values of the request's headers `Accept`.
    ///
    /// A client gets a problem document if the catalog has `[envelope] problem_json = true`, and if the client gives
    /// `application/problem+json` more weight than the content type of the envelope (RFC 9110, section 12.5.1). All other
    /// clients get the envelope, also those that give both types the same weight or accept neither.
    ///
    /// With `problem_json = true`, the body of a failure depends on this header, so send `Vary: Accept` with every
    /// failure. The adapters for frameworks do all of this.
    pub fn accepted<'a, C: Code>(accept: impl IntoIterator<Item = &'a [u8]>) -> Self {
        if C::BODIES.problem_json && prefers_problem(accept, name(C::BODIES.failure_content_type)) {
            Self::Problem
        } else {
            Self::Envelope
        }
    }
}

impl<C: Code> Failure<C> {
    /// The value of the header `Content-Type` for a body in this format.
    ///
    /// For the envelope, this is the `failure_content_type` of the catalog, or `application/json`. For a problem document,
    /// it is `application/problem+json`.
    ///
    /// ```
    /// use errcat::{Failure, Format};
    /// # #[errcat::catalog("../error_codes.toml", module = false)]
    /// # enum ErrorCode {}
    ///
    /// # fn main() {
    /// let failure = Failure::new(ErrorCode::WrongPassword);
    /// assert_eq!(failure.content_type(Format::Envelope), "application/json");
    /// assert_eq!(failure.content_type(Format::Problem), "application/problem+json");
    /// # }
    /// ```
    pub fn content_type(&self, format: Format) -> &'static str {
        content_type(C::BODIES, format)
    }

    /// Writes the body in this format.
    pub fn to_body(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Envelope => self.to_json(),
            Format::Problem => self.to_problem_json(),
        }
    }

    /// Writes the failure as a problem document (RFC 9457): compact JSON in UTF-8. Its content type is
    /// `application/problem+json`.
    ///
    /// | member | value |
    /// |---|---|
    /// | `type` | the `docs_url` of the row. It is left out if the row has none, which means `about:blank` |
    /// | `title` | the description of the row. It is left out if this build does not know the code |
    /// | `status` | the HTTP status |
    /// | `detail` | the text that the envelope would contain |
    /// | `instance` | `/incidents/` and the id of the incident, if there is one |
    /// | `code` | the code, a string or a number |
    ///
    /// The params follow, and then the members of the failure. A member with one of these six names is left out, so that a client can rely
    /// on them. If the catalog has `problem_json = true`, `#[derive(Coded)]` does not accept such a member.
    ///
    /// `[envelope.problem]` in the catalog describes another document.
    ///
    /// ```
    /// use errcat::Failure;
    /// # #[errcat::catalog("../error_codes.toml", module = false)]
    /// # enum ErrorCode {}
    ///
    /// # fn main() {
    /// let failure = Failure::new(ErrorCode::WrongPassword).with_member("attempts_left", 2);
    /// assert_eq!(
    ///     failure.to_problem_json(),
    ///     br#"{"title":"Password is incorrect","status":401,"detail":"Password is incorrect","code":"wrong_password","attempts_left":2}"#,
    /// );
    /// # }
    /// ```
    pub fn to_problem_json(&self) -> Vec<u8> {
        self.problem(self.status())
    }

    /// Reads a problem document of this catalog: JSON in UTF-8. The params of the row are read as well: see
    /// [`params`](Self::params).
    ///
    /// # Errors
    ///
    /// Returns an error if the body is no JSON object, or has no code.
    ///
    /// ```
    /// use errcat::Failure;
    /// # #[errcat::catalog("../error_codes.toml", module = false)]
    /// # enum ErrorCode {}
    ///
    /// # fn main() -> Result<(), serde_json::Error> {
    /// let document = Failure::new(ErrorCode::WrongPassword).to_problem_json();
    /// let failure = Failure::<ErrorCode>::from_problem_json(&document)?;
    /// assert!(failure.is(ErrorCode::WrongPassword));
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_problem_json(body: &[u8]) -> serde_json::Result<Self> {
        problem_from_json(body)
    }

    /// The document for a reply with this status.
    pub(crate) fn problem(&self, status: u16) -> Vec<u8> {
        let slots = Problem(self.sent_at(status));
        json(&Written::new(&C::BODIES.problem.root, &slots))
    }
}

/// The content type of a failure in this format.
pub(crate) fn content_type(bodies: &Bodies, format: Format) -> &'static str {
    match format {
        Format::Envelope => bodies.failure_content_type,
        Format::Problem => PROBLEM_JSON,
    }
}

/// A failure in a problem document.
struct Problem<'a>(Sent<'a>);

impl Slots for Problem<'_> {
    fn value(&self, slot: Slot) -> Option<Value<'_>> {
        match slot {
            // A document is never a success, so it has the code in its usual form.
            Slot::Code => (!self.0.code.is_empty()).then(|| self.0.value_of_code(self.0.code)),
            Slot::Description => self.0.has_text().then(|| Value::Text(self.0.text.into())),
            _ => self.0.value(slot),
        }
    }

    fn part(&self, slot: Slot) -> Option<Value<'_>> {
        match slot {
            Slot::Incident => self.0.incident.map(|incident| Value::Text(encoded(incident).into())),
            _ => self.value(slot),
        }
    }

    fn members(&self) -> Option<&Map<String, Json>> {
        self.0.members()
    }

    /// No member replaces one of the document's own, also if that is left out.
    fn owns(&self, name: &str) -> bool {
        self.0.bodies.problem.owns(name)
    }
}

/// The id of an incident as a part of a reference such as `/incidents/7f`, which has a full path, as in the RFC's
/// examples. No server has to answer it. A URN would need a registered namespace, and some readers accept only HTTP
/// references.
fn encoded(incident: &str) -> String {
    let mut reference = String::with_capacity(incident.len());
    for &byte in incident.as_bytes() {
        // The id of a peer's incident can be any text.
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            reference.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(reference, "%{byte:02X}");
        }
    }
    reference
}

/// The id of an incident from a reference, or `None` if the reference has no escapes, or if these are not UTF-8.
pub(crate) fn decoded(reference: &str) -> Option<String> {
    let mut parts = reference.split('%');
    let mut id = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let digits = Some(digits).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        id.push(u8::from_str_radix(digits, 16).ok()?);
        id.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(id).ok().filter(|id| id != reference)
}
