//! The catalog reports exactly the names that rustc's lints report.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use errcat_catalog::Rule;
use proptest::prelude::*;

/// The variant names of a catalog with these codes, and whether it reports one of them. `None` if it has another mistake.
fn catalog(codes: &[&str]) -> Option<(Vec<String>, bool)> {
    let rows = codes.iter().fold(String::new(), |mut text, code| {
        let _ = writeln!(text, "[[error]]\ncode = \"{code}\"\nstatus = 400");
        text
    });
    let mut load = |_: &str| Ok(rows.clone().into_bytes());
    let (catalog, odd) = match errcat_catalog::read("error_codes.toml", &mut load) {
        Ok(catalog) => (catalog, Vec::new()),
        Err(rejected) => {
            let odd = rejected.diagnostics.iter().map(|error| {
                let named = error.message.split_once("` is `")?.1;
                (error.rule == Rule::OddLetters).then(|| named.split_once('`').expect("quoted").0.to_owned())
            });
            (rejected.salvage, odd.collect::<Option<Vec<String>>>()?)
        }
    };
    let is_odd = !odd.is_empty();
    // The salvaged rows do not contain the reported names.
    let variants = catalog.rows.into_iter().map(|row| row.variant).chain(odd);
    Some((variants.collect(), is_odd))
}

/// Whether rustc objects to an enum of these variants.
fn rustc(variants: &[String]) -> bool {
    let variants = variants.join(", ");
    let text = format!(
        "#![deny(uncommon_codepoints, confusable_idents, mixed_script_confusables)]
        #![allow(dead_code, non_camel_case_types)]
        pub type Success<T> = Result<T, ErrorCode>; pub enum ErrorCode {{ {variants} }}"
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("letters");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let path = folder.join(format!("{:?}.rs", std::thread::current().id()));
    fs::write(&path, text).expect("a file can be written");
    let output = Command::new("rustc")
        .args(["--edition=2024", "--crate-type=lib", "--crate-name=letters", "--emit=metadata", "--out-dir"])
        .arg(&folder)
        .arg(&path)
        .output()
        .expect("there is a rustc");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success()
            || said.contains("[confusable_idents]")
            || said.contains("identifier")
            || said.contains("mixed script"),
        "{said}"
    );
    !output.status.success()
}

#[track_caller]
fn agrees(codes: &[&str]) -> bool {
    let (variants, is_odd) = catalog(codes).unwrap_or_else(|| panic!("{codes:?} has another mistake"));
    assert_eq!(is_odd, rustc(&variants), "{codes:?}: {variants:?}");
    is_odd
}

#[test]
fn letters_that_rustc_objects_to() {
    for codes in [
        &["μg_missing", "not_found"][..],
        &["сор"],
        &["proﬁle_missing"],
        &["ｅrror"],
        &["no_１"],
        &["ǆep"],
        &["loſt"],
        &["ᏣᎳᎩ"],
        &["ℌ_bar"],
        &["wrong_password", "wrоng_password"],
        &["ошибка", "сор", "cop"],
        &["ошибка", "рау", "pay"],
        &["ошибка", "Т"],
        &["hıt", "hit"],
        &["ошибка", "σφάλμα", "о", "ο"],
    ] {
        assert!(agrees(codes), "{codes:?}");
    }
}

#[test]
fn letters_that_rustc_takes() {
    for codes in [
        &["größe_falsch", "naïve", "señal", "zażółć"][..],
        &["ошибка", "не_найдено", "сор"],
        &["σφάλμα", "δεν_βρέθηκε", "μ_x"],
        &["エラー", "未検出", "ファイル無し"],
        &["한국어", "오류"],
        &["错误", "未找到"],
        &["שגיאה"],
        &["خطأ", "غير_موجود"],
        &["ข้อผิดพลาด"],
        &["त्रुटि"],
        &["cafe", "café"],
        &["\\u212Bngstrom", "angle"],
        &["m_o", "rn_o", "größe"],
    ] {
        assert!(!agrees(codes), "{codes:?}");
    }
}

/// Letters of which some are like others, some are no letters of a name, and some change with their case.
const CODE: &str = "[aopxTHmMåéßñıſµμοσΣабгосрТЋıⅷﬁǆŉĳ１ｅエー未안अกשعᏣ·_]{1,4}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_letters(codes in proptest::collection::vec(CODE, 1..5)) {
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let found = catalog(&codes);
        prop_assume!(found.is_some(), "another mistake");
        let (variants, is_odd) = found.unwrap_or_default();
        prop_assert_eq!(is_odd, rustc(&variants), "{:?}: {:?}", codes, variants);
    }
}
