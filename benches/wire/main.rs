//! Measures how long it takes to write and to read a reply, compared with hand-written code for the same work: the
//! medians, their ratio, and the target: the largest ratio that errcat should have.

mod occurrences;
mod shapes;
#[path = "../timing.rs"]
mod timing;
mod work;

use crate::timing::in_turn;
use crate::work::Row;

fn main() {
    table("Encoding", &work::encoding());
    table("Encoding other shapes", &shapes::encoding());
    table("Encoding two params and two field errors", &occurrences::encoding());
    table("Decoding", &work::decoding());
    table("Decoding other shapes", &shapes::decoding());
}

fn table(title: &str, rows: &[Row]) {
    println!("| {title} | errcat, ns | compared with | ns | ratio | target |\n|---|---|---|---|---|---|");
    for Row { what, errcat, compared_with, peer, target } in rows {
        let [errcat, peer] = in_turn([errcat, peer]);
        let ratio = errcat / peer;
        let is_missed = target.parse().is_ok_and(|target: f64| ratio > target);
        let mark = if is_missed { ", missed" } else { "" };
        println!("| {what} | {errcat:.0} | {compared_with} | {peer:.0} | **{ratio:.2}** | {target}{mark} |");
    }
    println!();
}
