//! Every byte that a service answers with is in the envelope: one suite of raw HTTP, written once, held against the
//! server of each framework over real sockets.
//!
//! `service` says what a server has to have; a framework is a `Framework`, with its server and a table of what it does
//! otherwise, and why.

mod actix_server;
mod axum_server;
#[path = "conformance/cases/bodies.rs"]
mod bodies;
mod case;
mod client;
mod framework;
mod http_server;
mod hyper;
#[path = "conformance/cases/leftovers.rs"]
mod leftovers;
#[path = "conformance/cases/parts.rs"]
mod parts;
#[path = "conformance/cases/routing.rs"]
mod routing;
mod scenarios;
mod service;

use std::thread;

use crate::conformance::case::Case;
use crate::conformance::framework::Framework;

/// A line for each framework.
const FRAMEWORKS: &[&Framework] = &[&axum_server::AXUM, &actix_server::ACTIX, &http_server::HTTP];

/// Tests all frameworks at the same time, because most of the time is spent waiting for timeouts.
fn at_once(test: impl Fn(&Framework) + Sync) {
    let test = &test;
    thread::scope(|scope| {
        for framework in FRAMEWORKS {
            scope.spawn(move || test(framework));
        }
    });
}

fn cases() -> Vec<Case> {
    [routing::cases(), parts::cases(), bodies::cases(), leftovers::cases()].concat()
}

#[test]
fn every_request_is_answered_as_it_should_be() {
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    at_once(|framework| framework.hold(&cases));
}

#[test]
fn every_kind_of_http_is_met() {
    let cases = cases();
    for kind in errcat::HttpKind::ALL {
        assert!(cases.iter().any(|case| case.expect.code == Some(kind.name())), "{kind:?}");
    }
}

#[test]
fn every_scenario_ends_well() {
    at_once(|framework| framework.play(scenarios::SCENARIOS));
}

#[test]
fn every_deviation_is_of_a_case() {
    for framework in FRAMEWORKS {
        framework.hold_table(&cases(), scenarios::SCENARIOS);
    }
}
