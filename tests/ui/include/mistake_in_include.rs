#[errcat::catalog("ui/include/mistake_in_include.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = (ErrorCode::Busy, ErrorCode::Gone);
}
