//! Writes the measurements as Markdown: errcat / hand-written, and their ratio.

use std::fmt::{self, Display, Write};

use crate::measure::Cost;

/// The costs of each number of codes.
pub(crate) struct Table(String);

impl Table {
    pub(crate) fn codes() -> Self {
        let columns = ["codes", "`check`, s", "release build, CPU s", "rlib, MB", "memory of `check`, MiB"];
        Self(format!("| {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len())))
    }

    /// The costs of the hand-written crate and of errcat's, in this order.
    pub(crate) fn row(&mut self, size: usize, check: &[Cost], release: &[Cost], rlibs: &[f64]) {
        let figures = [
            pair(check[1].wall, check[0].wall),
            pair(release[1].cpu, release[0].cpu),
            pair(rlibs[1], rlibs[0]),
            pair(check[1].memory, check[0].memory),
        ];
        let _ = writeln!(self.0, "| {size} | {} |", figures.join(" | "));
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What each of the two derives adds to the check of the enums.
pub(crate) fn derive(none: &Cost, thiserror: &Cost, coded: &Cost) -> String {
    let (thiserror_adds, coded_adds) = (thiserror.cpu - none.cpu, coded.cpu - thiserror.cpu);
    format!(
        "`cargo check` of ten enums of 100 variants, CPU: {:.3} s without derives; `thiserror::Error` adds {thiserror_adds:.3} s, \
         `errcat::Coded` adds another {coded_adds:.3} s, which is {:.2} times as much",
        none.cpu,
        coded_adds / thiserror_adds
    )
}

/// The cost of a user's first check.
pub(crate) fn clean(costs: &[Cost]) -> String {
    format!(
        "a user's first `cargo check`, CPU s (errcat / thiserror, serde, serde_json): {}",
        pair(costs[1].cpu, costs[0].cpu)
    )
}

/// The costs of the replies by hand and of errcat's, in this order.
pub(crate) fn replies(options: &[&str], costs: &[Cost]) -> String {
    let figures = pair(costs[1].cpu, costs[0].cpu);
    format!("`cargo build {}` of 100 replies, CPU s (errcat / by hand): {figures}", options.join(" "))
}

fn pair(errcat: f64, by_hand: f64) -> String {
    format!("{errcat:.3} / {by_hand:.3} = **{:.2}**", errcat / by_hand)
}
