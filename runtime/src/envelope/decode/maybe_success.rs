//! Whether a body that is no failure may be a success, which may contain a secret.

use serde::de::DeserializeSeed;

use super::super::byte_order_mark::without_mark;
use super::reading::{Reading, Told};
use super::{readable, tree};
use crate::Code;
use crate::contract::{Node, Rest};

/// How many bytes of a body are looked at for an excerpt. No more of it is shown.
pub(crate) const EXCERPT: usize = 1024;

/// Whether the body may be a success, although it may be incomplete: its constants are those of a success, or it has a member
/// that contains the payload.
pub(crate) fn may_be_success<C: Code>(body: &[u8]) -> bool {
    has_payload(&C::BODIES.success.root, body) || begins_as_success::<C>(body)
}

/// Whether the member at the root of a success that contains the payload is somewhere at the beginning of the body.
fn has_payload(success: &Node, body: &[u8]) -> bool {
    let Node::Object(object) = success else { return false };
    let Rest::Within(index) = object.rest else { return false };
    let text = String::from_utf8_lossy(&body[..body.len().min(EXCERPT)]);
    let name = serde_json::Value::from(object.members[index].name).to_string();
    text.split(&name).skip(1).any(|after| after.trim_start().starts_with(':'))
}

/// Whether the constants at the beginning of the body are those of a success.
fn begins_as_success<C: Code>(body: &[u8]) -> bool {
    let mut told = Told::Nothing;
    let mut reading = Reading::new(C::BODIES, &mut told, None).lean(true);
    let body = readable(without_mark(body));
    let root = tree::root(&C::BODIES.failure.root, &mut reading);
    // An error does not change what was read before it.
    let _ = root.deserialize(&mut serde_json::Deserializer::from_str(&body));
    told == Told::Success
}
