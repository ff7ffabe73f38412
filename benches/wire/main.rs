//! Measures how long it takes to write and to read a reply, compared with the same work by hand: the medians, their
//! ratio, and the ratio that errcat should reach.

#[path = "../timing.rs"]
mod timing;
mod work;

use crate::timing::in_turn;
use crate::work::Row;

fn main() {
    table("Encoding", &work::encoding());
    table("Decoding", &work::decoding());
}

fn table(title: &str, rows: &[Row]) {
    println!("| {title} | ns | beside | ns | ratio | to reach |\n|---|---|---|---|---|---|");
    for Row { what, errcat, beside, peer, target } in rows {
        let [errcat, peer] = in_turn([errcat, peer]);
        println!("| {what} | {errcat:.0} | {beside} | {peer:.0} | **{:.2}** | {target} |", errcat / peer);
    }
    println!();
}
