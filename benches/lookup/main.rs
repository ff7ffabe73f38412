//! Measures how long it takes to find a code by its text, in catalogs of several sizes, compared with other ways:
//! medians.

#[path = "../timing.rs"]
mod timing;

use std::collections::HashMap;
use std::hint::black_box;

use crate::timing::{Work, in_turn, work};

/// How many codes are looked up for one figure, in an order that a processor cannot predict.
const LOOKUPS: usize = 16_384;

/// How many of the codes are in the catalog.
#[derive(Clone, Copy, PartialEq)]
enum Found {
    All,
    None,
}

/// Prints the line of one catalog, and returns the time of errcat's lookup.
macro_rules! line {
    ($found:expr, $codes:ident $(, $by_match:ident)?) => {{
        use errcat_benches::$codes::{ErrorCode, MAP};

        let codes: Vec<&'static str> = ErrorCode::ALL.iter().map(|code| code.code()).collect();
        let map: HashMap<&str, u16> = codes.iter().copied().zip(0..).collect();
        let errcat = lookups(&codes, $found, |code| ErrorCode::from_code(code));
        let by_match: [Work; _] =
            [$(lookups(&codes, $found, |code| errcat_benches::$codes::$by_match(code)))?];
        let phf = lookups(&codes, $found, |code| MAP.get(code).copied());
        let map = lookups(&codes, $found, move |code| map.get(code).copied());
        let works = [&errcat, by_match.first().unwrap_or(&errcat), &phf, &map];
        line(codes.len(), in_turn(works), !by_match.is_empty())
    }};
}

fn main() {
    for (found, what) in [(Found::All, "codes of the catalog"), (Found::None, "texts that are no codes")] {
        println!(
            "| {what} | `from_code`, ns | `match`, ns | `phf::Map`, ns | `HashMap`, ns | `from_code` / `match` |"
        );
        println!("|---|---|---|---|---|---|");
        line!(found, codes_20, by_match);
        let some = line!(found, codes_288, by_match);
        line!(found, codes_2675, by_match);
        let many = line!(found, codes_12388);
        println!("\n12,388 codes compared with 288: **{:.2}**\n", many / some);
    }
}

fn line(size: usize, passes: [f64; 4], is_matched: bool) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "it is a small number")]
    let [errcat, by_match, phf, map] = passes.map(|pass| pass / LOOKUPS as f64);
    let ratio = if is_matched { format!("**{:.2}**", errcat / by_match) } else { String::new() };
    let by_match = if is_matched { format!("{by_match:.1}") } else { String::new() };
    println!("| {size} | {errcat:.1} | {by_match} | {phf:.1} | {map:.1} | {ratio} |");
    errcat
}

/// Looks up codes one after another. Each text is in a different place in memory, like the texts of requests.
/// A text that is no code differs from a code in its last letter.
fn lookups<T: 'static>(
    codes: &[&str],
    found: Found,
    find: impl Fn(&str) -> Option<T> + Sync + 'static,
) -> Work {
    let picked: Vec<&str> = random().take(LOOKUPS).map(|number| codes[number % codes.len()]).collect();
    let lens: Vec<usize> = picked.iter().map(|code| code.len()).collect();
    let others = picked.iter().map(|code| format!("{}~", &code[..code.len() - 1]));
    let text = if found == Found::All { picked.concat() } else { others.collect() };
    work(move || {
        let mut rest = &text[..];
        for &len in &lens {
            let (code, after) = rest.split_at(len);
            black_box(find(code));
            rest = after;
        }
    })
}

/// Random numbers, which are the same in every run.
fn random() -> impl Iterator<Item = usize> {
    let mut state = 1_u32;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize
    })
}
