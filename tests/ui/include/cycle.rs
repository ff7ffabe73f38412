#[errcat::catalog("ui/include/cycle.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = (ErrorCode::NotFound, ErrorCode::Back);
}
