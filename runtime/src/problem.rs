//! A failure as a problem document (RFC 9457), for clients that would rather read one than the envelope.

mod accept;

use core::fmt::Write;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

#[cfg(feature = "__server")]
pub(crate) use self::accept::varies;
use crate::envelope::SentCode;
use crate::{Code, Entry, Failure};

/// The members that a problem document has of its own; no other member takes their place.
pub(crate) const STANDARD_MEMBERS: [&str; 6] = ["type", "title", "status", "detail", "instance", "code"];

/// What a failure's body is written as.
///
/// ```
/// use errcat::Format;
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// # fn main() {
/// // This catalog's `[envelope]` has no `problem_json = true`.
/// let format = Format::accepted::<ErrorCode>([&b"application/problem+json"[..]]);
/// assert_eq!(format, Format::Envelope);
/// assert_eq!(format.content_type(), "application/json");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The catalog's own envelope.
    Envelope,
    /// A problem document (RFC 9457).
    Problem,
}

impl Format {
    /// What a client gets by the values of its request's `Accept`, one for each line of that name.
    ///
    /// A problem document goes to a client that gives `application/problem+json` more weight than `application/json`
    /// (RFC 9110, section 12.5.1), where the catalog has `[envelope] problem_json = true`. All others get the envelope:
    /// those that weigh both alike, and those that accept neither.
    ///
    /// Where the catalog has it, failures depend on that header: send `Vary: Accept` with each. The adapters for frameworks
    /// and `http::respond` do all of this.
    pub fn accepted<'a, C: Code>(accept: impl IntoIterator<Item = &'a [u8]>) -> Self {
        if C::LAYOUT.problem_json && accept::prefers_problem(accept) { Self::Problem } else { Self::Envelope }
    }

    /// The media type of such a body.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Envelope => "application/json",
            Self::Problem => "application/problem+json",
        }
    }
}

impl<C: Code> Failure<C> {
    /// The body's bytes in this format.
    pub fn to_body(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Envelope => self.to_json(),
            Format::Problem => self.to_problem_json(),
        }
    }

    /// The same failure as a problem document (RFC 9457): compact JSON in UTF-8, to be sent as
    /// `application/problem+json`.
    ///
    /// | member | |
    /// |---|---|
    /// | `type` | the row's `docs_url`; `about:blank` where there is none |
    /// | `title` | the row's description; left out for a code that this build does not know |
    /// | `status` | the HTTP status |
    /// | `detail` | the text that the envelope would have: of a failure of the server, not that of the occurrence |
    /// | `instance` | `/incidents/` and the number of the incident, where there is one |
    /// | `code` | the code, a string or a number |
    ///
    /// The failure's members follow. One that has a standard member's name is left out: whoever reads `status` has to be
    /// able to take it for the status. `#[derive(Coded)]` tells when it compiles, in a catalog with `problem_json = true`.
    ///
    /// ```
    /// use errcat::Failure;
    /// # #[errcat::catalog("../error_codes.toml")]
    /// # enum ErrorCode {}
    ///
    /// # fn main() {
    /// let failure = Failure::new(ErrorCode::WrongPassword).with_member("attempts_left", 2);
    /// assert_eq!(
    ///     failure.to_problem_json(),
    ///     br#"{"type":"about:blank","title":"Password is incorrect","status":401,"detail":"Password is incorrect","code":"wrong_password","attempts_left":2}"#,
    /// );
    /// # }
    /// ```
    pub fn to_problem_json(&self) -> Vec<u8> {
        self.problem(self.status())
    }

    /// The document for a reply with this status.
    pub(crate) fn problem(&self, status: u16) -> Vec<u8> {
        // Strings, numbers and JSON values always serialize into memory.
        let problem = Problem { failure: self, status };
        serde_json::to_vec(&problem).expect("a failure is made of strings and JSON values")
    }
}

/// A failure that serializes as a problem document.
struct Problem<'a, C> {
    failure: &'a Failure<C>,
    status: u16,
}

impl<C: Code> Serialize for Problem<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { failure, status } = self;
        let row = failure.code().map(Code::entry);
        let page = row.and_then(Entry::docs_url);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", page.unwrap_or("about:blank"))?;
        if let Some(row) = row {
            map.serialize_entry("title", row.description())?;
        }
        map.serialize_entry("status", status)?;
        match failure.sent_description_at(*status) {
            "" => {}
            detail => map.serialize_entry("detail", detail)?,
        }
        if let Some(incident) = failure.sent_incident_at(*status) {
            map.serialize_entry("instance", &instance(incident))?;
        }
        match failure.sent_code() {
            SentCode::Absent => {}
            code => map.serialize_entry("code", &code)?,
        }
        let members = failure.members().iter();
        for (name, value) in members.filter(|(name, _)| !STANDARD_MEMBERS.contains(&name.as_str())) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A reference with a full path, as the RFC's own examples have, that nobody has to serve. A URN would need a registered
/// name space, and readers that take every reference for an HTTP one refuse it.
fn instance(incident: &str) -> String {
    let mut reference = String::from("/incidents/");
    for &byte in incident.as_bytes() {
        // A peer's number may be any text.
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            reference.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(reference, "%{byte:02X}");
        }
    }
    reference
}
