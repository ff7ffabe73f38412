//! Generates the code for `lookup`: catalogs of several sizes, and the same codes as a `match` and as a `phf::Map`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const SIZES: [usize; 4] = [20, 288, 2_675, 12_388];

/// The largest catalog has no `match`. Nobody would write one with 12,388 arms, and it takes a minute to compile.
const LARGEST_MATCH: usize = 2_675;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let modules: Vec<String> = SIZES.iter().map(|&size| module(size, &out)).collect::<io::Result<_>>()?;
    fs::write(out.join("codes.rs"), modules.concat())
}

/// The Rust code for one size. It reads a catalog that this function writes.
fn module(size: usize, out: &Path) -> io::Result<String> {
    let path = out.join(format!("codes_{size}.toml"));
    fs::write(&path, catalog(size))?;
    let path = path.to_str().expect("cargo's folder is UTF-8");
    Ok(format!(
        "/// {size} codes.
        pub mod codes_{size} {{
            /// From a catalog.
            #[errcat::catalog({path:?})]
            pub enum ErrorCode {{}}

            {}

            /// As a perfect hash table.
            pub static MAP: phf::Map<&str, u16> = {};
        }}",
        by_match(size),
        by_phf(size)
    ))
}

fn catalog(size: usize) -> String {
    (0..size).fold(
        "[catalog]\nallow = [\"open-http-kinds\"]\n\n[defaults]\nstatus = 400\n".to_owned(),
        |mut catalog, number| {
            let _ =
                writeln!(catalog, "[[error]]\ncode = {:?}\ndescription = \"Reason {number}\"", code(number));
            catalog
        },
    )
}

fn by_match(size: usize) -> String {
    if size > LARGEST_MATCH {
        return String::new();
    }
    let arms = (0..size).fold(String::new(), |mut arms, number| {
        let _ = writeln!(arms, "{:?} => {number},", code(number));
        arms
    });
    format!(
        "/// As a `match`.
        pub fn by_match(code: &str) -> Option<u16> {{
            Some(match code {{ {arms} _ => return None }})
        }}"
    )
}

fn by_phf(size: usize) -> String {
    let mut map = phf_codegen::Map::new();
    for number in 0..size {
        map.entry(code(number), number.to_string());
    }
    map.build().to_string()
}

const STATES: [&str; 12] = [
    "invalid",
    "missing",
    "expired",
    "duplicate",
    "unknown",
    "immutable",
    "disabled",
    "unauthorized",
    "locked",
    "unsupported",
    "too_many",
    "conflicting",
];
const PLACES: [&str; 9] =
    ["account", "channel", "index", "device_group", "search", "feed", "user", "billing", "task"];

/// A code that looks like a real one: many codes begin or end with the same words.
fn code(number: usize) -> String {
    let state = STATES[number % STATES.len()];
    let place = PLACES[number / STATES.len() % PLACES.len()];
    match number / (STATES.len() * PLACES.len()) {
        0 => format!("{state}_{place}"),
        field => format!("{state}_{place}_field_{field}"),
    }
}
