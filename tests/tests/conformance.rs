//! Every byte that a service answers with is in the envelope: one suite of raw HTTP, written once, held against the
//! server of each framework over real sockets.
//!
//! `service` says what a server has to have; a framework is a `Framework`, with its server and a table of what it does
//! otherwise, and why.

#[path = "conformance/actix_server.rs"]
mod actix_server;
#[path = "conformance/axum_server.rs"]
mod axum_server;
#[path = "conformance/cases/bodies.rs"]
mod bodies;
#[path = "conformance/case.rs"]
mod case;
#[path = "conformance/client.rs"]
mod client;
#[path = "conformance/framework.rs"]
mod framework;
#[path = "conformance/http_server.rs"]
mod http_server;
#[path = "conformance/hyper.rs"]
mod hyper;
#[path = "conformance/cases/leftovers.rs"]
mod leftovers;
#[path = "conformance/cases/parts.rs"]
mod parts;
#[path = "conformance/cases/routing.rs"]
mod routing;
#[path = "conformance/scenarios.rs"]
mod scenarios;
#[path = "conformance/service.rs"]
mod service;

use crate::case::Case;
use crate::framework::Framework;

/// A line for each framework.
const FRAMEWORKS: &[&Framework] = &[&axum_server::AXUM, &actix_server::ACTIX, &http_server::HTTP];

fn cases() -> Vec<Case> {
    [routing::cases(), parts::cases(), bodies::cases(), leftovers::cases()].concat()
}

#[test]
fn every_request_is_answered_as_it_should_be() {
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    for framework in FRAMEWORKS {
        framework.hold(&cases);
    }
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
    for framework in FRAMEWORKS {
        framework.play(scenarios::SCENARIOS);
    }
}

#[test]
fn every_deviation_is_of_a_case() {
    for framework in FRAMEWORKS {
        framework.hold_table(&cases(), scenarios::SCENARIOS);
    }
}
