//! Measures what errcat costs to compile, compared with the same codes written by hand and with `thiserror`.
//!
//! Each crate is compiled like a user's crate: with cargo and the default profiles, so macros are not optimised. The
//! crates take turns, so that a busy machine disturbs all of them. The figures are medians.

mod crates;
mod editor;
mod measure;
mod memory;
mod phases;
mod report;
mod shared;

use std::process::ExitCode;

use crate::crates::{Kind, Scratch};
use crate::measure::Cost;
use crate::report::Table;

/// The default numbers of codes.
const SIZES: [usize; 5] = [20, 300, 1_000, 3_000, 10_000];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let sizes: Vec<usize> = arguments.filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { &SIZES[..] } else { &sizes };
    match what.as_str() {
        "codes" => codes(sizes),
        "derive" => derive(),
        "clean" => clean(),
        "replies" => replies(),
        "shared" => println!("{}", shared::table()),
        "memory" => println!("{}", memory::table()),
        "editor" => match sizes.iter().map(|size| editor::table(*size)).collect::<Option<Vec<_>>>() {
            Some(tables) => println!("{}", tables.join("\n")),
            None => return ExitCode::FAILURE,
        },
        "phases" => sizes.iter().for_each(|size| println!("{}", phases::split(*size))),
        _ => {
            eprintln!(
                "usage: compile codes [SIZE…] | phases [SIZE…] | editor [SIZE…] | derive | replies | clean | shared | memory"
            );
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Compiles a crate that has only codes, after a touch of its one file.
fn codes(sizes: &[usize]) {
    let mut table = Table::codes();
    for &size in sizes {
        let crates = [Kind::ByHand(size), Kind::Errcat(size)].map(Scratch::write);
        let rounds = if size > 1_000 { 3 } else { 7 };
        let check = measure::in_turn(&crates, rounds, |scratch| scratch.touched("check", &[]));
        // In release, ten thousand codes by hand take minutes.
        let rounds = if size > 1_000 { 1 } else { 5 };
        let release = measure::in_turn(&crates, rounds, |scratch| scratch.touched("build", &["--release"]));
        let rlibs = crates.each_ref().map(Scratch::rlib);
        table.row(size, &check, &release, &rlibs);
    }
    println!("{table}");
}

/// Compiles ten enums of a hundred variants, after a touch of their one file, and shows what each derive adds.
fn derive() {
    let crates = [Kind::Enum, Kind::Thiserror, Kind::Coded].map(Scratch::write);
    let costs = measure::in_turn(&crates, 15, |scratch| scratch.touched("check", &[]));
    let [none, thiserror, coded] = &costs[..] else { unreachable!("three crates") };
    println!("{}", report::derive(none, thiserror, coded));
}

/// Builds a hundred functions that each write a reply, without optimisation and with it, after a touch of their one file.
fn replies() {
    let crates = [Kind::RepliesByHand, Kind::Replies].map(Scratch::write);
    for options in [&[][..], &["--release"]] {
        let costs = measure::in_turn(&crates, 7, |scratch| scratch.touched("build", options));
        println!("{}", report::replies(options, &costs));
    }
}

/// Measures a user's first check, with every dependency.
fn clean() {
    let crates = [Kind::ByHand(20), Kind::Errcat(20)].map(Scratch::write);
    let costs = measure::in_turn(&crates, 3, |scratch| scratch.clean("check"));
    println!("{}", report::clean(&costs));
}

/// The median of each figure of some costs.
fn median(costs: &[Cost]) -> Cost {
    let middle = |figure: fn(&Cost) -> f64| median_of(costs.iter().map(figure).collect());
    Cost { wall: middle(|cost| cost.wall), cpu: middle(|cost| cost.cpu), memory: middle(|cost| cost.memory) }
}

fn median_of(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
