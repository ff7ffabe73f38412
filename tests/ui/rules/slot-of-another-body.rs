#[errcat::catalog("ui/rules/slot-of-another-body/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
