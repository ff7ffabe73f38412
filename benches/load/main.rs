//! Measures the requests per second with errcat, compared with the same handlers written by hand, in one run.
//!
//! `wrk` sends requests to the two servers in turn, on 127.0.0.1 and for a limited time: first to the platform and the
//! same hand-written server, then to two servers that only reply.

mod by_hand;
mod case;
mod pair;
mod platform;
mod replies;
mod server;
mod wrk;

use std::path::Path;
use std::process::Command;

use crate::pair::Pair;
use crate::server::Server;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => compare(),
        ["platform-by-hand", database] => by_hand::serve(Path::new(database)),
        ["replies"] => replies::serve(replies::with_errcat::router()),
        ["replies-by-hand"] => replies::serve(replies::by_hand::router()),
        _ => panic!("this program takes no arguments, except those with which it starts itself"),
    }
}

fn compare() {
    platform::build();
    let platform = Pair {
        name: "The platform",
        cases: &case::PLATFORM,
        prepare: platform::databases,
        start: [
            |folder| platform::start(&folder.join(platform::DATABASE)),
            |folder| Server::start(this().arg("platform-by-hand").arg(folder.join(platform::COPY))),
        ],
    };
    platform.compare();
    let replies = Pair {
        name: "Replies only",
        cases: &case::REPLIES,
        prepare: |_| (),
        start: [|_| Server::start(this().arg("replies")), |_| Server::start(this().arg("replies-by-hand"))],
    };
    replies.compare();
}

/// Starts this program again.
fn this() -> Command {
    Command::new(std::env::current_exe().expect("a program has a path"))
}
