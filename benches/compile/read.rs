//! Measures how long it takes to read a catalog as the macro does. Build it without optimisation, like macros.

use std::time::{Duration, Instant};

fn main() {
    let path = std::env::args().nth(1).expect("the path of a catalog");
    let text = std::fs::read_to_string(&path).expect("a catalog");
    let toml = shortest(|| drop(toml::de::DeTable::parse_recoverable(&text)));
    let read = shortest(|| {
        let mut load = |_: &str| Ok(text.clone().into_bytes());
        drop(errcat_catalog::read("error_codes.toml", &mut load).expect("a catalog that is right"));
    });
    println!("{} {}", toml.as_micros(), read.as_micros());
}

/// The shortest time of a few runs: the machine disturbed this run least.
fn shortest(what: impl Fn()) -> Duration {
    let runs = (0..9).map(|_| {
        let start = Instant::now();
        what();
        start.elapsed()
    });
    runs.min().expect("there are some")
}
