//! A body that is being read: what it is, and what its slots contain.

use core::fmt;

use serde::de::Error;

use super::super::line;
use super::super::time::Time;
use super::found::Found;
use super::read::Read;
use crate::contract::{Bodies, Scalar, Tell};

/// What a body is, as far as this is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    Success,
    Failure,
}

impl Told {
    /// What a value says, compared with the constants. `None` if it is neither of them.
    pub(super) fn by(tell: &Tell, read: &Read<'_>) -> Option<Self> {
        let is = |scalar: Option<Scalar>| scalar.map(|scalar| read.is(scalar));
        match (is(tell.success), is(tell.failure)) {
            (Some(true), _) | (None, Some(false)) => Some(Self::Success),
            (_, Some(true)) | (Some(false), None) => Some(Self::Failure),
            (_, Some(false)) | (None, None) => None,
        }
    }
}

/// A body that is being read.
pub(super) struct Reading<'t, 'de> {
    /// What the body is. The caller also reads this after an error.
    pub(super) told: &'t mut Told,
    /// What the caller expects the body to be. If a member shows that it is not, reading ends with an error.
    hope: Option<Told>,
    /// Whether to read only the code, and what separates a success from a failure.
    pub(super) is_lean: bool,
    pub(super) bodies: &'static Bodies,
    /// The time, if the members of a success are first and have been compared as bytes.
    pub(super) head: Option<Time>,
    pub(super) found: Found<'de>,
}

impl<'t, 'de> Reading<'t, 'de> {
    pub(super) fn new(bodies: &'static Bodies, told: &'t mut Told, hope: Option<Told>) -> Self {
        Self { told, hope, is_lean: false, bodies, head: None, found: Found::default() }
    }

    /// Reads only the code, if `is_lean`.
    pub(super) fn lean(self, is_lean: bool) -> Self {
        Self { is_lean, ..self }
    }

    /// Compares a value with the constants that separate a success from a failure.
    pub(super) fn tell<E: Error>(&mut self, tell: &Tell, read: &Read<'de>) -> Result<(), E> {
        let told = Told::by(tell, read).ok_or_else(|| other_value(tell, read))?;
        if *self.told != Told::Nothing && *self.told != told {
            let path = tell.path;
            return Err(E::custom(format_args!("member `{path}` contradicts another member of the body")));
        }
        *self.told = told;
        self.is_as_hoped()
    }

    /// Fails if the body is not what the caller expects.
    pub(super) fn is_as_hoped<E: Error>(&self) -> Result<(), E> {
        match self.hope {
            Some(hope) if ![hope, Told::Nothing].contains(self.told) => {
                Err(E::custom("the body is the other kind of reply"))
            }
            _ => Ok(()),
        }
    }

    /// Fails if the body has no constant that separates a success from a failure, although it should.
    pub(super) fn finish<E: Error>(&self) -> Result<(), E> {
        match (self.bodies.tells, *self.told) {
            ([path, ..], Told::Nothing) => {
                let others = self.found.others().map(|names| format!(", but has {names}"));
                let others = others.unwrap_or_default();
                Err(E::custom(format_args!("the body has no member `{path}`{others}")))
            }
            _ => Ok(()),
        }
    }
}

fn other_value<E: Error>(tell: &Tell, read: &Read<'_>) -> E {
    match read {
        Read::Text(text) => wrong(tell, &line::Debugged(text, 100)),
        Read::Boolean(boolean) => wrong(tell, boolean),
        Read::Signed(number) => wrong(tell, number),
        Read::Unsigned(number) => wrong(tell, number),
        Read::Null | Read::Float(_) | Read::Other(_) => E::invalid_type(read.unexpected(), tell),
    }
}

fn wrong<E: Error>(tell: &Tell, value: &dyn fmt::Display) -> E {
    E::custom(format_args!("member `{}` is {value}, expected {}", tell.path, Expected(tell)))
}

/// The constants, for messages.
struct Expected<'a>(&'a Tell);

impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.success, self.0.failure) {
            (Some(success), Some(failure)) => write!(f, "{success} or {failure}"),
            (Some(scalar), None) | (None, Some(scalar)) => write!(f, "{scalar}"),
            (None, None) => Ok(()),
        }
    }
}

impl serde::de::Expected for Tell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in member `{}`", Expected(self), self.path)
    }
}

impl<'de> Reading<'_, 'de> {
    /// What was found in the body of a failure.
    pub(super) fn found<E: Error>(self) -> Result<Found<'de>, E> {
        if *self.told == Told::Nothing && !self.found.has_code {
            // Without constants and without a status, only a code makes a body a failure.
            *self.told = Told::Success;
        }
        self.is_as_hoped()?;
        if self.bodies.tells.is_empty() && !self.found.holds_code {
            return Err(self.found.foreign(self.bodies.code));
        }
        Ok(self.found)
    }
}
