//! Requests a second with errcat, beside the same handlers written by hand, as ratios of one run.
//!
//! `wrk` drives both in turn on 127.0.0.1, for a bounded time.

mod servers;
mod wrk;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::wrk::{CASES, Case, Run};

const ROUNDS: usize = 5;
const SECONDS: u32 = 4;

fn main() {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("serve") => servers::serve(&arguments.next().unwrap_or_default()),
        _ => compare(),
    }
}

fn compare() {
    let folder = std::env::temp_dir();
    let servers = ["by-hand", "errcat"].map(Server::start);
    let before = servers.each_ref().map(Server::memory);
    println!("| | requests/s, errcat / by hand | p50, ms | p99, ms |\n|---|---|---|---|");
    for case in &CASES {
        let mut runs = [Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            for (server, runs) in servers.iter().zip(&mut runs) {
                runs.push(wrk::run(&server.address, case, SECONDS, &folder));
                server.sample(case);
            }
        }
        let [by_hand, errcat] = runs.map(|runs| median(&runs));
        println!(
            "| {} | {:.0} / {:.0} = **{:.3}** | {:.2} / {:.2} | {:.2} / {:.2} |",
            case.name,
            errcat.requests_per_second,
            by_hand.requests_per_second,
            errcat.requests_per_second / by_hand.requests_per_second,
            errcat.p50,
            by_hand.p50,
            errcat.p99,
            by_hand.p99
        );
    }
    let after = servers.each_ref().map(Server::memory);
    println!(
        "\nmemory in KiB, before and after: errcat {} and {}, by hand {} and {}",
        before[1], after[1], before[0], after[0]
    );
}

fn median(runs: &[Run]) -> Run {
    let middle = |figure: fn(&Run) -> f64| {
        let mut figures: Vec<f64> = runs.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    Run {
        requests_per_second: middle(|run| run.requests_per_second),
        p50: middle(|run| run.p50),
        p99: middle(|run| run.p99),
    }
}

/// A server in a process of its own.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(which: &str) -> Self {
        let this = std::env::current_exe().expect("a program has a path");
        let mut child = Command::new(this)
            .args(["serve", which])
            .stdout(Stdio::piped())
            .spawn()
            .expect("a server starts");
        let mut address = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        stdout.read_line(&mut address).expect("it says where it listens");
        Self { child, address: address.trim_end().to_owned() }
    }

    /// Resident memory in KiB.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok()).unwrap_or_default()
    }

    /// Asks once as the load does, and checks that the answer is in the envelope.
    fn sample(&self, case: &Case) {
        let request = match case.script {
            None => format!("GET {} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", case.path),
            Some(_) => format!(
                "POST {} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 5\r\n\r\n{{\"nam",
                case.path
            ),
        };
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a head ends");
        assert!(body.starts_with("{\"result\":\""), "outside of the envelope: {answer}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
