#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode where u8: Copy {}

fn main() {
    let _ = ErrorCode::Busy;
}
