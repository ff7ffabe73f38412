#[errcat::catalog("ui/pass/three.toml")]
pub struct ErrorCode;

fn main() {
    let _ = ErrorCode;
}
