//! Two servers that send the same replies, and their figures under load.

use std::path::Path;

use crate::case::{Case, Request};
use crate::server::Server;
use crate::wrk::{self, Run};

const ROUNDS: usize = 15;

pub(crate) struct Pair {
    pub(crate) name: &'static str,
    pub(crate) cases: &'static [Case],
    /// Writes the files that both servers need into an empty folder.
    pub(crate) prepare: fn(&Path),
    /// Start the server with errcat, and the hand-written server.
    pub(crate) start: [fn(&Path) -> Server; 2],
}

/// The figures of one round. The first of two figures is errcat's.
struct Round {
    /// The figures of each case.
    runs: Vec<[Run; 2]>,
    /// The memory in KiB: before the load, the maximum under load, and after it.
    memory: [[f64; 3]; 2],
}

impl Pair {
    /// Runs all rounds, and prints the figures.
    pub(crate) fn compare(&self) {
        let rounds: Vec<Round> = (0..ROUNDS).map(|number| self.round(number)).collect();
        println!(
            "| {} | requests/s, errcat / hand-written | CPU per request, µs | p50, ms | p99, ms |",
            self.name
        );
        println!("|---|---|---|---|---|");
        for (index, case) in self.cases.iter().enumerate() {
            let runs: Vec<[Run; 2]> = rounds.iter().map(|round| round.runs[index]).collect();
            println!("| {} | {} |", case.name, cells(&runs));
        }
        println!("\n| memory, KiB | before | maximum under load | after |\n|---|---|---|---|");
        for (which, name) in ["errcat", "hand-written"].into_iter().enumerate() {
            let [before, most, after] =
                [0, 1, 2].map(|when| median(rounds.iter().map(|round| round.memory[which][when])));
            println!("| {name} | {before} | {most} | {after} |");
        }
        println!();
    }

    /// Each round starts new processes, because two processes of the same program also differ by some percent.
    fn round(&self, number: usize) -> Round {
        let folder = tempfile::tempdir().expect("a folder");
        (self.prepare)(folder.path());
        let servers = in_turn(number, self.start, |start| start(folder.path()));
        self.cases.iter().flat_map(|case| case.requests).for_each(|request| check_alike(&servers, request));
        let before = servers.each_ref().map(Server::memory);
        servers.iter().for_each(Server::forget_peak);
        let run = |case| in_turn(number, servers.each_ref(), |server| wrk::run(server, case, folder.path()));
        let runs = self.cases.iter().map(run).collect();
        let memory = [0, 1].map(|which| [before[which], servers[which].peak(), servers[which].memory()]);
        Round { runs, memory }
    }
}

/// Panics if the two replies have different bytes. Replies of the same second have the same time. Of three attempts, at
/// least one is within one second.
fn check_alike(servers: &[Server; 2], request: &Request) {
    let replies = [(); 3].map(|()| servers.each_ref().map(|server| server.ask(request)));
    assert!(replies.iter().any(|[errcat, by_hand]| errcat == by_hand), "not alike: {replies:#?}");
    replies.iter().flatten().for_each(|reply| reply.check(request));
}

/// Lets each server be the first in every second round.
fn in_turn<A, T>(round: usize, [errcat, by_hand]: [A; 2], work: impl Fn(A) -> T) -> [T; 2] {
    if round.is_multiple_of(2) {
        return [work(errcat), work(by_hand)];
    }
    let by_hand = work(by_hand);
    [work(errcat), by_hand]
}

/// The figures of one case, as cells of a table. The ratio is that of the two runs of one round.
fn cells(runs: &[[Run; 2]]) -> String {
    let cell = |figure: fn(&Run) -> f64, digits: usize| {
        let [errcat, by_hand] = [0, 1].map(|which| median(runs.iter().map(|run| figure(&run[which]))));
        let ratio = median(runs.iter().map(|[errcat, by_hand]| figure(errcat) / figure(by_hand)));
        format!("{errcat:.digits$} / {by_hand:.digits$}, **{ratio:.3}**")
    };
    let cells = [
        cell(|run| run.requests_per_second, 0),
        cell(|run| run.cpu, 1),
        cell(|run| run.p50, 2),
        cell(|run| run.p99, 2),
    ];
    cells.join(" | ")
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
