//! A framework's server, and the suite held against it.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::OnceLock;

use crate::case::{Case, Expect};
use crate::client::{ask, get};

/// A framework. What it does otherwise than it should stands in its table, and nowhere else.
pub(crate) struct Framework {
    pub(crate) name: &'static str,
    /// Starts the server that `service` describes, on a free port, until the test ends.
    pub(crate) start: fn() -> SocketAddr,
    pub(crate) address: OnceLock<SocketAddr>,
    pub(crate) deviations: &'static [Deviation],
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
    fn address(&self) -> SocketAddr {
        *self.address.get_or_init(self.start)
    }

    /// Sends the request of each case, and one more after it.
    pub(crate) fn hold(&self, cases: &[Case]) {
        let address = self.address();
        let mut failed = String::new();
        for deviation in self.deviations {
            let is_known = cases.iter().any(|case| case.name == deviation.case);
            assert!(is_known, "{}: no case {:?}, {}", self.name, deviation.case, deviation.because);
        }
        for case in cases {
            let deviation = self.deviations.iter().find(|deviation| deviation.case == case.name);
            let expect = deviation.map_or_else(|| case.expect.clone(), |deviation| (deviation.instead)());
            let is_to_head = case.request.starts_with(b"HEAD ");
            let held = ask(address, &case.request).map_err(|error| error.to_string());
            let held = held.and_then(|reply| {
                expect.hold(&reply, is_to_head).map_err(|wrong| format!("{wrong}\n    {reply:?}"))
            });
            note(&mut failed, &case.name, held.and_then(|()| still_works(address)));
        }
        assert!(failed.is_empty(), "{}:\n{failed}", self.name);
    }

    pub(crate) fn play(&self, scenarios: &[Scenario]) {
        let address = self.address();
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
