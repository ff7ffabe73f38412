//! What it costs to find a code by its text, in catalogs of several sizes, beside what else finds it: medians.

#[path = "../timing.rs"]
mod timing;

use std::collections::HashMap;
use std::hint::black_box;

use crate::timing::{Work, in_turn, work};

#[expect(clippy::unreadable_literal, reason = "nobody reads what phf generates")]
mod codes {
    include!(concat!(env!("OUT_DIR"), "/codes.rs"));
}

/// How many codes are looked up for one figure, in an order that no processor foresees.
const LOOKUPS: usize = 16_384;

/// A catalog's line; gives the time of a lookup by errcat.
macro_rules! line {
    ($codes:ident) => {{
        use codes::$codes::{BY_MATCH, ErrorCode, MAP};

        let codes: Vec<&str> = ErrorCode::ALL.iter().map(|code| code.code()).collect();
        let map: HashMap<&str, u16> = codes.iter().copied().zip(0..).collect();
        let works = [
            lookups(&codes, ErrorCode::from_code),
            lookups(&codes, BY_MATCH.unwrap_or(|_| None)),
            lookups(&codes, |code| MAP.get(code).copied()),
            lookups(&codes, move |code| map.get(code).copied()),
        ];
        line(codes.len(), &works, BY_MATCH.is_some())
    }};
}

fn main() {
    println!("| codes | `from_code`, ns | `match` | `phf::Map` | `HashMap` | beside `match` |");
    println!("|---|---|---|---|---|---|");
    let [_, some, _, many] = [line!(codes_20), line!(codes_288), line!(codes_2675), line!(codes_12388)];
    println!("\n12,388 codes beside 288: **{:.2}**", many / some);
}

fn line(size: usize, works: &[Work; 4], is_matched: bool) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "it is a small number")]
    let [errcat, by_match, phf, map] = in_turn(works.each_ref()).map(|pass| pass / LOOKUPS as f64);
    let ratio = if is_matched { format!("**{:.2}**", errcat / by_match) } else { String::new() };
    let by_match = if is_matched { format!("{by_match:.1}") } else { String::new() };
    println!("| {size} | {errcat:.1} | {by_match} | {phf:.1} | {map:.1} | {ratio} |");
    errcat
}

/// A pass over codes as they come over the wire: one after another, each in memory of its own.
fn lookups<T: 'static>(codes: &[&str], find: impl Fn(&str) -> Option<T> + Sync + 'static) -> Work {
    let picked: Vec<&str> = random().take(LOOKUPS).map(|number| codes[number % codes.len()]).collect();
    let lens: Vec<usize> = picked.iter().map(|code| code.len()).collect();
    let text = picked.concat();
    work(move || {
        let mut rest = &text[..];
        for &len in &lens {
            let (code, after) = rest.split_at(len);
            black_box(find(code));
            rest = after;
        }
    })
}

/// The same numbers in every run.
fn random() -> impl Iterator<Item = usize> {
    let mut state = 1_u32;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize
    })
}
