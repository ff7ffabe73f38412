//! Reads a failure in the form that errcat itself writes: the constant bytes of its body, in their order, with the values
//! between them.
//!
//! It returns exactly what the tree would give, or `None` to fall back to it.

use super::super::Failure;
use super::super::escape::special;
use super::super::failure::text;
use super::super::prerendered::unroll;
use super::super::segments::{Kind, are_once, kind, step};
use super::super::time::Time;
use crate::contract::{Body, Member, Node, Segment, Slot};
use crate::{Code, Entry};

/// The bytes that are not read yet, and what the bytes before them have said. The type of the catalog is not in it, so
/// that its methods are compiled once for all catalogs.
struct Cursor<'de> {
    rest: &'de [u8],
    row: Option<&'static Entry>,
    time: Time,
    /// The text, if it is not the text of the row. Until the end, nothing checks that it is UTF-8.
    text: Option<&'de [u8]>,
    incident: Option<&'de [u8]>,
    request_id: Option<&'de [u8]>,
    status: Option<u16>,
    /// The time to wait in seconds.
    wait: Option<u64>,
    /// Values of the row that came before the code. They are compared later.
    later: [Option<(Slot, &'de [u8])>; 3],
    /// Whether the last bytes that were compared end with a quote.
    is_quoted: bool,
}

/// The bytes of a slot of the row, without quotes.
#[inline]
fn said(row: &'static Entry, slot: Slot) -> Option<&'static [u8]> {
    let text = match slot {
        Slot::Title => row.description(),
        Slot::DocsUrl => row.docs_url()?,
        Slot::Help => row.help()?,
        Slot::Retryable if row.is_retryable() => "true",
        Slot::Retryable => "false",
        Slot::Data(index) => row.data_at(index)?.text(),
        _ => return None,
    };
    Some(text.as_bytes())
}

impl<'de> Cursor<'de> {
    fn new(rest: &'de [u8]) -> Self {
        Self {
            rest,
            row: None,
            time: Time::NONE,
            text: None,
            incident: None,
            request_id: None,
            status: None,
            wait: None,
            later: [None; 3],
            is_quoted: false,
        }
    }

    #[inline]
    fn literal(&mut self, bytes: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(bytes)?;
        self.is_quoted = bytes.last() == Some(&b'"');
        Some(())
    }

    /// A string without escapes, up to its quote.
    #[inline]
    fn string(&mut self) -> Option<&'de [u8]> {
        let (string, rest) = self.rest.split_at(special(self.rest)?);
        self.rest = rest;
        (rest.first() == Some(&b'"')).then_some(string)
    }

    #[inline]
    fn digits(&mut self) -> Option<&'de str> {
        let end = self.rest.iter().position(|byte| !(byte.is_ascii_digit() || *byte == b'-'))?;
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        // JSON has no numbers such as `007`.
        let is_number = digits == b"0" || !digits.strip_prefix(b"-").unwrap_or(digits).starts_with(b"0");
        if is_number { str::from_utf8(digits).ok() } else { None }
    }

    /// Reads what the row says too. If the code comes later, the value is compared later.
    #[inline]
    fn expected(&mut self, slot: Slot) -> Option<()> {
        let Some(row) = self.row else {
            let value = if self.is_quoted { self.string()? } else { self.digits()?.as_bytes() };
            let later = self.later.iter_mut().find(|later| later.is_none())?;
            *later = Some((slot, value));
            return Some(());
        };
        self.literal(said(row, slot)?)?;
        // The next byte ends the value.
        matches!(self.rest.first(), Some(b'"' | b',' | b'}' | b']')).then_some(())
    }

    /// Reads the value of a slot. After inlining, the compiler knows the slot.
    #[inline]
    fn value<C: Code>(&mut self, slot: Slot, code: &mut Option<C>) -> Option<()> {
        if slot != Slot::Code {
            return self.slot(slot);
        }
        let text =
            if C::BODIES.integer_codes { self.digits()? } else { str::from_utf8(self.string()?).ok()? };
        let known = C::from_code(text)?;
        self.row = Some(known.entry());
        *code = Some(known);
        Some(())
    }

    /// Reads the value of a slot other than the code.
    #[inline]
    fn slot(&mut self, slot: Slot) -> Option<()> {
        match slot {
            Slot::ServerTime => {
                let (stamp, rest) = self.rest.split_first_chunk()?;
                self.rest = rest;
                self.time = Time::from_stamp(stamp)?;
            }
            Slot::Description => return self.description(),
            _ => return self.other(slot),
        }
        Some(())
    }

    /// The slots that few bodies have. They are not part of `slot`, so that the compiler sees how short that is.
    fn other(&mut self, slot: Slot) -> Option<()> {
        match slot {
            Slot::UnixTime => self.time = Time::of_second(self.digits()?.parse().ok()?)?,
            Slot::Incident => self.incident = Some(self.string().filter(|incident| !incident.is_empty())?),
            Slot::Status => self.status = Some(self.digits()?.parse().ok()?),
            Slot::RetryAfter => self.wait = Some(self.digits()?.parse().ok()?),
            Slot::RequestId => self.request_id = Some(self.string()?),
            slot if slot.is_of_row() => return self.expected(slot),
            _ => return None,
        }
        Some(())
    }

    /// Whether the row says what was read before the code, and has this status and this time to wait.
    fn is_rows(&self, row: &'static Entry) -> bool {
        let mut later = self.later.iter().flatten();
        later.all(|(slot, value)| said(row, *slot) == Some(*value))
            && self.status.is_none_or(|status| status == row.status())
            && self.wait.is_none_or(|wait| row.retry_after().is_some_and(|own| own.as_secs() == wait))
    }

    #[inline]
    fn description(&mut self) -> Option<()> {
        if let Some(rest) = self.row.and_then(|row| self.rest.strip_prefix(text(row).as_bytes()))
            && rest.first() == Some(&b'"')
        {
            self.rest = rest;
            return Some(());
        }
        self.text = Some(self.string()?);
        Some(())
    }
}

/// The time of a success whose own members are first, exactly as errcat writes them. Then only the payload is left to
/// read, which saves a token of 305 bytes a few percent.
pub(super) fn success_head(success: &'static Body, body: &[u8]) -> Option<Time> {
    let [
        Segment::Literal(before),
        Segment::Slot(Slot::ServerTime),
        Segment::Literal(after),
        Segment::Members,
        _,
    ] = success.segments
    else {
        return None;
    };
    let Node::Object(object) = &success.root else { return None };
    // Every other member is among the bytes that are compared.
    let is_compared = |member: &Member| match &member.node {
        Node::Constant(_) | Node::Tell(_, Node::Constant(_)) => true,
        Node::Slot(slot, _) => matches!(slot, Slot::ServerTime | Slot::Payload),
        _ => false,
    };
    if !object.members.iter().all(is_compared) {
        return None;
    }
    let (stamp, rest) = body.strip_prefix(before.as_bytes())?.split_first_chunk()?;
    rest.strip_prefix(after.as_bytes())?;
    Time::from_stamp(stamp)
}

impl<C: Code> Failure<C> {
    /// Reads what [`prerendered`](Self::prerendered) writes. With the text of the row, this takes a third of the time
    /// that serde needs for a struct of borrowed strings.
    pub(super) fn from_prerendered(body: &[u8]) -> Option<Self> {
        if !const { Self::IS_PREPARED && C::BODIES.failure.is_read && are_once(Self::SEGMENTS) } {
            return None;
        }
        let mut cursor = Cursor::new(body);
        let mut code = None;
        macro_rules! reads {
            ($($at:literal)*) => { $({
                let step = const { step(Self::SEGMENTS, $at) };
                match const { kind(Self::SEGMENTS, $at) } {
                    Kind::Literal => cursor.literal(step.before)?,
                    Kind::Slot | Kind::Description => cursor.value(step.slot, &mut code)?,
                    // Without a value.
                    Kind::Written if !step.otherwise.is_empty() && cursor.literal(step.otherwise).is_some() => {}
                    Kind::Optional | Kind::Written => match cursor.literal(step.before) {
                        Some(()) => {
                            cursor.value(step.slot, &mut code)?;
                            cursor.literal(step.after)?;
                        }
                        None => cursor.literal(step.otherwise)?,
                    },
                    Kind::Nothing => {}
                }
            })* };
        }
        unroll!(reads);
        if !cursor.rest.is_empty() {
            return None;
        }
        let code: C = code?;
        let row = code.entry();
        if !cursor.is_rows(row) {
            return None;
        }
        let own = cursor.text.filter(|own| *own != text(row).as_bytes());
        let Cursor { time, incident, request_id, .. } = cursor;
        let failure = Self::received(Some(code), time);
        if own.is_none() && incident.is_none() && request_id.is_none() {
            return Some(failure);
        }
        let [own, incident, request_id] =
            [own, incident, request_id].map(|value| value.map(str::from_utf8).transpose());
        let (own, incident, request_id) = (own.ok()?, incident.ok()?, request_id.ok()?);
        Some(failure.with(|more| {
            more.description = own.map(|own| own.to_owned().into());
            more.incident = incident.map(|incident| incident.to_owned().into()).unwrap_or_default();
            if let Some(id) = request_id {
                more.data_mut().request_id = Some(id.to_owned());
            }
            more.expose();
        }))
    }
}
