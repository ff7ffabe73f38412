#![deny(deprecated)]

#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = (ErrorCode::Older, ErrorCode::Old, ErrorCode::Oldest);
    let _ = error_code::Older { what: "this".to_owned() };
}
