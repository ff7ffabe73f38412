//! Counts the allocations of the work of `wire`. This is a separate program, because counting takes time.

mod shapes;
#[path = "../timing.rs"]
#[expect(dead_code, reason = "this program measures no times")]
mod timing;
#[expect(dead_code, reason = "this program measures no times")]
mod work;

use crate::timing::Work;
use crate::work::Row;

fn main() {
    println!("| Allocations | errcat | compared with | allocations |\n|---|---|---|---|");
    for Row { what, errcat, compared_with, peer, .. } in rows() {
        println!("| {what} | {} | {compared_with} | {} |", allocations(&errcat), allocations(&peer));
    }
}

fn rows() -> impl Iterator<Item = Row> {
    let tables = [work::encoding(), shapes::encoding(), work::decoding(), shapes::decoding()];
    tables.into_iter().flatten()
}

/// The allocations when the work is done a second time. A reallocation counts as an allocation.
fn allocations(work: &Work) -> u64 {
    work(1);
    allocation_counter::measure(|| work(1)).count_total
}
