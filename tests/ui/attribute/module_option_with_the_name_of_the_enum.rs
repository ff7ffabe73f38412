#[errcat::catalog("ui/pass/three.toml", module = r#ErrorCode)]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::Busy;
}
