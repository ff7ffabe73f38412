//! If the user writes the variants, they keep their attributes. Their order is the order of the catalog.
#![deny(warnings)]

#[errcat::catalog("ui/pass/three.toml")]
#[derive(Debug, Hash, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum ErrorCode {
    /// Documentation of the user.
    WrongPassword,
    Busy,
    #[doc(alias = "missing")]
    NotFound,
}

fn main() {
    assert_eq!(ErrorCode::ALL, [ErrorCode::NotFound, ErrorCode::Busy, ErrorCode::WrongPassword]);
    assert_eq!(serde_json::to_string(&ErrorCode::Busy).unwrap(), "\"BUSY\"");
}
