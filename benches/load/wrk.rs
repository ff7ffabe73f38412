//! One run of `wrk`, and what it says.

use std::path::Path;
use std::process::Command;

/// What is asked of a server.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    /// A body for `POST`; without one it is a `GET`.
    pub(crate) script: Option<&'static str>,
}

/// Every second body is cut off.
const MIX: &str = r#"
local bodies = { '{"name":"greenhouse"}', '{"name":"greenh' }
local count = 0
request = function()
  count = count + 1
  return wrk.format("POST", "/channels", { ["content-type"] = "application/json" }, bodies[count % 2 + 1])
end
"#;

pub(crate) const CASES: [Case; 3] = [
    Case { name: "failures", path: "/channels/1?account_key=wrong", script: None },
    Case { name: "successes", path: "/channels/1?account_key=right", script: None },
    Case { name: "half of the bodies malformed", path: "/channels", script: Some(MIX) },
];

/// What a run came to.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) requests_per_second: f64,
    /// Milliseconds.
    pub(crate) p50: f64,
    /// Milliseconds.
    pub(crate) p99: f64,
}

/// Asks for so many seconds on one thread with 32 connections.
pub(crate) fn run(address: &str, case: &Case, seconds: u32, folder: &Path) -> Run {
    let mut wrk = Command::new("wrk");
    wrk.args(["--latency", "-t1", "-c32", "-d"]).arg(format!("{seconds}s"));
    if let Some(script) = case.script {
        let path = folder.join("mix.lua");
        std::fs::write(&path, script).expect("a file can be written");
        wrk.arg("-s").arg(path);
    }
    let output = wrk.arg(format!("http://{address}{}", case.path)).output().expect("`wrk` is installed");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && !text.contains("Socket errors"), "{text}");
    let after = |name: &str| {
        let line = text.lines().map(str::trim).find_map(|line| line.strip_prefix(name));
        line.unwrap_or_else(|| panic!("no {name} in {text}")).trim()
    };
    Run {
        requests_per_second: after("Requests/sec:").parse().expect("a number"),
        p50: milliseconds(after("50%")),
        p99: milliseconds(after("99%")),
    }
}

fn milliseconds(text: &str) -> f64 {
    for (unit, factor) in [("us", 1e-3), ("ms", 1.0), ("s", 1e3)] {
        if let Some(number) = text.strip_suffix(unit) {
            return number.parse::<f64>().expect("a number") * factor;
        }
    }
    panic!("no time: {text}")
}
