//! Reads a reply that may be a success or a failure.
//!
//! JSON text is first read as a success, and the payload is deserialized directly. If a member shows that the body is a
//! failure, the text is read again as a failure. So the order of the members does not change a payload. Other formats
//! can be read only once: [`other`] sets members aside until it is known what the body is.

mod found;
mod other;
mod payload;
mod prepared;
mod reading;
mod tree;

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Error};

pub(super) use self::other::envelope;
use self::payload::PayloadSeed;
use self::reading::{Reading, Told};
use super::failure::SHOWN;
use super::time::Time;
use super::{Envelope, Failure, Success, line};
use crate::Code;

/// Reads a body that may be a success or a failure: JSON in UTF-8. `status` is the HTTP status, if it is known.
pub(super) fn from_json<'de, T, C>(body: &'de [u8], status: Option<u16>) -> serde_json::Result<Envelope<T, C>>
where
    T: Deserialize<'de>,
    C: Code,
{
    let mut told = told_by::<C>(status);
    if told == Told::Failure {
        return failure_from_json(body, status).map(Envelope::Failure);
    }
    if told == Told::Nothing
        && let Some(failure) = Failure::from_prerendered(body)
    {
        return Ok(Envelope::Failure(with_status(failure, status)));
    }
    if told == Told::Nothing && C::BODIES.tells.is_empty() {
        if has_code::<C>(body) {
            return failure_from_json(body, status).map(Envelope::Failure);
        }
        told = Told::Success;
    }
    let is_told = told == Told::Success;
    match success_from_json(body, &mut told) {
        Ok(success) => Ok(Envelope::Success(success)),
        Err(error) if is_told || told == Told::Success => Err(shown(error)),
        // Maybe the body is a failure, and the payload was read before the member that shows this.
        Err(error) => match read_failure(body, status)? {
            Some(failure) => Ok(Envelope::Failure(failure)),
            None => Err(shown(error)),
        },
    }
}

/// Reads the body of a failure: JSON in UTF-8. `status` is the HTTP status, if it is known.
pub(super) fn failure_from_json<C: Code>(body: &[u8], status: Option<u16>) -> serde_json::Result<Failure<C>> {
    if told_by::<C>(status) != Told::Success {
        if let Some(failure) = Failure::from_prerendered(body) {
            return Ok(with_status(failure, status));
        }
        if let Some(failure) = read_failure(body, status)? {
            return Ok(failure);
        }
    }
    let code = C::BODIES.code;
    Err(match (C::BODIES.tells, status) {
        ([], None) if !code.is_empty() => {
            serde_json::Error::custom(format_args!("expected a failure, the body has no code in `{code}`"))
        }
        _ => serde_json::Error::custom("expected a failure, the body is a success"),
    })
}

/// Reads a success. `told` becomes what the body is, as far as the reader has seen it.
fn success_from_json<'de, T, C>(body: &'de [u8], told: &mut Told) -> serde_json::Result<Success<T, C>>
where
    T: Deserialize<'de>,
    C: Code,
{
    let mut reading = Reading::new(C::BODIES, told, Some(Told::Success));
    reading.head = prepared::success_head(C::BODIES.success.segments, body);
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let payload = PayloadSeed::new(&C::BODIES.success.root, &mut reading).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(Success::made(payload, reading.found.time.unwrap_or(Time::NONE)))
}

/// The failure, or `None` if the body is a success.
fn read_failure<C: Code>(body: &[u8], status: Option<u16>) -> serde_json::Result<Option<Failure<C>>> {
    let read = |is_lean| {
        let mut told = told_by::<C>(status);
        let failure =
            failure_by_tree(body, Reading::new(C::BODIES, &mut told, Some(Told::Failure)).lean(is_lean));
        (failure, told)
    };
    match read(false) {
        (Ok(failure), _) => Ok(Some(with_status(failure, status))),
        (Err(_), Told::Success) => Ok(None),
        // A member other than the code may contain half of a character, or exceed the limits of `serde_json` for
        // numbers or depth. The code can still be read.
        (Err(error), _) if error.is_syntax() => match read(true) {
            (Ok(failure), _) => Ok(Some(with_status(failure, status))),
            _ => Err(error),
        },
        (Err(error), _) => Err(shown(error)),
    }
}

fn failure_by_tree<'de, C: Code>(
    body: &'de [u8],
    mut reading: Reading<'_, 'de>,
) -> serde_json::Result<Failure<C>> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    tree::root(&C::BODIES.failure.root, &mut reading).deserialize(&mut deserializer)?;
    deserializer.end()?;
    reading.failure()
}

/// Whether the body has a member at the place of the code. Without constants and without a status, this separates a
/// failure from a success.
fn has_code<C: Code>(body: &[u8]) -> bool {
    let mut told = Told::Nothing;
    let mut reading = Reading::new(C::BODIES, &mut told, None).lean(true);
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let read = tree::root(&C::BODIES.failure.root, &mut reading).deserialize(&mut deserializer);
    // A code of a wrong type is a mistake in a failure.
    reading.found.has_code || read.is_err_and(|error| error.is_data() && reading.found.holds_code)
}

/// Turns the text of the error into one line for a log, because the text may quote what the peer sent.
fn shown(error: serde_json::Error) -> serde_json::Error {
    let text = error.to_string();
    match line::bounded(&text, SHOWN) {
        Cow::Borrowed(_) => error,
        Cow::Owned(line) => serde_json::Error::custom(line),
    }
}

/// What the status says about the body. If constants of the body say it, or if every reply has the status 200, the
/// status says nothing.
fn told_by<C: Code>(status: Option<u16>) -> Told {
    match status {
        Some(status) if C::BODIES.tells.is_empty() && !C::BODIES.always_ok => {
            if status < 400 {
                Told::Success
            } else {
                Told::Failure
            }
        }
        _ => Told::Nothing,
    }
}

/// Gives the failure the status of the reply. A status below 400 is ignored: then the status of the row is better.
fn with_status<C: Code>(failure: Failure<C>, status: Option<u16>) -> Failure<C> {
    match status {
        Some(status @ 400..) => failure.relabelled(status),
        _ => failure,
    }
}
