//! What a fact is about.

use std::fmt;

use crate::HttpKey;
use crate::slot::Body;

/// What a fact or a finding is about. Its `Display` is the name that a finding shows, such as `envelope.failure`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// `[catalog]`, and the codes together.
    Catalog,
    /// The settings of `[envelope]`.
    Envelope,
    /// A body.
    Body(Body),
    /// The `data` of a failure with a neutral code.
    Defaults,
    /// A kind of framework failure. The value is the name of a key of `[http]`.
    Http(&'static str),
    /// A code of a row.
    Code(String),
    /// A reserved code.
    Reserved(String),
}

impl Subject {
    /// Returns the place of this kind of subject among the others.
    pub(super) fn rank(&self) -> usize {
        match self {
            Self::Catalog => 0,
            Self::Envelope => 1,
            Self::Body(_) => 2,
            Self::Defaults => 3,
            Self::Http(_) => 4,
            Self::Code(_) => 5,
            Self::Reserved(_) => 6,
        }
    }

    /// Returns the code, if the subject is one or was one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Code(code) | Self::Reserved(code) => Some(code),
            _ => None,
        }
    }

    /// Returns the word with which a line of a lock begins.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Envelope => "envelope",
            Self::Body(body) => body.table(),
            Self::Defaults => "defaults",
            Self::Http(_) => "http",
            Self::Code(_) => "code",
            Self::Reserved(_) => "reserved",
        }
    }

    /// Returns the subject of a line that begins with `word`. If such a line also has a name, `name` returns it.
    pub(super) fn from_word<E>(
        word: &str,
        name: impl FnOnce() -> Result<String, E>,
    ) -> Result<Option<Self>, E> {
        let bodies = [Body::Success, Body::Failure, Body::Field, Body::Problem];
        if let Some(body) = bodies.into_iter().find(|body| body.table() == word) {
            return Ok(Some(Self::Body(body)));
        }
        Ok(match word {
            "catalog" => Some(Self::Catalog),
            "envelope" => Some(Self::Envelope),
            "defaults" => Some(Self::Defaults),
            "http" => {
                let name = name()?;
                crate::HTTP_KEYS
                    .iter()
                    .find(|key: &&HttpKey| key.name == name)
                    .map(|key| Self::Http(key.name))
            }
            "code" => Some(Self::Code(name()?)),
            "reserved" => Some(Self::Reserved(name()?)),
            _ => None,
        })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(kind) => write!(f, "http.{kind}"),
            Self::Code(code) | Self::Reserved(code) => f.write_str(code),
            other => f.write_str(other.word()),
        }
    }
}
