//! How long two pieces of work take, in turn, so that a noisy machine is noisy to both.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Work that is done so many times.
pub(crate) type Work = Box<dyn Fn(u32) + Sync>;

/// Does `once` again and again; the compiler sees neither that its result is dropped nor that it is the same.
pub(crate) fn work<T>(once: impl Fn() -> T + Sync + 'static) -> Work {
    Box::new(move |times| {
        for _ in 0..times {
            black_box(once());
        }
    })
}

/// How many times each piece of work is timed.
const ROUNDS: usize = 101;

/// How long each timing takes, about: long beside the clock's resolution, short beside a scheduler's slice.
const ROUND: Duration = Duration::from_micros(500);

/// The medians, in nanoseconds.
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

/// How many times fill a round. To find it warms the work up.
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

/// Of one time.
fn nanoseconds(work: &Work, times: u32) -> f64 {
    let start = Instant::now();
    work(times);
    start.elapsed().as_secs_f64() * 1e9 / f64::from(times)
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
