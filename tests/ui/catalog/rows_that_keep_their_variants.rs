#[errcat::catalog("ui/catalog/rows_that_keep_their_variants.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = [ErrorCode::A, ErrorCode::B, ErrorCode::C, ErrorCode::D, ErrorCode::E, ErrorCode::F];
}
