//! A framework's server, and the suite held against it.

use std::any::Any;
use std::fmt::Write;
use std::net::SocketAddr;

use crate::conformance::case::{Case, Expect};
use crate::conformance::client::{Reply, ask, get};
use crate::conformance::service::REQUEST_ID;

/// A framework. What it does otherwise than it should stands in its table, and nowhere else.
pub(crate) struct Framework {
    pub(crate) name: &'static str,
    /// Starts the server that `service` describes, on a free port.
    pub(crate) start: fn() -> Server,
    pub(crate) deviations: &'static [Deviation],
}

/// A server that runs.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    /// What ends it when it is dropped, where it does not end with the test.
    pub(crate) held: Box<dyn Any>,
}

/// What a framework does otherwise, and why it has to.
pub(crate) struct Deviation {
    /// The names of cases, or of scenarios.
    pub(crate) of: &'static [&'static str],
    pub(crate) instead: Instead,
    pub(crate) because: &'static str,
}

/// What comes in the place of what should.
pub(crate) enum Instead {
    /// Another reply.
    Reply(fn() -> Expect),
    /// The same failure with another text.
    Text(&'static str),
    /// What the scenario has to say of it.
    Ends(&'static str),
}

impl Instead {
    fn expect(&self, should: &Expect) -> Expect {
        match *self {
            Self::Reply(reply) => reply(),
            Self::Text(text) => should.clone().text(text),
            Self::Ends(_) => unreachable!("a case has a reply"),
        }
    }
}

/// More than one request, or more than bytes that are sent at once.
pub(crate) type Scenario = (&'static str, fn(SocketAddr) -> Result<(), String>);

const OUTDATED: &str = "this is no deviation any more";

impl Framework {
    /// Sends the request of each case, and one more after it.
    pub(crate) fn hold(&self, cases: &[Case]) {
        let Server { address, held: _held } = (self.start)();
        let mut failed = String::new();
        for case in cases {
            let held = self.answer(case, address);
            note(&mut failed, &case.name, held.and_then(|()| still_works(address)));
        }
        assert!(failed.is_empty(), "{}:\n{failed}", self.name);
    }

    fn answer(&self, case: &Case, address: SocketAddr) -> Result<(), String> {
        let is_to_head = case.request.starts_with(b"HEAD ");
        let reply = ask(address, &case.request).map_err(|error| error.to_string())?;
        let hold = |expect: &Expect| {
            expect.hold(&reply, is_to_head).map_err(|wrong| format!("{wrong}\n    {reply:?}"))
        };
        match self.deviation(&case.name) {
            None => hold(&case.expect).and_then(|()| hold_id(&reply, &case.request)),
            Some(_) if hold(&case.expect).is_ok() => Err(OUTDATED.to_owned()),
            Some(deviation) => hold(&deviation.instead.expect(&case.expect)),
        }
    }

    fn deviation(&self, name: &str) -> Option<&Deviation> {
        self.deviations.iter().find(|deviation| deviation.of.contains(&name))
    }

    /// That the table names nothing that is not there, and nothing twice.
    pub(crate) fn hold_table(&self, cases: &[Case], scenarios: &[Scenario]) {
        let names =
            cases.iter().map(|case| case.name.as_str()).chain(scenarios.iter().map(|(name, _)| *name));
        let names: Vec<_> = names.collect();
        for deviation in self.deviations {
            for of in deviation.of {
                assert!(names.contains(of), "{}: no case {of:?}, {}", self.name, deviation.because);
                let times =
                    self.deviations.iter().flat_map(|deviation| deviation.of).filter(|other| *other == of);
                assert_eq!(times.count(), 1, "{}: {of:?}", self.name);
            }
        }
    }

    pub(crate) fn play(&self, scenarios: &[Scenario]) {
        let Server { address, held: _held } = (self.start)();
        let mut failed = String::new();
        for (name, scenario) in scenarios {
            let held = match (scenario(address), self.deviation(name).map(|deviation| &deviation.instead)) {
                (Ok(()), Some(_)) => Err(OUTDATED.to_owned()),
                (Err(wrong), Some(Instead::Ends(known))) if wrong.contains(known) => Ok(()),
                (held, _) => held,
            };
            note(&mut failed, name, held.and_then(|()| still_works(address)));
        }
        assert!(failed.is_empty(), "{}:\n{failed}", self.name);
    }
}

/// The reply has one id, which is that of the request or new, and the body has the same.
fn hold_id(reply: &Reply, request: &[u8]) -> Result<(), String> {
    let id = reply.header(REQUEST_ID).ok_or_else(|| format!("no id: {reply:?}"))?;
    let is_sent = request.windows(id.len()).any(|sent| sent == id.as_bytes());
    let is_new = id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let body = reply.text();
    let member = format!(r#""request_id":{}"#, serde_json::json!(id));
    let is_in_body = !body.starts_with(r#"{"result":"#) || body.contains(&member);
    if is_in_body && (is_sent || is_new) { Ok(()) } else { Err(format!("the id is {id:?}: {reply:?}")) }
}

fn note(failed: &mut String, name: &str, held: Result<(), String>) {
    if let Err(wrong) = held {
        let _ = writeln!(failed, "- {name}: {wrong}");
    }
}

/// The next request on a fresh connection succeeds.
fn still_works(address: SocketAddr) -> Result<(), String> {
    match ask(address, &get("/ok")) {
        Ok(reply) if reply.status == 200 => Ok(()),
        reply => Err(format!("the next request got {reply:?}")),
    }
}
