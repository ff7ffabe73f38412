//! Requests a second with errcat, beside the same handlers written by hand, as ratios of one run.
//!
//! `wrk` drives both in turn on 127.0.0.1, for a bounded time: first the platform and its twin, then two servers that do
//! nothing but reply.

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
        _ => panic!("it takes no arguments, but those that it gives to itself"),
    }
}

fn compare() {
    platform::build();
    Pair { name: "The platform", cases: &case::PLATFORM, start: platform }.compare();
    Pair { name: "Nothing but replies", cases: &case::REPLIES, start: replies }.compare();
}

fn platform(folder: &Path) -> [Server; 2] {
    let [database, copy] = platform::databases(folder);
    [platform::start(&database), Server::start(this().arg("platform-by-hand").arg(copy))]
}

fn replies(_: &Path) -> [Server; 2] {
    ["replies", "replies-by-hand"].map(|which| Server::start(this().arg(which)))
}

/// This program once more.
fn this() -> Command {
    Command::new(std::env::current_exe().expect("a program has a path"))
}
