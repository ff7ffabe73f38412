//! The folder of each code's page: a name that every usual file system takes.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use errcat_core::lookup;
use unicode_normalization::UnicodeNormalization;

/// The number of bytes of a name without a hash. The limit of file systems is 255.
const LONGEST: usize = 100;

/// Names next to the folders.
const FILES: [&str; 4] = ["index.html", "style.css", "search.js", "errors.json"];

/// Names that Windows keeps for devices, also with an extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Returns the folder of each code. `taken` has the folded names of other folders, and gets those of these.
pub(super) fn of<'a>(codes: impl Iterator<Item = &'a str>, taken: &mut HashSet<String>) -> Vec<String> {
    let names: Vec<_> = codes.map(|code| (code, portable(code))).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, name) in &names {
        *counts.entry(folded(name)).or_default() += 1;
    }
    let is_own = |name: &str| {
        let folded = folded(name);
        let is_free = counts[&folded] == 1 && !taken.contains(&folded);
        name.len() <= LONGEST && is_free && !is_reserved(&folded)
    };
    let are_own: Vec<bool> = names.iter().map(|(_, name)| is_own(name)).collect();
    let own = names.iter().zip(&are_own).filter(|(_, is_own)| **is_own);
    taken.extend(own.map(|((_, name), _)| folded(name)));
    let folder = |((code, name), is_own): ((&str, String), bool)| {
        if is_own { name } else { hashed(code, &name, taken) }
    };
    names.into_iter().zip(are_own).map(folder).collect()
}

/// A name that no other folder has.
fn hashed(code: &str, name: &str, taken: &mut HashSet<String>) -> String {
    let mut seed = 0;
    loop {
        let hash = lookup::hash(seed, code.as_bytes()) >> 32;
        let hashed = format!("{}-{hash:08x}", beginning(name));
        if taken.insert(folded(&hashed)) {
            return hashed;
        }
        seed += 1;
    }
}

/// The beginning of a long name. An escape is not cut.
fn beginning(name: &str) -> &str {
    if name.len() <= LONGEST {
        return name;
    }
    let end = (0..=LONGEST).rev().find(|at| name.is_char_boundary(*at)).unwrap_or_default();
    let escape = name[..end].rfind('%').filter(|at| end - at < 3);
    &name[..escape.unwrap_or(end)]
}

/// A code without characters that a file system does not take, and without a dot or a space where it drops them.
fn portable(code: &str) -> String {
    let last = code.chars().count().saturating_sub(1);
    let mut name = String::with_capacity(code.len());
    for (index, letter) in code.chars().enumerate() {
        let is_dropped = letter == '.' && (index == 0 || index == last) || letter == ' ' && index == last;
        if is_dropped || letter.is_control() || "/\\:*?\"<>|%".contains(letter) {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(name, "%{byte:02X}");
            }
        } else {
            name.push(letter);
        }
    }
    name
}

/// The name as file systems compare it that ignore case, or the form of letters with marks.
fn folded(name: &str) -> String {
    // In upper case, `ß` is `SS`.
    name.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

fn is_reserved(folded: &str) -> bool {
    let stem = folded.split('.').next().unwrap_or_default().trim_end();
    let is_port = |port: &str| {
        let mut number = stem.strip_prefix(port).into_iter().flat_map(str::chars);
        matches!((number.next(), number.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    FILES.contains(&folded) || DEVICES.contains(&stem) || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<String> {
        super::of(codes, &mut HashSet::new())
    }

    #[test]
    fn a_former_code_does_not_take_the_folder_of_a_code() {
        let mut taken = HashSet::new();
        assert_eq!(super::of(["Gone"].into_iter(), &mut taken), ["Gone"]);
        let former = super::of(["gone", "past"].into_iter(), &mut taken);
        assert!(former[0].starts_with("gone-") && former[1] == "past", "{former:?}");
    }

    #[test]
    fn a_usual_code_is_the_name_of_its_folder() {
        let codes = ["wrong_password", "E-1.2", "1001", "über flow", "~x"];
        assert_eq!(of(codes.into_iter()), codes);
    }

    #[test]
    fn characters_that_file_systems_refuse_are_percent_encoded() {
        let codes = [".", "..", "a/b", "../../x", "a%2Fb", "a\\b", ".a", "a.", "a ", "a:b", "a?b"];
        let folders = [
            "%2E",
            "%2E%2E",
            "a%2Fb",
            "%2E.%2F..%2Fx",
            "a%252Fb",
            "a%5Cb",
            "%2Ea",
            "a%2E",
            "a%20",
            "a%3Ab",
            "a%3Fb",
        ];
        assert_eq!(of(codes.into_iter()), folders);
    }

    #[test]
    fn names_that_are_taken_or_long_end_with_a_hash() {
        let long = "x".repeat(1024);
        let slashes = "/".repeat(300);
        let codes = [
            "Gone",
            "gone",
            "index.html",
            "ERRORS.JSON",
            "nul",
            "com1.txt",
            "LPT²",
            "straße",
            "strasse",
            "\u{e9}",
            "e\u{301}",
        ];
        let codes: Vec<&str> = codes.into_iter().chain([long.as_str(), slashes.as_str()]).collect();
        let folders = of(codes.iter().copied());
        for (folder, code) in folders.iter().zip(&codes) {
            let (name, hash) = folder.rsplit_once('-').unwrap_or_else(|| panic!("no hash: {folder}"));
            assert!(hash.len() == 8 && name.len() <= LONGEST, "{folder}");
            assert!(portable(code).starts_with(name), "{folder}");
        }
        let different: HashSet<_> = folders.iter().map(|folder| folded(folder)).collect();
        assert_eq!(different.len(), folders.len());
    }

    #[test]
    fn a_code_that_looks_like_a_hashed_name_has_its_own_folder() {
        let with_hash = of(["Gone", "gone"].into_iter()).remove(0);
        let folders = of(["Gone", "gone", with_hash.as_str()].into_iter());
        assert_eq!(folders[2], with_hash);
        assert_ne!(folders[0], with_hash);
    }
}
