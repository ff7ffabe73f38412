#![deny(warnings)]

#[errcat::catalog("ui/catalog/odd_letters.toml")]
pub enum ErrorCode {}

fn main() {
    assert_eq!(ErrorCode::Größe.status(), 400);
}
