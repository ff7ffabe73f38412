//! One run of `wrk`, and its figures.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::case::{Case, Request};
use crate::server::Server;

const SECONDS: u32 = 2;
const CONNECTIONS: u32 = 32;
/// How long to wait between two samples of the replies.
const PAUSE: Duration = Duration::from_millis(200);

/// The figures of a run.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) requests_per_second: f64,
    /// Microseconds of the server's processor time per request.
    pub(crate) cpu: f64,
    /// Milliseconds.
    pub(crate) p50: f64,
    /// Milliseconds.
    pub(crate) p99: f64,
}

/// Sends requests for some seconds, and checks a sample of the replies during this time.
pub(crate) fn run(server: &Server, case: &Case, folder: &Path) -> Run {
    let script = folder.join("case.lua");
    std::fs::write(&script, lua(case)).expect("a file can be written");
    let before = server.cpu();
    let mut wrk = Command::new("wrk")
        .args(["--latency", "-t1", &format!("-c{CONNECTIONS}"), &format!("-d{SECONDS}s"), "-s"])
        .arg(script)
        .arg(format!("http://{}", server.address))
        .stdout(Stdio::piped())
        .spawn()
        .expect("`wrk` is installed");
    while wrk.try_wait().expect("its status").is_none() {
        case.requests.iter().for_each(|request| server.ask(request).check(request));
        sleep(PAUSE);
    }
    let output = wrk.wait_with_output().expect("its output");
    figures(&String::from_utf8_lossy(&output.stdout), case, server.cpu() - before)
}

/// The script for `wrk`. It makes the requests of the case before the run, sends them in turn, and prints one line of
/// figures.
fn lua(case: &Case) -> String {
    let requests: Vec<String> = case.requests.iter().map(Request::lua).collect();
    let requests = requests.join(", ");
    format!(
        "local requests
         local last = 0
         init = function()
             requests = {{ {requests} }}
         end
         request = function()
             last = last % #requests + 1
             return requests[last]
         end
         done = function(summary, latency)
             local errors = summary.errors
             local broken = errors.connect + errors.read + errors.write + errors.timeout
             local seconds = summary.duration / 1e6
             print('figures', summary.requests, seconds, latency:percentile(50), latency:percentile(99), errors.status, broken)
         end"
    )
}

fn figures(text: &str, case: &Case, cpu: f64) -> Run {
    let line = text.lines().find_map(|line| line.strip_prefix("figures\t"));
    let line = line.unwrap_or_else(|| panic!("no figures in {text}"));
    let figures: Vec<f64> = line.split('\t').map(|figure| figure.parse().expect("a number")).collect();
    let &[requests, seconds, p50, p99, failed, broken] = figures.as_slice() else { panic!("{line}") };
    assert!(broken == 0.0 && is_as_expected(case, requests, failed), "{}: {text}", case.name);
    let (requests_per_second, cpu) = (requests / seconds, cpu * 1e6 / requests);
    Run { requests_per_second, cpu, p50: p50 / 1e3, p99: p99 / 1e3 }
}

/// Whether the number of failures is the number that the case expects. It may differ a little, because the requests
/// without a reply at the end of the run may all be of one kind.
fn is_as_expected(case: &Case, requests: f64, failed: f64) -> bool {
    let share = |count: usize| f64::from(u32::try_from(count).expect("few"));
    let all = share(case.requests.len());
    let failures = share(case.requests.iter().filter(|request| request.status >= 400).count());
    (failed - requests * failures / all).abs() <= (all - 1.0) * f64::from(CONNECTIONS)
}
