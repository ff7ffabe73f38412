//! Measures what a process costs.

use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

use crate::crates::Scratch;
use crate::median;

/// The cost of a process and of all processes that it started.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of processor time.
    pub(crate) cpu: f64,
    /// The largest memory of one of these processes, in MiB.
    pub(crate) memory: f64,
}

/// The median costs of each crate. The crates take turns, and the first round does not count.
pub(crate) fn in_turn(crates: &[Scratch], rounds: usize, measure: impl Fn(&Scratch) -> Cost) -> Vec<Cost> {
    let mut costs = vec![Vec::new(); crates.len()];
    for round in 0..=rounds {
        for (scratch, costs) in crates.iter().zip(&mut costs) {
            let cost = measure(scratch);
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    costs.iter().map(|costs| median(costs)).collect()
}

/// Runs a command to its end.
///
/// # Panics
///
/// Panics if the command cannot be started, or if it fails.
pub(crate) fn run(command: &mut Command) -> Cost {
    let start = Instant::now();
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("cargo can be started");
    let used = child.wait4().expect("a child can be waited for");
    let wall = start.elapsed().as_secs_f64();
    assert!(used.status.success(), "this failed: {command:?}");
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "nobody has that much memory")]
    let memory = used.rusage.maxrss as f64 / 1_048_576.0;
    Cost { wall, cpu, memory }
}
