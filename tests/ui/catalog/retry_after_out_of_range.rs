#[errcat::catalog("ui/catalog/retry_after_out_of_range.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
