#[errcat::catalog("ui/catalog/lines_that_are_lost.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = [ErrorCode::NotFound, ErrorCode::TooLong, ErrorCode::Busy, ErrorCode::Internal];
}
