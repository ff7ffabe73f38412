#[errcat::catalog("ui/catalog/twenty_five_mistakes.toml")]
pub enum ErrorCode {}

fn main() {
    // The enum has the rows that could be read, so this line causes no further error.
    let _ = (ErrorCode::NotFound, ErrorCode::Busy, ErrorCode::Quota, error_code::Failure::new(ErrorCode::Busy));
}
