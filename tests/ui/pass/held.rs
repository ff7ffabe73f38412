//! An enum that is written with all its variants keeps what the user wrote on them, in the catalog's order.
#![deny(warnings)]

#[errcat::catalog("ui/pass/three.toml")]
#[derive(Debug, Hash, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum ErrorCode {
    /// What the user has to say about it.
    WrongPassword,
    Busy,
    #[doc(alias = "missing")]
    NotFound,
}

fn main() {
    assert_eq!(ErrorCode::ALL, [ErrorCode::NotFound, ErrorCode::Busy, ErrorCode::WrongPassword]);
    assert_eq!(serde_json::to_string(&ErrorCode::Busy).unwrap(), "\"BUSY\"");
}
