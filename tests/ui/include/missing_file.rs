#[errcat::catalog("ui/include/missing_file.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
