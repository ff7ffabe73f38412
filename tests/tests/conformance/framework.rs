//! A framework's server, and the suite held against it.

use std::any::Any;
use std::fmt::Write;
use std::net::SocketAddr;

use crate::case::{Case, Expect};
use crate::client::{ask, get};

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
    /// The case's name.
    pub(crate) case: &'static str,
    pub(crate) instead: fn() -> Expect,
    pub(crate) because: &'static str,
}

/// More than one request, or more than bytes that are sent at once.
pub(crate) type Scenario = (&'static str, fn(SocketAddr) -> Result<(), String>);

impl Framework {
    /// Sends the request of each case, and one more after it.
    pub(crate) fn hold(&self, cases: &[Case]) {
        let Server { address, held: _held } = (self.start)();
        let mut failed = String::new();
        for deviation in self.deviations {
            let is_known = cases.iter().any(|case| case.name == deviation.case);
            assert!(is_known, "{}: no case {:?}, {}", self.name, deviation.case, deviation.because);
        }
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
        match self.deviations.iter().find(|deviation| deviation.case == case.name) {
            None => hold(&case.expect),
            Some(_) if hold(&case.expect).is_ok() => Err("this is no deviation any more".to_owned()),
            Some(deviation) => hold(&(deviation.instead)()),
        }
    }

    pub(crate) fn play(&self, scenarios: &[Scenario]) {
        let Server { address, held: _held } = (self.start)();
        let mut failed = String::new();
        for (name, scenario) in scenarios {
            note(&mut failed, name, scenario(address).and_then(|()| still_works(address)));
        }
        assert!(failed.is_empty(), "{}:\n{failed}", self.name);
    }
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
