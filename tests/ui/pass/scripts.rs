//! Codes in other scripts, for whose names rustc has no warning.
#![deny(warnings)]

use errcat::Coded;

#[errcat::catalog("ui/pass/scripts.toml")]
pub enum ErrorCode {}

/// Names in another normal form, as some editors write them. rustc compares names in one normal form.
#[errcat::catalog("ui/pass/scripts.toml")]
pub enum Held {
    GrößeFalsch,
    CaféClosed,
    Ошибка,
    НеНайдено,
    エラー,
    오류,
    MicrogramMissing,
}

#[derive(Debug, Coded)]
#[coded(ErrorCode)]
#[coded(GrößeFalsch { größe })]
struct Falsch {
    größe: u32,
}

impl std::fmt::Display for Falsch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("falsch")
    }
}

impl std::error::Error for Falsch {}

fn main() {
    assert_eq!(ErrorCode::ALL.len(), Held::ALL.len());
    assert_eq!(ErrorCode::НеНайдено.code(), "не_найдено");
    assert_eq!(ErrorCode::CaféClosed.code(), "cafe\u{301}_closed");
    assert_eq!(format!("{:?}", Held::CaféClosed), "Caf\u{e9}Closed");
    let failure = error_code::Failure::from(Falsch { größe: 7 });
    assert_eq!(failure.description(), "die Größe ist 7");
}
