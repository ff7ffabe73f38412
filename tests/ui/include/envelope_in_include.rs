#[errcat::catalog("ui/include/envelope_in_include.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
