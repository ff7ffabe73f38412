//! The allocations of what `wire` times. Counting them takes time, so that it is a program of its own.

#[path = "../timing.rs"]
#[expect(dead_code, reason = "nothing is timed")]
mod timing;
#[expect(dead_code, reason = "nothing is timed")]
mod work;

use crate::timing::Work;
use crate::work::Row;

fn main() {
    println!("| Allocations | errcat | beside | |\n|---|---|---|---|");
    for Row { what, errcat, beside, peer, .. } in work::encoding().iter().chain(&work::decoding()) {
        println!("| {what} | {} | {beside} | {} |", allocations(errcat), allocations(peer));
    }
}

/// Those of one time, after what is only made once is there. Memory that grows counts once more.
fn allocations(work: &Work) -> u64 {
    work(1);
    allocation_counter::measure(|| work(1)).count_total
}
