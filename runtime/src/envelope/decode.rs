//! Reads a reply that may be a success or a failure.
//!
//! JSON text is first read as a success, and the payload is deserialized directly. If a member shows that the body is a
//! failure, the text is read again as a failure. So the order of the members does not change a payload. Other formats
//! can be read only once: [`other`] sets members aside until it is known what the body is.

mod any_value;
mod data;
mod elements;
mod fields;
mod found;
mod kept;
#[cfg(feature = "reqwest")]
mod maybe_success;
mod names;
mod of_slot;
mod other;
mod payload;
mod plain;
mod prepared;
mod read;
mod reading;
mod surrogates;
mod tree;

use core::cell::OnceCell;
use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Error};
use serde_json::Value;

use self::found::Found;
#[cfg(feature = "tonic")]
pub(crate) use self::found::Received;
#[cfg(feature = "reqwest")]
pub(crate) use self::maybe_success::{EXCERPT, may_be_success};
pub(super) use self::other::envelope;
use self::payload::{PayloadSeed, is_flat};
use self::plain::{NotPlain, Plain};
use self::reading::{Reading, Told};
use self::surrogates::whole;
use super::byte_order_mark::without_mark;
use super::failure::SHOWN;
use super::time::Time;
use super::{Envelope, Failure, Success, line};
use crate::Code;
use crate::contract::{Bodies, Node};

/// Reads a body that may be a success or a failure: JSON in UTF-8, perhaps after a byte order mark. `status` is the HTTP
/// status, if it is known.
pub(super) fn from_json<'de, T, C>(body: &'de [u8], status: Option<u16>) -> serde_json::Result<Envelope<T, C>>
where
    T: Deserialize<'de>,
    C: Code,
{
    either(without_mark(body), status)
}

/// Reads the body of a failure, as [`from_json`] does.
pub(super) fn failure_from_json<C: Code>(body: &[u8], status: Option<u16>) -> serde_json::Result<Failure<C>> {
    failure(without_mark(body), status)
}

fn either<'de, T, C>(body: &'de [u8], status: Option<u16>) -> serde_json::Result<Envelope<T, C>>
where
    T: Deserialize<'de>,
    C: Code,
{
    let mut told = told_by(C::BODIES, status);
    if told == Told::Failure {
        return failure(body, status).map(Envelope::Failure);
    }
    if told == Told::Nothing
        && let Some(failure) = Failure::from_prerendered(body)
    {
        return Ok(Envelope::Failure(with_status(failure, status)));
    }
    let spare = Spare::new();
    let Ok(text) = str::from_utf8(body) else {
        let text = readable(body);
        let found = found(C::BODIES, &text, &spare, told).map_err(|error| located(error, body))?;
        return found.map(|found| envelope_of(found, status)).ok_or_else(|| not_utf8(body));
    };
    if told == Told::Nothing && C::BODIES.tells.is_empty() {
        if let Some(found) = found_first(C::BODIES, text, &spare) {
            return Ok(envelope_of(found, status));
        }
        if has_code(C::BODIES, text)? {
            return failure_by_tree(text, status).map(Envelope::Failure);
        }
        // With `http_status = 200`, the service sends no other status, but a gateway before it may.
        if let Some(status @ 400..) = status {
            return Err(serde_json::Error::custom(format_args!(
                "the HTTP status is {status}, but the body is not a failure"
            )));
        }
        told = Told::Success;
    }
    let is_told = told == Told::Success;
    match success_from_json(text, &mut told) {
        Ok(success) => Ok(Envelope::Success(success)),
        Err(error) if is_told || told == Told::Success => Err(shown(error)),
        // Maybe the body is a failure, and the payload was read before the member that shows this.
        Err(error) => match found(C::BODIES, text, &spare, Told::Nothing)? {
            Some(found) => Ok(envelope_of(found, status)),
            None => Err(shown(error)),
        },
    }
}

fn failure<C: Code>(body: &[u8], status: Option<u16>) -> serde_json::Result<Failure<C>> {
    if told_by(C::BODIES, status) != Told::Success
        && let Some(failure) = Failure::from_prerendered(body)
    {
        return Ok(with_status(failure, status));
    }
    failure_by_tree(&readable(body), status).map_err(|error| located(error, body))
}

/// The success of a reply without content, if the status says that there is none and the payload can be nothing.
pub(super) fn without_content<'de, T: Deserialize<'de>, C>(
    body: &[u8],
    status: u16,
) -> Option<Success<T, C>> {
    if !matches!(status, 204 | 205) || !without_mark(body).trim_ascii().is_empty() {
        return None;
    }
    let payload = serde_json::from_str("null").ok()?;
    Some(Success::made(payload, Time::NONE))
}

/// Reads the body of a failure that errcat has not written in the usual form.
fn failure_by_tree<C: Code>(body: &str, status: Option<u16>) -> serde_json::Result<Failure<C>> {
    let spare = Spare::new();
    let found = found(C::BODIES, body, &spare, told_by(C::BODIES, status))?;
    found.map(|found| failure_of(found, status)).ok_or_else(|| not_a_failure(C::BODIES, status))
}

fn failure_of<C: Code>(mut found: Found<'_>, status: Option<u16>) -> Failure<C> {
    found.set_status(status);
    found.into_failure()
}

fn envelope_of<T, C: Code>(found: Found<'_>, status: Option<u16>) -> Envelope<T, C> {
    Envelope::Failure(failure_of(found, status))
}

/// Reads a problem document: JSON in UTF-8.
pub(crate) fn problem_from_json<C: Code>(body: &[u8]) -> serde_json::Result<Failure<C>> {
    problem(C::BODIES, &readable(without_mark(body)), &Spare::new()).map(Found::into_failure)
}

fn not_a_failure(bodies: &Bodies, status: Option<u16>) -> serde_json::Error {
    let code = bodies.code;
    match (bodies.tells, told_by(bodies, status)) {
        ([], Told::Nothing) if !code.is_empty() => {
            serde_json::Error::custom(format_args!("expected a failure, the body has no code in `{code}`"))
        }
        _ => serde_json::Error::custom("expected a failure, the body is a success"),
    }
}

/// Reads a success. `told` becomes what the body is, as far as the reader has seen it.
fn success_from_json<'de, T, C>(body: &'de str, told: &mut Told) -> serde_json::Result<Success<T, C>>
where
    T: Deserialize<'de>,
    C: Code,
{
    let mut reading = Reading::new(C::BODIES, told, Some(Told::Success));
    reading.head = prepared::success_head(&C::BODIES.success, body.as_bytes());
    let mut deserializer = serde_json::Deserializer::from_str(body);
    let root = &C::BODIES.success.root;
    let payload = if const { is_flat(&C::BODIES.success.root) } {
        PayloadSeed::<T, true>::new(root, &mut reading).deserialize(&mut deserializer)?
    } else {
        PayloadSeed::<T, false>::new(root, &mut reading).deserialize(&mut deserializer)?
    };
    deserializer.end()?;
    Ok(Success::made(payload, reading.found.time()))
}

// The functions below do not know the type of the catalog, so that they are compiled once for all catalogs.

/// A place for a text that replaces the body.
type Spare = OnceCell<String>;

/// The body without escapes of half a character: a peer that cuts a text must not cost the others.
fn repaired<'de>(body: &'de str, spare: &'de Spare) -> &'de str {
    whole(body).map_or(body, |text| spare.get_or_init(|| text))
}

/// What the body of a failure contains, or `None` if the body is a success. `told` is what the status says about it.
fn found<'de>(
    bodies: &'static Bodies,
    body: &'de str,
    spare: &'de Spare,
    told: Told,
) -> serde_json::Result<Option<Found<'de>>> {
    if told == Told::Success {
        return Ok(None);
    }
    if let Ok(found) = plain(bodies, body, told) {
        return Ok(Some(found));
    }
    let body = repaired(body, spare);
    let read = |is_lean| {
        let mut told = told;
        let found = tree(body, Reading::new(bodies, &mut told, Some(Told::Failure)).lean(is_lean));
        (found, told)
    };
    match read(false) {
        (Ok(found), _) => Ok(Some(found)),
        (Err(_), Told::Success) => Ok(None),
        // A member other than the code may exceed the limits of `serde_json` for numbers or depth. The code can still
        // be read.
        (Err(error), _) if error.is_syntax() => match read(true) {
            (Ok(found), _) => Ok(Some(found)),
            _ => Err(error),
        },
        (Err(error), _) => Err(shown(error)),
    }
}

fn plain<'de>(bodies: &'static Bodies, body: &'de str, mut told: Told) -> Result<Found<'de>, NotPlain> {
    let mut reading = Reading::new(bodies, &mut told, Some(Told::Failure));
    let mut deserializer = Plain::new(body);
    tree::root(&bodies.failure.root, &mut reading).deserialize(&mut deserializer)?;
    deserializer.end()?;
    reading.found()
}

fn tree<'de>(body: &'de str, mut reading: Reading<'_, 'de>) -> serde_json::Result<Found<'de>> {
    let mut deserializer = serde_json::Deserializer::from_str(body);
    tree::root(&reading.bodies.failure.root, &mut reading).deserialize(&mut deserializer)?;
    deserializer.end()?;
    reading.found()
}

fn problem<'de>(
    bodies: &'static Bodies,
    body: &'de str,
    spare: &'de Spare,
) -> serde_json::Result<Found<'de>> {
    let body = repaired(body, spare);
    match problem_members(bodies, body, false) {
        // As in `found`, the code can still be read.
        Err(error) if error.is_syntax() => problem_members(bodies, body, true).map_err(|_| error),
        result => result,
    }
}

fn problem_members<'de>(
    bodies: &'static Bodies,
    body: &'de str,
    is_lean: bool,
) -> serde_json::Result<Found<'de>> {
    let mut told = Told::Failure;
    let mut reading = Reading::new(bodies, &mut told, None).lean(is_lean);
    let root = &bodies.problem.root;
    let mut deserializer = serde_json::Deserializer::from_str(body);
    tree::root(root, &mut reading).deserialize(&mut deserializer).map_err(shown)?;
    deserializer.end()?;
    if tree::contains_code(root) && !reading.found.has_code {
        return Err(reading.found.unlike(format_args!("expected a problem document with a code")));
    }
    reading.found.decode_incident();
    Ok(reading.found)
}

/// What the body of a failure contains, if its first member is the one around the code. Then the body is most likely a
/// failure, and is read once.
fn found_first<'de>(bodies: &'static Bodies, body: &'de str, spare: &'de Spare) -> Option<Found<'de>> {
    let Node::Object(root) = &bodies.failure.root else { return None };
    let name = body.trim_start().strip_prefix('{')?.trim_start().strip_prefix('"')?;
    let mut members = root.members.iter().filter(|member| tree::contains_code(&member.node));
    members.find(|member| name.strip_prefix(member.name).is_some_and(|after| after.starts_with('"')))?;
    found(bodies, body, spare, Told::Nothing).ok()?
}

/// Whether the body has a member at the place of the code. Without constants and without a status, this separates a
/// failure from a success.
fn has_code(bodies: &'static Bodies, body: &str) -> serde_json::Result<bool> {
    let mut told = Told::Nothing;
    let mut reading = Reading::new(bodies, &mut told, None).lean(true);
    let mut deserializer = serde_json::Deserializer::from_str(body);
    let read = tree::root(&bodies.failure.root, &mut reading).deserialize(&mut deserializer);
    match read {
        _ if reading.found.has_code => Ok(true),
        // A code of a wrong type is a mistake in a failure, and so is a member that is there twice.
        Err(_) if reading.found.holds_code => Ok(true),
        Err(error) if error.is_data() && matches!(bodies.success.root, Node::Object(_)) => Err(shown(error)),
        Err(error) if error.is_syntax() => whole(body).map_or(Ok(false), |body| has_code(bodies, &body)),
        Ok(()) | Err(_) => Ok(false),
    }
}

/// Fails if a reader would take the body of a success for a failure.
#[cold]
pub(super) fn refuse_code(bodies: &'static Bodies, json: &[u8]) -> serde_json::Result<()> {
    if has_code(bodies, &readable(json))? {
        let code = bodies.code;
        return Err(serde_json::Error::custom(format_args!(
            "the payload has a member in a place of the code, such as `{code}`: with it, a body is a failure"
        )));
    }
    Ok(())
}

/// The body as a text, so that `serde_json` need not check each string. In the body of a failure, `U+FFFD` replaces what is not
/// UTF-8: a peer with another encoding must not hide its code.
fn readable(body: &[u8]) -> Cow<'_, str> {
    // `from_utf8_lossy` alone takes twice as long.
    str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// An error of a [`readable`] body, with its place in the body that was sent.
fn located(error: serde_json::Error, body: &[u8]) -> serde_json::Error {
    if error.is_data() || str::from_utf8(body).is_ok() { error } else { not_utf8(body) }
}

/// The error for a body that is not UTF-8, and not a failure: its payload would not be what the peer has sent.
fn not_utf8(body: &[u8]) -> serde_json::Error {
    match serde_json::from_slice::<Value>(body) {
        Err(error) => shown(error),
        Ok(_) => serde_json::Error::custom("the body is not UTF-8"),
    }
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
fn told_by(bodies: &Bodies, status: Option<u16>) -> Told {
    match status {
        Some(status) if bodies.tells.is_empty() && !bodies.always_ok => {
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
