//! No lint reports the names and the types of params, with and without the module.
#![deny(warnings, clippy::pedantic)]

#[errcat::catalog("ui/pass/names_of_params.toml")]
enum ErrorCode {}

fn main() {
    #[errcat::catalog("ui/pass/names_of_params.toml", module = false)]
    enum Inner {}

    assert_eq!(ErrorCode::ALL.len(), Inner::ALL.len());
}
