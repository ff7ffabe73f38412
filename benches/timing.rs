//! Measures how long pieces of work take. They take turns, so that a busy machine disturbs all of them.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Work that is done this many times.
pub(crate) type Work = Box<dyn Fn(u32) + Sync>;

/// Repeats `once`. The compiler cannot see that its result is dropped, nor that it is always the same.
pub(crate) fn work<T>(once: impl Fn() -> T + Sync + 'static) -> Work {
    Box::new(move |times| {
        for _ in 0..times {
            black_box(once());
        }
    })
}

/// How many times each piece of work is timed.
const ROUNDS: usize = 101;

/// About how long each timing takes: much longer than the resolution of the clock, much shorter than a slice of the
/// scheduler.
const ROUND: Duration = Duration::from_micros(500);

/// The median time of each piece of work, in nanoseconds.
pub(crate) fn in_turn<const N: usize>(works: [&Work; N]) -> [f64; N] {
    let times = works.map(times);
    let mut figures = [const { Vec::new() }; N];
    for _ in 0..ROUNDS {
        for index in 0..N {
            figures[index].push(nanoseconds(works[index], times[index]));
        }
    }
    figures.map(median)
}

/// How many times fill a round. The search for this number also warms up the caches.
fn times(work: &Work) -> u32 {
    let mut times = 1;
    loop {
        let start = Instant::now();
        work(times);
        if start.elapsed() > ROUND / 2 {
            return times;
        }
        times *= 2;
    }
}

/// The time that the work takes once.
fn nanoseconds(work: &Work, times: u32) -> f64 {
    let start = Instant::now();
    work(times);
    start.elapsed().as_secs_f64() * 1e9 / f64::from(times)
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
